package dev.handsel.base.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FractionTest {

    @ParameterizedTest
    @CsvSource({
        "0, 7, 0",
        "1, 3, 0",
        "2, 3, 1",
        "1, 2, 0",
        "3, 2, 2",
        "5, 2, 2",
        "7, 2, 4",
        "-1, 2, 0",
        "-3, 2, -2",
        "-5, 2, -2",
        "-7, 2, -4",
        "-1, 3, 0",
        "-2, 3, -1",
        "6, 3, 2"
    })
    void the_nearest_integer_is_taken_and_of_two_equally_near_ones_the_even_one(long over, long under, long rounded) {
        assertThat(Fraction.of(over).times(1, under).roundedHalfEven()).isEqualTo(rounded);
    }

    @Test
    void a_chain_of_shares_is_rounded_once_at_its_end() {
        // 30 % of 1.99, of which 1.39 of 1.99 came in cash, is 30 % of 1.39; rounding in between would give 42 too, but
        // 15 % of 3.33 of which 1.11 of 3.33 came in cash is 16.65, not 15 % of a rounded share.
        assertThat(Fraction.of(199).times(139, 199).times(3000, 10_000).roundedHalfEven())
                .isEqualTo(42);
        assertThat(Fraction.of(1).times(1, 2).times(3, 1).roundedHalfEven()).isEqualTo(2);
    }

    @Test
    void numbers_far_beyond_a_long_are_exact_on_the_way() {
        var huge = Fraction.of(Long.MAX_VALUE).times(Long.MAX_VALUE, 1).times(1, Long.MAX_VALUE);
        assertThat(huge.roundedHalfEven()).isEqualTo(Long.MAX_VALUE);
        assertThat(Fraction.of(Long.MIN_VALUE).roundedHalfEven()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void a_result_that_does_not_fit_is_an_error() {
        var tooLarge = Fraction.of(Long.MAX_VALUE).times(2, 1);
        assertThatThrownBy(tooLarge::roundedHalfEven).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void a_denominator_is_positive(long denominator) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Fraction(BigInteger.ONE, BigInteger.valueOf(denominator)));
        assertThatIllegalArgumentException().isThrownBy(() -> Fraction.of(1).times(1, denominator));
    }

    @Property
    void it_rounds_as_decimals_do(@ForAll long over, @ForAll @LongRange(min = 1) long under) {
        var asDecimal = BigDecimal.valueOf(over).divide(BigDecimal.valueOf(under), 0, RoundingMode.HALF_EVEN);
        assertThat(Fraction.of(over).times(1, under).roundedHalfEven()).isEqualTo(asDecimal.longValueExact());
    }

    @Property
    void it_rounds_ties_to_even(@ForAll @LongRange(min = -1_000_000, max = 1_000_000) long whole) {
        var tie = Fraction.of(whole * 2 + 1).times(1, 2);
        assertThat(tie.roundedHalfEven() % 2).isZero();
        assertThat(Math.abs(tie.roundedHalfEven() * 2 - (whole * 2 + 1))).isEqualTo(1);
    }

    @Property
    void a_negative_number_rounds_to_the_mirror_image(
            @ForAll @LongRange(min = -Long.MAX_VALUE) long over, @ForAll @LongRange(min = 1) long under) {
        assertThat(Fraction.of(-over).times(1, under).roundedHalfEven())
                .isEqualTo(-Fraction.of(over).times(1, under).roundedHalfEven());
    }

    @Property
    void the_order_of_shares_does_not_matter(
            @ForAll @LongRange(min = -1_000_000_000_000L, max = 1_000_000_000_000L) long amount,
            @ForAll @LongRange(min = 1, max = 1_000_000) long part,
            @ForAll @LongRange(min = 1, max = 1_000_000) long whole,
            @ForAll @LongRange(min = 0, max = 10_000) long rate) {
        assertThat(Fraction.of(amount).times(part, whole).times(rate, 10_000).roundedHalfEven())
                .isEqualTo(Fraction.of(amount)
                        .times(rate, 10_000)
                        .times(part, whole)
                        .roundedHalfEven());
    }
}
