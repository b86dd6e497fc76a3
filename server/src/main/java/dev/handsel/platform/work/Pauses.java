package dev.handsel.platform.work;

import java.time.Duration;
import org.springframework.util.backoff.ExponentialBackOff;

/** How long to wait after each try that failed: twice as long each time, up to a longest pause. */
public final class Pauses {

    private final ExponentialBackOff backOff;

    private Pauses(ExponentialBackOff backOff) {
        this.backOff = backOff;
    }

    /** Exactly {@code first} after the first try, and never more than {@code longest}. */
    public static Pauses doubling(Duration first, Duration longest) {
        var backOff = new ExponentialBackOff(first.toMillis(), 2);
        backOff.setMaxInterval(longest.toMillis());
        return new Pauses(backOff);
    }

    /** The same, a quarter longer or shorter by chance, so that not all come at once; within the first and the longest. */
    public Pauses spread() {
        var spread = new ExponentialBackOff(backOff.getInitialInterval(), backOff.getMultiplier());
        spread.setMaxInterval(backOff.getMaxInterval());
        spread.setJitter(backOff.getInitialInterval() / 4);
        return new Pauses(spread);
    }

    /**
     * The pause after so many tries.
     *
     * @param tries counts from 1
     */
    public Duration after(int tries) {
        if (tries < 1) {
            throw new IllegalArgumentException("Nothing was tried, so there is nothing to wait for");
        }
        var execution = backOff.start();
        for (int earlier = 1; earlier < tries; earlier++) {
            execution.nextBackOff();
        }
        return Duration.ofMillis(execution.nextBackOff());
    }
}
