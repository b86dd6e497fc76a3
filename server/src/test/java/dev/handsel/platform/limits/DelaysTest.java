package dev.handsel.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DelaysTest {

    private static final Limit LIMIT = Limit.SIGN_INS_BY_EMAIL;

    private Instant now = Instant.parse("2031-05-04T10:00:00Z");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Delays delays = new Delays(new Limits(() -> now, meters), () -> now);

    private boolean tried(String key, int free) {
        return delays.tryOnce(LIMIT, key, free).isEmpty();
    }

    /** The waits that somebody has who tries again as soon as it is allowed. */
    private List<Long> waits(int tries, int free) {
        var waits = new ArrayList<Long>();
        for (int i = 0; i < tries; i++) {
            var wait = delays.tryOnce(LIMIT, "key", free);
            waits.add(wait.map(Duration::toSeconds).orElse(0L));
            if (wait.isPresent()) {
                now = now.plus(wait.get());
                assertThat(tried("key", free)).isTrue();
            }
        }
        return waits;
    }

    @Test
    void the_first_are_free_and_each_after_them_waits_twice_as_long_as_the_one_before() {
        assertThat(waits(16, 5))
                .containsExactly(0L, 0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L);
    }

    @Test
    void trying_too_soon_prolongs_nothing() {
        Stream.generate(() -> tried("key", 1)).limit(100).forEach(_ -> {});
        now = now.plusSeconds(1);

        assertThat(tried("key", 1)).isTrue();
        assertThat(tried("another", 1)).isTrue();
    }

    @Test
    void a_success_and_a_long_time_forget_what_came_before() {
        waits(9, 5);
        delays.succeeded(LIMIT, "key");
        assertThat(waits(6, 5)).containsExactly(0L, 0L, 0L, 0L, 0L, 1L);

        now = now.plus(LIMIT.refill()).plusSeconds(2);
        assertThat(waits(5, 5)).containsOnly(0L);
    }

    @Test
    void of_many_at_once_only_the_free_ones_pass() throws Exception {
        Callable<Boolean> one = () -> tried("key", 5);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(Collections.nCopies(50, one));

            assertThat(answers.stream().map(Future::resultNow).filter(let -> let))
                    .hasSize(5);
        }
    }

    @Test
    void what_had_to_wait_counts_as_refused() {
        Stream.generate(() -> tried("key", 1)).limit(3).forEach(_ -> {});

        assertThat(meters.get("handsel.limits.refused")
                        .tag("limit", LIMIT.word())
                        .counter()
                        .count())
                .isEqualTo(2);
    }
}
