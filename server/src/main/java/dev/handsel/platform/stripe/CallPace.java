package dev.handsel.platform.stripe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How fast this process calls: evenly, at most at the configured rate. Being told to slow down halves it, for everything and
 * not only for the call that was told; it recovers with every call that is not.
 */
final class CallPace {

    private static final long SLOWEST = 1_000_000_000L;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final long fastest;
    private long interval;
    private Instant next;

    CallPace(int perSecond, InstantSource clock) {
        this.clock = clock;
        this.fastest = 1_000_000_000L / perSecond;
        this.interval = fastest;
        this.next = clock.instant();
    }

    /** Takes a turn; says how long the caller must wait for it. */
    synchronized Duration turn() {
        var now = clock.instant();
        var turn = now.plus(ahead(now));
        next = turn.plusNanos(interval);
        interval = Math.max(fastest, interval - interval / 32);
        return Duration.between(now, turn);
    }

    /** How long the next caller must wait. */
    synchronized Duration ahead() {
        return ahead(clock.instant());
    }

    private Duration ahead(Instant now) {
        // A turn that lies this far ahead is that of a clock that was set back.
        boolean free = next.isBefore(now) || next.isAfter(now.plus(LONGEST_PAUSE.multipliedBy(2)));
        return free ? Duration.ZERO : Duration.between(now, next);
    }

    /** Nothing is called for so long, and then more slowly. */
    synchronized void slowDown(Duration pause) {
        interval = Math.min(SLOWEST, interval * 2);
        var resumed = clock.instant().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        next = next.isAfter(resumed) ? next : resumed;
    }
}
