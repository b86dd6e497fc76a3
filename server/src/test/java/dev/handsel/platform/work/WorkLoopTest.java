package dev.handsel.platform.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkLoopTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final Deque<Runnable> pieces = new ArrayDeque<>();
    private final Semaphore looks = new Semaphore(0);
    private final Semaphore done = new Semaphore(0);
    private WorkLoop loop = new WorkLoop("trial", 2, LONG, this::next);

    @AfterEach
    void stop() {
        loop.stop();
    }

    private Optional<Runnable> next() {
        looks.release();
        synchronized (pieces) {
            return Optional.ofNullable(pieces.poll());
        }
    }

    private void add(Runnable piece) {
        synchronized (pieces) {
            pieces.add(piece);
        }
    }

    private static boolean soon(Semaphore semaphore, int permits) throws InterruptedException {
        return semaphore.tryAcquire(permits, 10, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void it_does_what_is_there_and_waits_to_be_woken_for_more() throws InterruptedException {
        add(done::release);
        add(done::release);
        loop.start();
        assertThat(soon(done, 2)).isTrue();
        assertThat(soon(looks, 3)).as("until there is nothing").isTrue();

        add(done::release);
        loop.wake();

        assertThat(soon(done, 1)).isTrue();
    }

    @Test
    void it_looks_again_by_itself_after_a_while() throws InterruptedException {
        loop = new WorkLoop("trial", 1, Duration.ofMillis(1), this::next);
        loop.start();

        assertThat(soon(looks, 3)).isTrue();
    }

    @Test
    void no_more_than_a_few_pieces_are_taken_at_a_time() throws InterruptedException {
        var gate = new CountDownLatch(1);
        for (int i = 0; i < 3; i++) {
            add(() -> {
                await(gate);
                done.release();
            });
        }
        loop.start();
        assertThat(soon(looks, 2)).isTrue();

        assertThat(looks.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
        gate.countDown();
        assertThat(soon(done, 3)).isTrue();
    }

    @Test
    void a_piece_that_fails_holds_up_no_other() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            add(() -> {
                throw new IllegalStateException("as it should");
            });
        }
        add(done::release);
        loop.start();

        assertThat(soon(done, 1)).isTrue();
    }

    @Test
    void where_looking_fails_it_looks_again_when_it_is_woken() throws InterruptedException {
        var failures = new AtomicInteger(1);
        loop = new WorkLoop("trial", 1, LONG, () -> {
            looks.release();
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("as it should");
            }
            return Optional.of(done::release);
        });
        loop.wake();
        loop.start();

        assertThat(soon(done, 1)).isTrue();
    }

    @Test
    void a_stop_waits_for_what_is_worked_on_and_takes_nothing_more() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var gate = new CountDownLatch(1);
        add(() -> {
            begun.countDown();
            await(gate);
            done.release();
        });
        loop.start();
        begun.await();
        Thread.ofVirtual().start(gate::countDown);

        loop.stop();

        assertThat(done.availablePermits()).isEqualTo(1);
        looks.drainPermits();
        add(done::release);
        loop.wake();
        assertThat(looks.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void work_of_every_process_is_done_at_once_and_again_whatever_becomes_of_it() throws InterruptedException {
        loop = WorkLoop.every("trial", Duration.ofMillis(1), looks::release);
        loop.start();
        assertThat(soon(looks, 3)).isTrue();
    }

    @Test
    void one_that_was_never_started_stops() {
        assertThatCode(loop::stop).doesNotThrowAnyException();
    }
}
