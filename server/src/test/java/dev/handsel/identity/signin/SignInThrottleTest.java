package dev.handsel.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.platform.limits.Delays;
import dev.handsel.platform.limits.Limits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

    private static final String NORA = "nora@shop.example";

    private Instant now = Instant.parse("2031-05-04T10:00:00Z");
    private final Limits limits = new Limits(() -> now, new SimpleMeterRegistry());
    private final SignInThrottle throttle = new SignInThrottle(limits, new Delays(limits, () -> now));

    /** Whether a wrong password was looked at. */
    private boolean tried(String email, String address) {
        boolean looked = throttle.tryOnce(email, address).isEmpty();
        if (looked) {
            throttle.failed(email, address);
        }
        return looked;
    }

    @Test
    void after_five_wrong_passwords_each_waits_longer_than_the_one_before() {
        tried(5, NORA, "192.0.2.1");

        assertThat(throttle.tryOnce(" NORA@shop.example", "192.0.2.1")).contains(Duration.ofSeconds(1));
        now = now.plusSeconds(1);
        assertThat(tried(NORA, "192.0.2.1")).isTrue();
        assertThat(throttle.tryOnce(NORA, "192.0.2.1")).contains(Duration.ofSeconds(2));
    }

    @Test
    void guessing_from_elsewhere_does_not_keep_the_rightful_owner_out() {
        for (int i = 0; i < 250; i++) {
            tried(5, NORA, "203.0.113." + i);
        }

        assertThat(tried(NORA, "192.0.2.1")).isTrue();
        throttle.succeeded(NORA, "192.0.2.1");
        assertThat(tried(NORA, "192.0.2.1")).isTrue();
    }

    @Test
    void many_addresses_have_one_guess_each_in_place_of_five() {
        for (int i = 0; i < 10; i++) {
            tried(5, NORA, "203.0.113." + i);
        }

        assertThat(tried(NORA, "198.51.100.1")).isTrue();
        assertThat(tried(NORA, "198.51.100.1")).isFalse();
    }

    @Test
    void who_shares_an_address_with_somebody_who_guesses_gets_in() {
        for (int i = 0; i < 200; i++) {
            tried("user" + i + "@shop.example", "203.0.113.9");
        }

        assertThat(tried(NORA, "203.0.113.9")).isTrue();
        throttle.succeeded(NORA, "203.0.113.9");
        assertThat(tried(NORA, "203.0.113.9")).isTrue();
        assertThat(tried(NORA, "203.0.113.9")).isFalse();
    }

    @Test
    void the_addresses_of_one_network_are_one() {
        for (int i = 1; i <= 5; i++) {
            tried(NORA, "2001:db8::" + i);
        }

        assertThat(tried(NORA, "2001:db8::9")).isFalse();
        assertThat(tried(NORA, "2001:db8:0:1::9")).isTrue();
    }

    @Test
    void the_right_password_is_forgiven_what_came_before() {
        for (int i = 0; i < 200; i++) {
            assertThat(tried(NORA, "192.0.2.1")).isTrue();
            throttle.succeeded(NORA, "192.0.2.1");
        }
    }

    private void tried(int times, String email, String address) {
        for (int i = 0; i < times; i++) {
            tried(email, address);
        }
    }
}
