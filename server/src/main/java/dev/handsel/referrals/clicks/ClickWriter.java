package dev.handsel.referrals.clicks;

import dev.handsel.platform.work.WriterThread;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Writes clicks in groups: while one transaction commits, the next clicks gather, so that many of them cost one commit.
 * While the database is away they wait in memory and are stored when it is back; what does not fit any more, or is left
 * when the server stops, is lost, logged and counted.
 */
@Component
class ClickWriter extends WriterThread {

    /** What became of a click by the time its writer goes on. */
    enum Fate {
        /** It is durable. */
        STORED,
        /** It is kept in memory until it can be stored. */
        WAITING,
        /** It cannot be stored. */
        LOST
    }

    private static final Logger log = LoggerFactory.getLogger(ClickWriter.class);
    private static final int CAPACITY = 20_000;
    private static final int MOST_AT_ONCE = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LAST_CHANCE = Duration.ofSeconds(8);

    private static final long IDLE = Long.MIN_VALUE;

    private record QueuedClick(Click click, CompletableFuture<Fate> fate) {}

    private final ClickFlush flush;
    private final Counter lost;
    private final BlockingQueue<QueuedClick> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final List<QueuedClick> batch = new ArrayList<>();
    private volatile boolean away;
    private volatile long flushingSince = IDLE;

    ClickWriter(ClickFlush flush, MeterRegistry meters) {
        super("click-writer", LAST_CHANCE);
        this.flush = flush;
        this.lost = Counter.builder("handsel.clicks.lost")
                .description("Clicks that could not be stored")
                .register(meters);
        Gauge.builder("handsel.clicks.waiting", queue, BlockingQueue::size)
                .description("Clicks that wait to be stored")
                .register(meters);
    }

    /** Hands a click over and waits until it is stored, while that can be expected within two seconds. */
    Fate write(Click click) {
        var waiting = new QueuedClick(click, new CompletableFuture<>());
        try {
            if (!isRunning() || !queue.offer(waiting, stalled() ? 0 : PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return lose(click, "there is no more room");
            }
            return stalled() ? Fate.WAITING : waiting.fate().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return Fate.WAITING;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Fate.WAITING;
        } catch (ExecutionException e) {
            throw new IllegalStateException("The fate of a click is never an exception", e);
        }
    }

    /** Whether the database is known to be away, or has not answered for so long that it may be. */
    private boolean stalled() {
        long since = flushingSince;
        return away || (since != IDLE && System.nanoTime() - since > PATIENCE.toNanos());
    }

    @Override
    protected void work() {
        try {
            while (isRunning() || !queue.isEmpty() || !batch.isEmpty()) {
                gather();
                flushingSince = System.nanoTime();
                storeBatch();
                flushingSince = IDLE;
                if (away) {
                    if (!isRunning()) {
                        break;
                    }
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        queue.drainTo(batch);
        batch.forEach(left -> left.fate().complete(lose(left.click(), "the server stops")));
        batch.clear();
    }

    private void gather() throws InterruptedException {
        if (batch.isEmpty()) {
            var first = queue.poll(100, TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                queue.drainTo(batch, MOST_AT_ONCE - 1);
            }
        }
    }

    private void storeBatch() {
        if (batch.isEmpty()) {
            return;
        }
        switch (flush.store(batch.stream().map(QueuedClick::click).toList())) {
            case STORED -> settle(Fate.STORED);
            case REFUSED -> storeSingly();
            case AWAY -> stall();
        }
    }

    /** One click that the database refuses must not take the others with it. */
    private void storeSingly() {
        while (!batch.isEmpty()) {
            var single = batch.getFirst();
            switch (flush.store(List.of(single.click()))) {
                case STORED -> single.fate().complete(Fate.STORED);
                case REFUSED -> single.fate().complete(lose(single.click(), "the database refuses it"));
                case AWAY -> {
                    stall();
                    return;
                }
            }
            batch.removeFirst();
        }
        away = false;
    }

    private void settle(Fate fate) {
        away = false;
        batch.forEach(stored -> stored.fate().complete(fate));
        batch.clear();
    }

    /** Nobody waits for a database that is away: not those who wait now, and not those who come. */
    private void stall() {
        if (!away) {
            log.warn("the database is away; clicks wait in memory");
        }
        away = true;
        batch.forEach(waiting -> waiting.fate().complete(Fate.WAITING));
        queue.forEach(waiting -> waiting.fate().complete(Fate.WAITING));
    }

    private Fate lose(Click click, String why) {
        log.warn("click {} of affiliate {} is lost: {}", click.id(), click.affiliate(), why);
        lost.increment();
        return Fate.LOST;
    }
}
