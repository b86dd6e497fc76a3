package dev.handsel.inbox.events;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.time.ProgramWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives up on events for which nothing has come in 30 days. */
@Component
@Order(2)
class ParkedEvents implements ProgramWork {

    private static final Duration PATIENCE = Duration.ofDays(30);

    private final EventStore store;

    ParkedEvents(EventStore store) {
        this.store = store;
    }

    @Override
    public Optional<Instant> nextDue(ProgramId program) {
        return store.longestParked(program).map(parked -> parked.plus(PATIENCE));
    }

    @Override
    public int workOff(ProgramId program, Instant now) {
        return store.giveUp(program, now.minus(PATIENCE));
    }
}
