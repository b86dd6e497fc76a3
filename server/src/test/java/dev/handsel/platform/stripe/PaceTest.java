package dev.handsel.platform.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final CallPace pace = new CallPace(10, () -> now);

    @Test
    void calls_are_made_at_an_even_pace() {
        assertThat(pace.turn()).isZero();
        assertThat(pace.turn()).isEqualTo(Duration.ofMillis(100));
        now = now.plusSeconds(1);
        assertThat(pace.turn()).isZero();
    }

    @Test
    void who_is_told_to_slow_down_waits_as_long_as_it_is_told() {
        pace.slowDown(Duration.ofSeconds(30));

        assertThat(pace.ahead()).as("asking takes no turn").isEqualTo(Duration.ofSeconds(30));
        assertThat(pace.turn()).isEqualTo(Duration.ofSeconds(30));
        assertThat(pace.turn()).isEqualTo(Duration.ofSeconds(30).plusMillis(200));
    }

    @Test
    void a_clock_that_is_set_back_stops_nothing() {
        pace.turn();
        now = now.minus(Duration.ofHours(2));

        assertThat(pace.turn()).isZero();
    }
}
