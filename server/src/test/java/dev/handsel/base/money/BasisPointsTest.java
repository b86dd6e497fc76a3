package dev.handsel.base.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasisPointsTest {

    @ParameterizedTest
    @CsvSource({"0, 0 %", "1, 0.01 %", "250, 2.5 %", "3000, 30 %", "10000, 100 %"})
    void a_rate_is_anything_from_nothing_to_the_whole(int value, String text) {
        assertThat(new BasisPoints(value)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10_001, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void a_rate_below_nothing_or_above_the_whole_does_not_exist(int value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BasisPoints(value))
                .withMessageContaining(String.valueOf(value));
    }
}
