package dev.handsel.platform.limits;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The server's clock, as buckets read it: it never goes back. Where the clock was set back, time goes on from the last moment
 * that was read, or buckets would neither refill nor be forgotten until the clock had caught up.
 */
final class ClockMeter implements TimeMeter {

    private final InstantSource clock;
    private Instant last = Instant.EPOCH;
    private Duration passed = Duration.ZERO;

    ClockMeter(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized long currentTimeNanos() {
        var now = clock.instant();
        if (now.isAfter(last)) {
            passed = passed.plus(Duration.between(last, now));
        }
        last = now;
        return passed.toNanos();
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
