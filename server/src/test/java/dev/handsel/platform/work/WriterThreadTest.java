package dev.handsel.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriterThreadTest {

    private final BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
    private final List<Integer> written = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch interrupted = new CountDownLatch(1);

    private final CountDownLatch gate = new CountDownLatch(1);

    /** Writes whatever was handed over, as the writers of the server do, and fails at zero. */
    private final class Trial extends WriterThread {

        Trial(Duration lastChance) {
            super("trial-writer", lastChance);
        }

        @Override
        protected void work() {
            try {
                gate.await();
                while (isRunning() || !queue.isEmpty()) {
                    var number = queue.poll(10, TimeUnit.MILLISECONDS);
                    if (number != null && number == 0) {
                        throw new IllegalStateException("as it should");
                    } else if (number != null) {
                        written.add(number);
                    }
                }
            } catch (InterruptedException _) {
                interrupted.countDown();
            }
        }
    }

    private final Trial writer = new Trial(Duration.ofSeconds(10));

    @AfterEach
    void stop() {
        gate.countDown();
        writer.stop();
    }

    @Test
    void it_runs_from_its_start_to_its_stop() {
        assertThat(writer.isRunning()).isFalse();
        writer.start();
        assertThat(writer.isRunning()).isTrue();
        gate.countDown();
        writer.stop();
        assertThat(writer.isRunning()).isFalse();
    }

    @Test
    void nothing_that_was_handed_over_before_the_stop_is_lost() {
        writer.start();
        queue.addAll(List.of(1, 2, 3));
        gate.countDown();

        writer.stop();

        assertThat(written).containsExactly(1, 2, 3);
    }

    @Test
    void work_that_fails_is_begun_again_and_writes_the_rest() {
        writer.start();
        queue.addAll(List.of(1, 0, 2, 0, 3));
        gate.countDown();

        writer.stop();

        assertThat(written).containsExactly(1, 2, 3);
    }

    @Test
    void it_can_be_started_anew() {
        gate.countDown();
        writer.start();
        writer.stop();
        writer.start();
        queue.add(1);
        writer.stop();

        assertThat(written).containsExactly(1);
    }

    @Test
    void work_that_does_not_end_is_interrupted_after_its_last_chance() throws InterruptedException {
        var stubborn = new Trial(Duration.ofMillis(10));
        stubborn.start();

        stubborn.stop();

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
