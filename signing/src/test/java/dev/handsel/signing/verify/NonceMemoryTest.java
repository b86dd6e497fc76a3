package dev.handsel.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.signing.Refusal;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.verify.Claims.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class NonceMemoryTest {

    private static final Instant START = Instant.ofEpochSecond(1_763_800_000);

    private Instant now = START;
    private final NonceMemory<String> memory = new NonceMemory<>(Policy.deviceV1(), () -> now, 3);

    private Outcome claim(String holder, Instant signedAt, String nonce) {
        return memory.claim(holder, signedAt, nonce);
    }

    private void tooEarlyOrTooLate(Instant signedAt) {
        assertThatThrownBy(() -> claim("a", signedAt, "n"))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.TIMESTAMP_OUT_OF_WINDOW));
    }

    @Test
    void a_nonce_is_used_once_by_each_holder_whenever_it_was_signed() {
        now = START.plusSeconds(61);

        assertThat(claim("a", now, "n")).isEqualTo(Outcome.FRESH);
        assertThat(claim("a", now, "n")).isEqualTo(Outcome.REPLAYED);
        assertThat(claim("a", now.plusSeconds(60), "n")).isEqualTo(Outcome.REPLAYED);
        assertThat(claim("b", now, "n")).isEqualTo(Outcome.FRESH);
    }

    @Test
    void what_the_process_before_may_have_let_in_is_refused() {
        now = START.plusSeconds(60);
        tooEarlyOrTooLate(START.minusSeconds(1));
        tooEarlyOrTooLate(START);
        tooEarlyOrTooLate(START.plusSeconds(60));

        assertThat(claim("a", START.plusSeconds(61), "n")).isEqualTo(Outcome.FRESH);
    }

    @Test
    void with_four_headers_the_process_before_may_have_looked_further_ahead() {
        var careful = new NonceMemory<String>(Policy.deviceV1().withFourHeaders(true), () -> now);

        assertThatThrownBy(() -> careful.claim("a", START.plusSeconds(300), "n"))
                .isInstanceOf(RejectedException.class);
        assertThat(careful.claim("a", START.plusSeconds(301), "n")).isEqualTo(Outcome.FRESH);
    }

    @Test
    void a_holder_may_use_only_so_many_until_some_are_forgotten() {
        var signedAt = START.plusSeconds(100);
        now = signedAt;
        for (var nonce : new String[] {"1", "2", "3"}) {
            assertThat(claim("a", signedAt, nonce)).isEqualTo(Outcome.FRESH);
        }
        assertThat(claim("a", signedAt, "4")).isEqualTo(Outcome.TOO_MANY);
        assertThat(claim("a", signedAt, "3")).isEqualTo(Outcome.REPLAYED);
        assertThat(claim("b", signedAt, "4")).isEqualTo(Outcome.FRESH);

        now = signedAt.plusSeconds(361);
        assertThat(claim("a", now, "4")).isEqualTo(Outcome.FRESH);
    }

    @Test
    void a_nonce_is_remembered_for_as_long_as_its_request_is_in_time() {
        var signedAt = START.plusSeconds(100);
        now = signedAt;
        claim("a", signedAt, "n");

        now = signedAt.plusSeconds(300);
        assertThat(claim("a", signedAt, "n")).isEqualTo(Outcome.REPLAYED);
    }

    @Test
    void a_clock_that_is_set_back_lets_nothing_in_twice() {
        var signedAt = START.plusSeconds(100);
        now = signedAt;
        claim("a", signedAt, "n");
        now = signedAt.plusSeconds(600);
        claim("a", now, "m");

        now = signedAt;
        tooEarlyOrTooLate(signedAt);
    }

    @Test
    void of_a_hundred_at_once_exactly_one_wins() throws Exception {
        now = START.plusSeconds(61);
        var start = new CountDownLatch(1);
        var outcomes = new ArrayList<Future<Outcome>>();
        try (var threads = Executors.newFixedThreadPool(100)) {
            for (int i = 0; i < 100; i++) {
                outcomes.add(threads.submit(() -> {
                    start.await();
                    return claim("a", now, "n");
                }));
            }
            start.countDown();
        }
        var all = new ArrayList<Outcome>();
        for (var outcome : outcomes) {
            all.add(outcome.get());
        }
        assertThat(Collections.frequency(all, Outcome.FRESH)).isEqualTo(1);
        assertThat(Collections.frequency(all, Outcome.REPLAYED)).isEqualTo(99);
    }
}
