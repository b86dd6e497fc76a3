package dev.handsel.platform.postgres;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting for other processes, which tell nobody when something about them changes. */
public final class Processes {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Processes() {}

    static boolean succeedsWithin(Duration limit, Process process) {
        return process.onExit()
                .thenApply(ended -> ended.exitValue() == 0)
                .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    public static void pause() {
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
}
