package dev.handsel.commissions.reckoner;

import java.time.Instant;

/** From an instant until just before another. */
record TimeSpan(Instant start, Instant end) {

    boolean contains(Instant instant) {
        return !instant.isBefore(start) && instant.isBefore(end);
    }
}
