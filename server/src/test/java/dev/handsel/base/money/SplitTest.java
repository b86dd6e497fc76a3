package dev.handsel.base.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

    @Test
    void an_annual_price_falls_on_eleven_equal_months_and_a_smaller_last_one() {
        assertThat(Split.equally(11_999, 12))
                .containsExactly(1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 999);
    }

    @Test
    void the_larger_parts_come_first() {
        assertThat(Split.equally(11, 4)).containsExactly(3, 3, 3, 2);
        assertThat(Split.equally(2, 4)).containsExactly(1, 1, 0, 0);
        assertThat(Split.equally(0, 3)).containsExactly(0, 0, 0);
        assertThat(Split.equally(7, 1)).containsExactly(7);
    }

    @Test
    void of_a_credit_the_parts_further_from_nothing_come_first() {
        assertThat(Split.equally(-11, 4)).containsExactly(-3, -3, -3, -2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void there_is_at_least_one_part(int parts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Split.equally(1, parts))
                .withMessageContaining(parts + " parts");
    }

    @Property
    void the_parts_add_up_to_the_whole(@ForAll long total, @ForAll @IntRange(min = 1, max = 120) int parts) {
        var sum = LongStream.of(Split.equally(total, parts))
                .mapToObj(BigInteger::valueOf)
                .reduce(BigInteger.ZERO, BigInteger::add);
        assertThat(Split.equally(total, parts)).hasSize(parts);
        assertThat(sum).isEqualTo(BigInteger.valueOf(total));
    }

    @Property
    void the_parts_differ_by_one_at_most_and_never_grow(
            @ForAll long total, @ForAll @IntRange(min = 1, max = 120) int parts) {
        var split = Arrays.stream(Split.equally(total, parts))
                .map(part -> part * Long.signum(total))
                .toArray();
        for (int i = 1; i < split.length; i++) {
            assertThat(split[i]).isLessThanOrEqualTo(split[i - 1]);
        }
        assertThat(split[0] - split[parts - 1]).isBetween(0L, 1L);
    }
}
