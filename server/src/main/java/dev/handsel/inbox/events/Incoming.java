package dev.handsel.inbox.events;

import dev.handsel.base.refusal.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event as it was read, before it is taken in: understood, or with every fault. */
public final class Incoming {

    private final @Nullable String id;
    private final @Nullable Arrival arrival;
    private final List<Fault> faults;

    private Incoming(@Nullable String id, @Nullable Arrival arrival, List<Fault> faults) {
        this.id = id;
        this.arrival = arrival;
        this.faults = faults;
    }

    static Incoming understood(Arrival arrival) {
        return new Incoming(arrival.id(), arrival, List.of());
    }

    static Incoming faulty(@Nullable String id, List<Fault> faults) {
        return new Incoming(id, null, faults);
    }

    /** When it happened; nothing where it was not understood. */
    public Optional<Instant> occurredAt() {
        return arrival().map(understood -> understood.fact().envelope().occurredAt());
    }

    /** What is wrong with it; nothing where it was understood. */
    public List<Fault> faults() {
        return faults;
    }

    Optional<Arrival> arrival() {
        return Optional.ofNullable(arrival);
    }

    EventResult.Invalid invalid() {
        return new EventResult.Invalid(id, faults);
    }
}
