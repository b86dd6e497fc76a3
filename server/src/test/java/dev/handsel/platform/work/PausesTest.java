package dev.handsel.platform.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PausesTest {

    private final Pauses pauses = Pauses.doubling(Duration.ofSeconds(30), Duration.ofHours(1));

    @Test
    void each_is_twice_as_long_as_the_one_before_up_to_the_longest() {
        assertThat(IntStream.rangeClosed(1, 9).mapToObj(pauses::after).map(Duration::toSeconds))
                .containsExactly(30L, 60L, 120L, 240L, 480L, 960L, 1920L, 3600L, 3600L);
        assertThat(pauses.after(10_000)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void chance_moves_them_by_a_quarter_and_never_below_the_first_or_above_the_longest() {
        var spread = pauses.spread();
        for (int i = 0; i < 200; i++) {
            assertThat(spread.after(1)).isBetween(Duration.ofSeconds(30), Duration.ofMillis(37_500));
            assertThat(spread.after(3)).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(150));
            assertThat(spread.after(20)).isBetween(Duration.ofMinutes(45), Duration.ofHours(1));
        }
        assertThat(IntStream.range(0, 50).mapToObj(_ -> spread.after(3)).distinct())
                .hasSizeGreaterThan(1);
    }

    @Test
    void before_the_first_try_there_is_nothing_to_wait_for() {
        assertThatThrownBy(() -> pauses.after(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
