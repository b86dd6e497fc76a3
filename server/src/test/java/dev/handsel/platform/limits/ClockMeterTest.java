package dev.handsel.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockMeterTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final ClockMeter meter = new ClockMeter(() -> now);

    @Test
    void time_passes_as_the_clock_says() {
        long before = meter.currentTimeNanos();
        now = now.plusSeconds(5);

        assertThat(meter.currentTimeNanos() - before)
                .isEqualTo(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void a_clock_that_is_set_back_neither_turns_time_back_nor_stops_it() {
        long before = meter.currentTimeNanos();
        now = now.minus(Duration.ofDays(1));
        assertThat(meter.currentTimeNanos()).isEqualTo(before);

        now = now.plusSeconds(1);
        assertThat(meter.currentTimeNanos() - before)
                .isEqualTo(Duration.ofSeconds(1).toNanos());
    }
}
