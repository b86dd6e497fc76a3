package dev.handsel.platform.work;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one piece of work after the other and does a few of them at a time. Where there is none it waits, until it is woken
 * or some time has passed. A piece that fails is left to whoever finds its lease ended.
 */
public final class WorkLoop {

    private static final Logger log = LoggerFactory.getLogger(WorkLoop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final int LAST_ANSWERS_SECONDS = 15;

    private final String name;
    private final int atOnce;
    private final Duration idle;
    private final Supplier<Optional<Runnable>> next;
    private final ExecutorService workers;
    private final Semaphore free;
    private final Semaphore wakes = new Semaphore(0);
    private volatile boolean stopping;

    /**
     * @param name of its threads, and in the log
     * @param atOnce how many pieces are worked on at a time
     * @param idle how long it waits where there was nothing
     * @param next takes a piece, so that nobody else does it meanwhile
     */
    public WorkLoop(String name, int atOnce, Duration idle, Supplier<Optional<Runnable>> next) {
        this.name = name;
        this.atOnce = atOnce;
        this.idle = idle;
        this.next = next;
        this.workers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 0).factory());
        this.free = new Semaphore(atOnce);
    }

    /** Does the same again and again, at once and then this long after each end, in every process. */
    public static WorkLoop every(String name, Duration pause, Runnable work) {
        return new WorkLoop(name, 1, pause, () -> {
            work.run();
            return Optional.empty();
        });
    }

    public void start() {
        workers.execute(this::loop);
    }

    /** There may be work now. */
    public void wake() {
        wakes.release();
    }

    private void loop() {
        while (!stopping) {
            try {
                if (!hand()) {
                    pause(idle);
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException | Error failure) {
                // An error of one piece must not end the work of this process for good, unseen.
                log.error("{} waits for a moment", name, failure);
                pauseAfterFailure();
            }
        }
    }

    /** Hands the next piece to a worker; says whether there was one. */
    private boolean hand() throws InterruptedException {
        free.acquire();
        boolean handed = false;
        try {
            var work = next.get();
            work.ifPresent(piece -> workers.execute(() -> work(piece)));
            handed = work.isPresent();
        } finally {
            if (!handed) {
                free.release();
            }
        }
        return handed;
    }

    private void work(Runnable piece) {
        try {
            piece.run();
        } catch (RuntimeException | Error failure) {
            log.error("{}: a piece of work goes on when its lease ends", name, failure);
        } finally {
            free.release();
        }
    }

    private void pause(Duration time) throws InterruptedException {
        if (wakes.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
            wakes.drainPermits();
        }
    }

    private void pauseAfterFailure() {
        try {
            pause(AFTER_FAILURE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits some seconds for the answers that are awaited, so that none of them becomes unclear. It is not started again. */
    public void stop() {
        stopping = true;
        wakes.release();
        try {
            boolean _ = free.tryAcquire(atOnce, LAST_ANSWERS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            workers.shutdownNow();
        }
    }
}
