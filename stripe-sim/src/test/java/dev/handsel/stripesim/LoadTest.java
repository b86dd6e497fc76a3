package dev.handsel.stripesim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest extends SimulatorTest {

    @Test
    void five_thousand_transfers_take_less_than_half_a_minute() {
        var refused = new AtomicInteger();
        var abreast = new Semaphore(32);
        var start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int each = 0; each < 5000; each++) {
                var key = "key-" + each;
                abreast.acquireUninterruptibly();
                threads.execute(() -> {
                    if (transfer(1, "Idempotency-Key", key).status() != 200) {
                        refused.incrementAndGet();
                    }
                    abreast.release();
                });
            }
        }

        assertThat(refused).hasValue(0);
        assertThat((System.nanoTime() - start) / 1_000_000_000).isLessThan(30);
        assertThat(available(nora)).isEqualTo(5000);
    }
}
