package dev.handsel.fraud.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChanceTest {

    @Test
    void a_binomial_tail_has_its_first_number_in_it() {
        assertThat(Chance.atLeast(2, 2, 0.5)).isCloseTo(0.25, within(1e-12));
        assertThat(Chance.atLeast(1, 2, 0.5)).isCloseTo(0.75, within(1e-12));
        assertThat(Chance.atLeast(0, 0, 0.5)).isEqualTo(1);
        assertThat(Chance.atLeast(1, 0, 0.5)).isZero();
        assertThat(Chance.atLeast(200, 1000, 0.02)).isBetween(1e-200, 1e-100);
    }

    @Test
    void a_poisson_tail_has_its_first_number_in_it() {
        assertThat(Chance.atLeast(1, 0.1)).isCloseTo(1 - Math.exp(-0.1), within(1e-12));
        assertThat(Chance.atLeast(0, 0.1)).isEqualTo(1);
        assertThat(Chance.atLeast(1, 0)).isZero();
        assertThat(Chance.atMost(0, 0.1)).isCloseTo(Math.exp(-0.1), within(1e-12));
        assertThat(Chance.atMost(0, 0)).isEqualTo(1);
    }

    @Test
    void a_share_of_few_is_surely_less_than_it_looks() {
        assertThat(Chance.shareAtLeast(3, 40, 0.90)).isCloseTo(0.0304, within(1e-4));
        assertThat(Chance.shareAtLeast(0, 0, 0.90)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1000, 0", "1189, 0", "1190, 1", "2000, 4", "4000, 8", "3600000, 47", "900000000000, 99"})
    void delays_are_kept_in_four_steps_to_each_doubling(long millis, int step) {
        assertThat(Delays.step(Duration.ofMillis(millis))).isEqualTo(step);
    }

    @Test
    void delays_are_added_subtracted_and_counted() {
        var some = Delays.NONE.with(Duration.ofSeconds(2)).with(Duration.ofHours(1));
        assertThat(some.total()).isEqualTo(2);
        assertThat(some.upTo(4)).isEqualTo(1);
        assertThat(some.upTo(3)).isZero();
        assertThat(some.from(47)).isEqualTo(1);
        assertThat(some.from(48)).isZero();
        assertThat(some.minus(Delays.NONE.with(Duration.ofSeconds(2))).total()).isEqualTo(1);
        assertThat(Delays.of(some.counts()).counts()).isEqualTo(some.counts());
        assertThat(Delays.end(3)).isEqualTo(2);
    }
}
