package dev.handsel.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits for what happens elsewhere, and for no longer than agreed: a test that waits in vain says for what. */
public final class Eventually {

    private static final Duration POLL = Duration.ofMillis(20);

    private Eventually() {}

    /** Goes on as soon as this is true; fails when it is not within {@code patience}. What the condition throws ends the wait. */
    public static void happens(Duration patience, String what, Callable<Boolean> condition) {
        happens(patience, POLL, () -> what, condition);
    }

    /** The same, asking no more often than every {@code pause}; {@code story} is told only after waiting in vain. */
    public static void happens(Duration patience, Duration pause, Supplier<String> story, Callable<Boolean> condition) {
        try {
            Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(pause)
                    .atMost(patience)
                    .until(condition);
        } catch (ConditionTimeoutException late) {
            throw new AssertionError("Waited " + patience.toSeconds() + " s in vain: " + story.get(), late);
        }
    }

    /** Lets this much time pass: only for what is about time itself, or for something that must not happen meanwhile. */
    public static void passes(Duration time) {
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(time)
                .atMost(time.plusMinutes(1))
                .until(() -> true);
    }
}
