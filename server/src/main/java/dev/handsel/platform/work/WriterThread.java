package dev.handsel.platform.work;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * One thread that lives as long as the server serves: it starts before the first request and is stopped after the last one,
 * which may still have something for it.
 */
public abstract class WriterThread implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WriterThread.class);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(100);

    private final String name;
    private final Duration lastChance;
    private @Nullable Thread thread;
    private volatile boolean running;

    /** A thread of this name, which is interrupted where it has not ended within the last chance. */
    protected WriterThread(String name, Duration lastChance) {
        this.name = name;
        this.lastChance = lastChance;
    }

    /** The thread's work, until it is no longer running and nothing is left; where it fails it is begun again. */
    protected abstract void work();

    @Override
    public final void start() {
        running = true;
        thread = Thread.ofPlatform().name(name).daemon().start(this::workOn);
    }

    /** Whoever hands something over must not wait in vain for a thread that has died. */
    private void workOn() {
        try {
            while (fails()) {
                Thread.sleep(AFTER_FAILURE);
            }
        } catch (InterruptedException _) {
            log.warn("{} was stopped with work left", name);
        }
    }

    private boolean fails() {
        try {
            work();
            return false;
        } catch (RuntimeException | Error failure) {
            log.error("{} begins again", name, failure);
            return true;
        }
    }

    @Override
    public final void stop() {
        running = false;
        try {
            if (thread != null && !thread.join(lastChance)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public final boolean isRunning() {
        return running;
    }

    /** Starts before the web server and stops after it. */
    @Override
    public final int getPhase() {
        return 0;
    }
}
