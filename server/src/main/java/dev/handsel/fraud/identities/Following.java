package dev.handsel.fraud.identities;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.CursorStore.Cursor;
import dev.handsel.fraud.identities.Follower.Batch;
import dev.handsel.fraud.identities.Follower.Standing;
import dev.handsel.inbox.events.LoggedEvent;
import dev.handsel.inbox.events.LoggedEvent.Content;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Follows some of what was told, and moves the cursor; in a transaction that has the programme for itself. */
@Component
class Following {

    /** So many events, and notes of affiliates, are followed at once. */
    static final int MOST = 500;

    private final Instants instants;
    private final CursorStore cursors;
    private final Notes notes;
    private final Follower follower;
    private final SetAside aside;
    private final InstantSource clock;
    private final UUID self = UUID.randomUUID();

    Following(
            Instants instants,
            CursorStore cursors,
            Notes notes,
            Follower follower,
            SetAside aside,
            InstantSource clock) {
        this.instants = instants;
        this.cursors = cursors;
        this.notes = notes;
        this.follower = follower;
        this.aside = aside;
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
    record Terms(boolean closing, @Nullable Instant until, boolean noted) {}

    /** One try; it remembers what it took up. */
    static final class Attempt {

        private final ProgramId program;
        private final Terms terms;
        private final int most;
        private @Nullable Work work;

        /** Of so many events at most, or of one instant that has more. With 1 it takes up one thing alone. */
        Attempt(ProgramId program, Terms terms, int most) {
            this.program = program;
            this.terms = terms;
            this.most = most;
        }

        boolean isLeast() {
            return most == 1;
        }

        /** What was followed before what it took up; null where it took up nothing. */
        @Nullable Cursor before() {
            return work == null ? null : work.before();
        }

        Attempt withHalf() {
            return new Attempt(program, terms, Math.max(1, most / 2));
        }
    }

    /** What is taken up at once, and what was followed before. */
    private record Work(
            Cursor before,
            List<LoggedEvent> events,
            Notes.Standing standing,
            @Nullable Instant until,
            boolean more) {

        boolean isNothing() {
            return events.isEmpty() && standing.notes() == 0 && until == null;
        }

        long seq() {
            return events.isEmpty() ? before.seq() : events.getLast().seq();
        }

        /** How far it brings the cursor, where nothing of what is settled is left. */
        long reach(long settled) {
            return events.isEmpty() ? settled : events.getLast().seq();
        }

        /** Up to when time passes by it. */
        @Nullable Instant passes() {
            return events.isEmpty() ? until : events.getLast().at();
        }
    }

    boolean isLeftToAnother(Cursor cursor) {
        return cursor.isLeftToAnother(self, clock.instant());
    }

    Step follow(Attempt attempt, Cursor cursor, long settled) {
        var program = attempt.program;
        var work = attempt.isLeast() ? takeOne(attempt, cursor, settled) : take(attempt, cursor, settled);
        if (work.isNothing()) {
            return new Step(List.of(), false, settled);
        }
        // Before it is taken up: other keys fail whatever is followed, so nothing is to be set aside because of them.
        notes.confirmKeys(program);
        attempt.work = work;
        leaveUnreadable(program, work);
        FailPoints.reach("events-are-taken-up");
        var next = UUID.randomUUID();
        var followed = follower.follow(
                new Batch(
                        new Standing(program, cursor.version(), cursor.state()),
                        notes.hashed(program, work.events()),
                        work.standing().affiliates(),
                        work.until()),
                next);
        FailPoints.reach("identities-are-written");
        cursors.move(program, new Cursor(work.seq(), next, followed.state(), self, clock.instant()));
        FailPoints.reach("events-are-judged");
        followed.leftOut().forEach(one -> leave(program, one.account(), one.at(), one.failure()));
        var received = work.events().stream().map(LoggedEvent::receivedAt).toList();
        return new Step(received, work.more(), work.reach(settled));
    }

    /** Sets aside by itself what cannot even be read; all else of its instant is followed. */
    private void leaveUnreadable(ProgramId program, Work work) {
        for (var event : work.events()) {
            switch (event.content()) {
                case Content.Sound _ -> {}
                case Content.Unreadable unreadable ->
                    aside.put(
                            program,
                            new SetAside.Thing(SetAside.Kind.EVENTS, List.of(event.id()), event.at()),
                            unreadable.failure());
            }
        }
        for (var affiliate : work.standing().unreadable()) {
            leave(program, affiliate.account(), null, affiliate.failure());
        }
    }

    private void leave(ProgramId program, String affiliate, @Nullable Instant at, RuntimeException failure) {
        aside.put(program, new SetAside.Thing(SetAside.Kind.AFFILIATE, List.of(affiliate), at), failure);
    }

    private Work take(Attempt attempt, Cursor cursor, long settled) {
        var terms = attempt.terms;
        var standing = terms.noted() ? notes.take(attempt.program, cursor.seq(), attempt.most) : Notes.Standing.NONE;
        var read = instants.read(attempt.program, cursor.seq(), settled, terms.closing(), attempt.most);
        return new Work(
                cursor,
                read.events(),
                standing,
                read.rest() ? null : terms.until(),
                read.more() || standing.notes() == attempt.most);
    }

    /** One note of an affiliate, or midnights before an instant, or one instant. */
    private Work takeOne(Attempt attempt, Cursor cursor, long settled) {
        var terms = attempt.terms;
        var standing = terms.noted() ? notes.take(attempt.program, cursor.seq(), 1) : Notes.Standing.NONE;
        if (standing.notes() > 0) {
            return new Work(cursor, List.of(), standing, null, true);
        }
        var read = instants.read(attempt.program, cursor.seq(), settled, terms.closing(), 1)
                .first();
        if (read.events().isEmpty()) {
            return new Work(cursor, List.of(), standing, read.rest() ? null : terms.until(), false);
        }
        var at = read.events().getFirst().at();
        return follower.isLate(cursor.state(), at)
                ? new Work(cursor, List.of(), standing, at, true)
                : new Work(cursor, read.events(), standing, null, true);
    }

    /** Goes past the one thing that a try took up and that failed, unless somebody followed it meanwhile. */
    Step pass(Attempt failed, Cursor cursor, long settled, RuntimeException failure) {
        var work = Objects.requireNonNull(failed.work);
        var program = failed.program;
        if (cursor.seq() != work.before().seq()
                || !Objects.equals(cursor.version(), work.before().version())) {
            return new Step(List.of(), true, cursor.seq());
        }
        if (work.standing().notes() > 0) {
            // It is taken away once more: what the try did was undone.
            var _ = notes.take(program, cursor.seq(), 1);
        }
        var passes = work.passes();
        var state = passes == null ? cursor.state() : follower.passOver(cursor.state(), passes);
        cursors.move(program, new Cursor(work.seq(), UUID.randomUUID(), state, self, clock.instant()));
        aside.put(program, what(work), failure);
        return new Step(List.of(), work.more(), work.reach(settled));
    }

    private static SetAside.Thing what(Work work) {
        if (!work.events().isEmpty()) {
            var ids = work.events().stream().map(LoggedEvent::id).toList();
            return new SetAside.Thing(SetAside.Kind.EVENTS, ids, work.passes());
        }
        var affiliates = work.standing().accounts();
        return affiliates.isEmpty()
                ? new SetAside.Thing(SetAside.Kind.MIDNIGHTS, List.of(), work.until())
                : new SetAside.Thing(SetAside.Kind.AFFILIATE, affiliates, null);
    }
}
