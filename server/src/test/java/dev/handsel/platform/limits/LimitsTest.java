package dev.handsel.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.limits.Limit.WhenLost;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {

    private Instant now = Instant.parse("2031-05-04T10:00:00Z");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Limits limits = new Limits(() -> now, meters);

    @ParameterizedTest
    @MethodSource("open")
    void as_often_as_it_says_and_then_after_its_refill_as_often_again(Limit limit) {
        assertThat(used(limit, limit.size())).isEqualTo(limit.size());

        assertThat(limits.use(limit, "key")).contains(limit.refill());
        assertThat(limits.use(limit, "another")).isEmpty();
        pass(limit.refill().minusMillis(1));
        assertThat(limits.use(limit, "key")).contains(Duration.ofSeconds(1));
        pass(Duration.ofMillis(1));
        assertThat(used(limit, limit.size() + 1)).isEqualTo(limit.size());
    }

    private static Stream<Limit> open() {
        return Arrays.stream(Limit.values()).filter(limit -> limit.whenLost() == WhenLost.OPEN);
    }

    @Test
    void the_window_begins_with_the_first_use_and_nothing_prolongs_it() {
        limits.use(Limit.SIGNATURE_CHECKS, "key");
        pass(Duration.ofSeconds(50));
        used(Limit.SIGNATURE_CHECKS, 30);

        assertThat(limits.exhausted(Limit.SIGNATURE_CHECKS, "key")).contains(Duration.ofSeconds(10));
        pass(Duration.ofSeconds(10));
        assertThat(limits.exhausted(Limit.SIGNATURE_CHECKS, "key")).isEmpty();
    }

    @Test
    void what_is_left_comes_back_all_at_once_and_not_bit_by_bit() {
        used(Limit.SIGNATURE_CHECKS, 20);
        pass(Duration.ofSeconds(59));

        assertThat(limits.use(Limit.SIGNATURE_CHECKS, "key")).contains(Duration.ofSeconds(1));
    }

    @Test
    void the_last_one_that_fits_is_told_once() {
        var told = Stream.generate(() -> limits.note(Limit.WRONG_SIGNATURES, "key"))
                .limit(40)
                .toList();

        assertThat(told.indexOf(true)).isEqualTo(29);
        assertThat(told.lastIndexOf(true)).isEqualTo(29);
    }

    @Test
    void what_is_closed_opens_after_a_whole_refill() {
        limits.note(Limit.WRONG_SIGNATURES, "key");
        pass(Duration.ofSeconds(30));
        limits.close(Limit.WRONG_SIGNATURES, "key");

        assertThat(limits.exhausted(Limit.WRONG_SIGNATURES, "key")).contains(Duration.ofMinutes(1));
        pass(Duration.ofMinutes(1));
        assertThat(limits.exhausted(Limit.WRONG_SIGNATURES, "key")).isEmpty();
    }

    @Test
    void what_was_forgotten_can_be_used_again() {
        used(Limit.PAYOUT_REQUESTS, 1);
        limits.forget(Limit.PAYOUT_REQUESTS, "key");
        assertThat(used(Limit.PAYOUT_REQUESTS, 2)).isEqualTo(1);
    }

    @Test
    void a_refusal_says_how_long_to_wait() {
        used(Limit.SIGNATURE_CHECKS, 20);

        assertThatThrownBy(() -> limits.require(Limit.SIGNATURE_CHECKS, "key", "too_many_checks", "At most 20."))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(RefusalKind.TOO_MANY);
                    assertThat(refused.code()).isEqualTo("too_many_checks");
                    assertThat(refused.retryAfter()).contains(Duration.ofMinutes(1));
                });
    }

    @Test
    void many_at_once_get_no_more_than_one_after_the_other() throws Exception {
        var let = new AtomicInteger();
        Callable<Void> all = () -> {
            let.addAndGet(used(Limit.SIGN_INS_BY_ADDRESS, 50));
            return null;
        };
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(List.of(all, all, all, all))) {
                done.get();
            }
        }
        assertThat(let).hasValue(50);
    }

    @Test
    void more_keys_than_are_remembered_open_the_limit_and_not_the_memory() {
        for (int key = 0; key < 120_000; key++) {
            assertThat(limits.use(Limit.PAYOUT_REQUESTS, key)).isEmpty();
        }
        assertThat(limits.remembered(Limit.PAYOUT_REQUESTS)).isEqualTo(100_000);
    }

    @Test
    void where_rows_are_counted_the_one_that_was_first_frees_the_next() {
        var uses = List.of(now.minusSeconds(10), now.minusSeconds(20), now.minusSeconds(30), now.minusSeconds(40), now);

        assertThat(limits.counted(Limit.DEVICE_REGISTRATIONS, uses)).isEmpty();
        assertThat(limits.counted(Limit.CONFIRMATION_MAILS, uses)).contains(Duration.ofSeconds(50));
        assertThat(limits.counted(Limit.CONFIRMATION_MAILS, List.of(now.minusSeconds(60))))
                .isEmpty();
        assertThat(limits.counted(
                        Limit.DEVICE_REGISTRATIONS,
                        List.of(now, now, now, now, now, now.minusSeconds(119).minusMillis(1))))
                .contains(Duration.ofSeconds(1));
    }

    @Test
    void what_must_not_be_forgotten_is_not_counted_in_memory() {
        assertThat(Limit.values())
                .filteredOn(limit -> limit.whenLost() == WhenLost.CLOSED)
                .isNotEmpty()
                .allSatisfy(limit -> assertThatThrownBy(() -> limits.use(limit, "key"))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("counted from rows"));
    }

    @Test
    void refusals_are_counted_by_their_limit() {
        used(Limit.SIGNATURE_CHECKS, 23);
        limits.exhausted(Limit.SIGNATURE_CHECKS, "key");
        limits.counted(Limit.CONFIRMATION_MAILS, List.of(now));

        assertThat(refused("signature_checks")).isEqualTo(4);
        assertThat(refused("confirmation_mails")).isOne();
        assertThat(refused("nonces")).isZero();
    }

    @Test
    void every_limit_is_there_to_be_watched_before_anything_was_refused() {
        var prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new Limits(() -> now, prometheus).use(Limit.PAYOUT_REQUESTS, "key");

        var page = prometheus.scrape();
        assertThat(page).containsPattern("# HELP handsel_limits_refused_total [A-Z]");
        assertThat(Limit.values())
                .allSatisfy(limit ->
                        assertThat(page).contains("handsel_limits_refused_total{limit=\"" + limit.word() + "\"} 0.0"));
    }

    private double refused(String limit) {
        return meters.get("handsel.limits.refused")
                .tag("limit", limit)
                .counter()
                .count();
    }

    /** Tries so often, and tells how many were let through. */
    private int used(Limit limit, int times) {
        int let = 0;
        for (int i = 0; i < times; i++) {
            let += limits.use(limit, "key").isEmpty() ? 1 : 0;
        }
        return let;
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
