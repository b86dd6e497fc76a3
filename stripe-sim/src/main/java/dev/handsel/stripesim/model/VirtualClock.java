package dev.handsel.stripesim.model;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The system's time plus an offset that only grows. */
public final class VirtualClock implements InstantSource {

    private final InstantSource system;
    private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);

    public VirtualClock(InstantSource system) {
        this.system = system;
    }

    @Override
    public Instant instant() {
        return system.instant().plus(offset.get());
    }

    /** Time on the wall, which is what whoever checks a signature looks at. */
    public Instant wall() {
        return system.instant();
    }

    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("Time does not go back");
        }
        offset.accumulateAndGet(by, Duration::plus);
    }
}
