package dev.handsel.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.platform.limits.Limits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {

    private Instant now = Instant.parse("2031-05-04T10:00:00Z");
    private final SignInThrottle throttle = new SignInThrottle(new Limits(() -> now, new SimpleMeterRegistry()));

    @Test
    void ten_wrong_passwords_close_the_door_for_a_quarter_of_an_hour() {
        tried(10, "nora@shop.example", "192.0.2.1");

        assertThat(throttle.mayTry(" NORA@shop.example", "192.0.2.1")).isFalse();
        now = now.plus(Duration.ofMinutes(14));
        assertThat(throttle.mayTry("nora@shop.example", "192.0.2.1")).isFalse();
        now = now.plus(Duration.ofMinutes(1).plusMillis(1));
        assertThat(throttle.mayTry("nora@shop.example", "192.0.2.1")).isTrue();
    }

    @Test
    void guessing_from_elsewhere_does_not_keep_the_rightful_owner_out() {
        tried(50, "nora@shop.example", "203.0.113.9");

        assertThat(throttle.mayTry("nora@shop.example", "192.0.2.1")).isTrue();
    }

    @Test
    void one_address_cannot_try_many_accounts() {
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.mayTry("user" + i + "@shop.example", "203.0.113.9"))
                    .isTrue();
        }
        assertThat(throttle.mayTry("user100@shop.example", "203.0.113.9")).isFalse();
    }

    @Test
    void the_right_password_is_forgiven_what_came_before() {
        for (int i = 0; i < 200; i++) {
            assertThat(throttle.mayTry("nora@shop.example", "192.0.2.1")).isTrue();
            throttle.succeeded("nora@shop.example", "192.0.2.1");
        }
    }

    private void tried(int times, String email, String address) {
        for (int i = 0; i < times; i++) {
            throttle.mayTry(email, address);
        }
    }
}
