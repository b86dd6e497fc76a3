package dev.handsel.fraud.identities;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.CursorStore.Cursor;
import dev.handsel.fraud.identities.Following.Attempt;
import dev.handsel.fraud.identities.Following.Step;
import dev.handsel.fraud.identities.Following.Terms;
import dev.handsel.inbox.events.EventLog;
import dev.handsel.platform.database.OutsideTransactions;
import dev.handsel.platform.database.Transactions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Follows the events of a programme in the order of their arrival, and what is known of its affiliates. All that follows from them
 * and the cursor change in one transaction, which has them for itself: so each event is followed once, whoever dies,
 * and however many try. What many statements would do is done by a few for up to 500 events.
 *
 * <p>What happened at one instant is followed together, so that the order does not matter in which it was told.
 *
 * <p>What fails is undone and tried again with half as much, down to one instant. An instant that fails alone, though the database
 * is there, is {@link SetAside set aside}: it must not keep all later ones, the clock and imports waiting for ever. What may pass is
 * tried some times before; what cannot be read is set aside by itself. Only where this process has other keys than the database nothing is
 * followed until somebody has put that right.
 */
@Component
class IdentityReader {

    private final EventLog log;
    private final CursorStore cursors;
    private final Notes notes;
    private final Follower follower;
    private final Transactions transactions;
    private final Following following;
    /** Those that somebody in this process waits for: they need no more than one who follows them. */
    private final Set<ProgramId> awaited = ConcurrentHashMap.newKeySet();

    private final Failures.Tries tries = new Failures.Tries();

    IdentityReader(
            EventLog log,
            CursorStore cursors,
            Notes notes,
            Follower follower,
            Transactions transactions,
            Following following) {
        this.log = log;
        this.cursors = cursors;
        this.notes = notes;
        this.follower = follower;
        this.transactions = transactions;
        this.following = following;
    }

    /** Follows up to 500 events that are settled, unless somebody else does so at this moment. */
    Step step(ProgramId program) {
        if (awaited.contains(program)) {
            return Step.NONE;
        }
        return follow(
                program,
                new Terms(false, null, true),
                log::settled,
                one -> cursors.take(one).filter(cursor -> !following.isLeftToAnother(cursor)));
    }

    /** As {@link #step}, where the last instant is over. */
    Step closing(ProgramId program) {
        return follow(program, new Terms(true, null, true), log::settled, cursors::take);
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
        awaited.add(program);
        try {
            long known = log.settled(program);
            long newest = known >= outlook.newest() ? known : log.settleAll(program);
            followTo(program, newest, new Terms(true, until, noted));
        } finally {
            awaited.remove(program);
        }
    }

    private void followTo(ProgramId program, long newest, Terms terms) {
        boolean more = true;
        while (more) {
            var step = follow(program, terms, _ -> newest, one -> Optional.of(cursors.await(one)));
            more = step.more() || step.seq() < newest;
        }
    }

    /**
     * Goes one step towards having midnights pass up to a time, and says whether there is more to do at once. They do not pass while some
     * event is left that is not followed yet: it would come after them. An instant that may go on is left; in no transaction.
     */
    boolean passMidnights(ProgramId program, Instant until) {
        OutsideTransactions.require("passing midnights");
        var outlook = cursors.look(program);
        if (!follower.isLate(outlook.cursor().state(), until)) {
            return false;
        }
        long settled = log.settled(program);
        var last = outlook.newest() <= settled ? until : null;
        return follow(program, new Terms(false, last, true), _ -> settled, one -> Optional.of(cursors.await(one)))
                .more();
    }

    private Step follow(
            ProgramId program,
            Terms terms,
            ToLongFunction<ProgramId> settled,
            Function<ProgramId, Optional<Cursor>> cursor) {
        var attempt = new Attempt(program, terms, Following.MOST);
        while (true) {
            var one = attempt;
            try {
                var step = transactions.required(() -> cursor.apply(program)
                        .map(found -> following.follow(one, found, settled.applyAsLong(program)))
                        .orElse(Step.NONE));
                if (!step.received().isEmpty()) {
                    FailPoints.reach("events-are-followed");
                }
                return step;
            } catch (RuntimeException failure) {
                var before = one.before();
                if (!OutsideTransactions.here() || Failures.isAway(failure)) {
                    throw failure;
                }
                if (!one.isLeast() && (before != null || Failures.mayPass(failure))) {
                    attempt = one.withHalf();
                } else if (before == null || (Failures.mayPass(failure) && !tries.areEnough(program, before))) {
                    throw failure;
                } else {
                    return transactions.required(
                            () -> following.pass(one, cursors.await(program), settled.applyAsLong(program), failure));
                }
            }
        }
    }
}
