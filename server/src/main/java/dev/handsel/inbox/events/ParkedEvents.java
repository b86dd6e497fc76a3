package dev.handsel.inbox.events;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.waiting.GivenUp;
import dev.handsel.inbox.waiting.WaitingThing;
import dev.handsel.inbox.waiting.WaitingThings;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.time.ProgramWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The events that wait. They are given up when nothing has come for 30 days, and applied even then if it comes. */
@Component
@Order(2)
class ParkedEvents implements ProgramWork, WaitingThings {

    private static final Duration PATIENCE = Duration.ofDays(30);

    /** So many at once, a transaction each. */
    private static final int SWEEP = 5_000;

    private final ParkedStore store;
    private final GivenUp givenUp;

    ParkedEvents(ParkedStore store, GivenUp givenUp) {
        this.store = store;
        this.givenUp = givenUp;
    }

    @Override
    public Optional<Instant> nextDue(ProgramId program) {
        return store.longestAwaited(program).map(parked -> parked.plus(PATIENCE));
    }

    @Override
    public int workOff(ProgramId program, Instant now) {
        var events = store.giveUp(program, now.minus(PATIENCE), now, SWEEP);
        givenUp.swept(program, events);
        return events.size();
    }

    @Override
    public List<WaitingThing> list(ProgramId program, PageRequest page) {
        return store.list(program, page);
    }

    @Override
    public Counts counts(ProgramId program) {
        return store.counts(Optional.of(program));
    }

    @Override
    public Counts counts() {
        return store.counts(Optional.empty());
    }
}
