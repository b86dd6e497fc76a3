package dev.handsel.devices.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.limits.Limits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Throttle throttle = new Throttle(new Limits(now::get, new SimpleMeterRegistry()));

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(address);
        }
    }

    private void pass(Duration time) {
        now.set(now.get().plus(time));
    }

    @Test
    void thirty_failures_within_a_minute_block_for_a_minute() {
        fail("192.0.2.1", 29);
        throttle.require("192.0.2.1");
        fail("192.0.2.1", 1);

        assertThatThrownBy(() -> throttle.require("192.0.2.1"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.retryAfter()).contains(Duration.ofMinutes(1)));
        throttle.require("192.0.2.2");
        pass(Duration.ofSeconds(60));
        assertThatCode(() -> throttle.require("192.0.2.1")).doesNotThrowAnyException();
    }

    @Test
    void what_was_on_its_way_when_the_address_was_blocked_does_not_free_it() {
        fail("192.0.2.1", 31);

        assertThatThrownBy(() -> throttle.require("192.0.2.1")).isInstanceOf(Refused.class);
        pass(Duration.ofSeconds(60));
        fail("192.0.2.1", 1);
        throttle.require("192.0.2.1");
    }

    @Test
    void failures_are_counted_by_the_minute_and_cleared_by_a_success() {
        fail("192.0.2.1", 29);
        pass(Duration.ofSeconds(61));
        fail("192.0.2.1", 29);
        throttle.require("192.0.2.1");
        throttle.succeeded("192.0.2.1");
        fail("192.0.2.1", 29);
        throttle.require("192.0.2.1");
    }

    @Test
    void of_ipv6_the_network_counts() {
        fail("2001:db8:1:2::1", 15);
        fail("2001:db8:1:2:ffff::9", 15);

        assertThatThrownBy(() -> throttle.require("2001:db8:1:2::abcd")).isInstanceOf(Refused.class);
        throttle.require("2001:db8:1:3::1");
    }

    @Test
    void the_minute_begins_with_the_last_failure_that_was_let_through() {
        fail("192.0.2.1", 29);
        pass(Duration.ofSeconds(50));
        fail("192.0.2.1", 1);
        pass(Duration.ofSeconds(20));

        assertThatThrownBy(() -> throttle.require("192.0.2.1"))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.retryAfter()).contains(Duration.ofSeconds(40)));
    }

    @Test
    void right_signatures_are_never_counted() {
        for (int i = 0; i < 1000; i++) {
            throttle.require("192.0.2.1");
            throttle.succeeded("192.0.2.1");
        }
        throttle.require("192.0.2.1");
    }
}
