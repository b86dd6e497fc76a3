package dev.handsel.fraud.identities;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.Follower.Batch;
import dev.handsel.fraud.identities.Follower.Standing;
import dev.handsel.inbox.events.EventLog;
import dev.handsel.inbox.events.LoggedEvent;
import dev.handsel.platform.database.OutsideTransactions;
import dev.handsel.platform.database.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Follows the events of a programme in the order of their arrival, and what is known of its affiliates. All that follows from them
 * and the cursor change in one transaction, which has them for itself: so each event is followed once, whoever dies,
 * and however many try. What many statements would do is done by a few for up to 500 events.
 *
 * <p>What happened at one instant is followed together, so that the order does not matter in which it was told. An instant is over
 * once something of another time was told, or nothing more of it for two seconds, or whoever waits says so.
 */
@Component
class IdentityReader {

    static final int MOST = 500;

    private static final Duration QUIET = Duration.ofSeconds(2);

    private final EventLog log;
    private final CursorStore cursors;
    private final Notes notes;
    private final Follower follower;
    private final Transactions transactions;
    private final InstantSource clock;
    private final UUID self = UUID.randomUUID();

    IdentityReader(
            EventLog log,
            CursorStore cursors,
            Notes notes,
            Follower follower,
            Transactions transactions,
            InstantSource clock) {
        this.log = log;
        this.cursors = cursors;
        this.notes = notes;
        this.follower = follower;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What one step did.
     *
     * @param received when those events were received that it followed
     * @param more whether there may be more to do at once
     */
    record Step(List<Instant> received, boolean more, long seq) {

        static final Step NONE = new Step(List.of(), false, 0);
    }

    /**
     * What a step goes by.
     *
     * @param closing whether the last instant is over
     * @param until as in {@link Batch}
     * @param noted whether there may be notes of affiliates
     */
    private record Terms(boolean closing, @Nullable Instant until, boolean noted) {}

    /** Follows up to 500 events that are settled, unless somebody else does so at this moment. */
    Step step(ProgramId program) {
        return transactions.required(() -> {
            var cursor = cursors.take(program);
            return cursor.isEmpty() || cursor.get().isLeftToAnother(self, clock.instant())
                    ? Step.NONE
                    : follow(program, cursor.get(), log.settled(program), new Terms(false, null, true));
        });
    }

    /** As {@link #step}, where the last instant is over. */
    Step closing(ProgramId program) {
        return transactions.required(() -> {
            var cursor = cursors.take(program);
            return cursor.isEmpty()
                    ? Step.NONE
                    : follow(program, cursor.get(), log.settled(program), new Terms(true, null, true));
        });
    }

    /** Follows all that was told until now, with midnights up to a time, and waits for whoever else does; in no transaction. */
    void catchUp(ProgramId program, @Nullable Instant until) {
        OutsideTransactions.require("following events");
        var outlook = cursors.look(program);
        if (outlook.unspread()) {
            notes.spreadAll();
        }
        boolean noted = outlook.notes() || outlook.unspread();
        boolean late = until != null && follower.isLate(outlook.cursor().state(), until);
        if (outlook.newest() <= outlook.cursor().seq() && !noted && !late) {
            return;
        }
        long known = log.settled(program);
        long newest = known >= outlook.newest() ? known : log.settleAll(program);
        while (true) {
            var step = transactions.required(
                    () -> follow(program, cursors.await(program), newest, new Terms(true, until, noted)));
            if (!step.more() && step.seq() >= newest) {
                return;
            }
        }
    }

    private Step follow(ProgramId program, Cursor cursor, long settled, Terms terms) {
        var standing = terms.noted() ? notes.take(program, cursor.seq(), MOST) : Notes.Standing.NONE;
        var read = read(program, cursor.seq(), settled, terms.closing());
        boolean last = read.events().isEmpty() || read.events().getLast().seq() >= settled;
        var until = last ? terms.until() : null;
        var events = read.events();
        if (events.isEmpty() && standing.notes() == 0 && until == null) {
            return new Step(List.of(), false, last ? settled : cursor.seq());
        }
        var next = UUID.randomUUID();
        var state = follower.follow(
                new Batch(
                        new Standing(program, cursor.version(), cursor.state()),
                        notes.hashed(program, events),
                        standing.affiliates(),
                        until),
                next);
        FailPoints.reach("identities-are-written");
        long seq = events.isEmpty() ? cursor.seq() : events.getLast().seq();
        cursors.move(program, new Cursor(seq, next, state, self, clock.instant()));
        var received = events.stream().map(LoggedEvent::receivedAt).toList();
        return new Step(received, read.more() || standing.notes() == MOST, last ? settled : seq);
    }

    /** Whole instants, and whether more can be followed at once. */
    private record Read(List<LoggedEvent> events, boolean more) {}

    private Read read(ProgramId program, long after, long until, boolean closing) {
        for (int most = MOST; ; most *= 2) {
            var found = log.read(program, after, until, most + 1);
            boolean all = found.size() <= most;
            if (all && (closing || isOver(found))) {
                return new Read(found, false);
            }
            var whole = withoutLastInstant(found);
            if (all || !whole.isEmpty()) {
                return new Read(whole, !all);
            }
        }
    }

    private boolean isOver(List<LoggedEvent> events) {
        return events.isEmpty() || events.getLast().receivedAt().plus(QUIET).isBefore(clock.instant());
    }

    private static List<LoggedEvent> withoutLastInstant(List<LoggedEvent> events) {
        var whole = new ArrayList<>(events);
        var last = at(events.getLast());
        while (!whole.isEmpty() && at(whole.getLast()).equals(last)) {
            whole.removeLast();
        }
        return whole;
    }

    private static Instant at(LoggedEvent event) {
        return event.fact().envelope().occurredAt();
    }
}
