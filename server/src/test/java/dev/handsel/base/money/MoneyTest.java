package dev.handsel.base.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    private static final Currency USD = Currency.of("USD");
    private static final Currency EUR = Currency.of("EUR");

    @Test
    void sums_and_differences_are_exact() {
        assertThat(dollars(1050).plus(dollars(-50))).isEqualTo(dollars(1000));
        assertThat(dollars(1050).minus(dollars(2000))).isEqualTo(dollars(-950));
        assertThat(dollars(7).negated()).isEqualTo(dollars(-7));
    }

    @Test
    void currencies_do_not_mix() {
        var euros = new Money(1, EUR);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dollars(1).plus(euros))
                .withMessage("Cannot mix 0.01 USD with 0.01 EUR");
        assertThatIllegalArgumentException().isThrownBy(() -> dollars(1).minus(euros));
    }

    @Test
    void what_does_not_fit_is_an_error_and_never_wraps_around() {
        assertThatThrownBy(() -> dollars(Long.MAX_VALUE).plus(dollars(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> dollars(Long.MIN_VALUE).minus(dollars(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> dollars(Long.MIN_VALUE).negated()).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void nothing_is_neither_positive_nor_negative() {
        assertThat(dollars(0).isPositive()).isFalse();
        assertThat(dollars(0).isNegative()).isFalse();
        assertThat(dollars(1).isPositive()).isTrue();
        assertThat(dollars(1).isNegative()).isFalse();
        assertThat(dollars(-1).isPositive()).isFalse();
        assertThat(dollars(-1).isNegative()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void what_moves_is_positive(long minor) {
        assertThatIllegalArgumentException().isThrownBy(() -> dollars(minor).requirePositive());
    }

    @Test
    void a_positive_amount_passes_as_it_is() {
        assertThat(dollars(1).requirePositive()).isEqualTo(dollars(1));
    }

    @ParameterizedTest
    @CsvSource({
        "1250, USD, 12.50 USD",
        "-5, USD, -0.05 USD",
        "1200, JPY, 1200 JPY",
        "1500, KWD, 1.500 KWD",
        "7, HUF, 0.07 HUF",
        "9223372036854775807, EUR, 92233720368547758.07 EUR"
    })
    void it_is_written_with_the_decimals_of_its_currency(long minor, String code, String text) {
        assertThat(new Money(minor, Currency.of(code))).hasToString(text);
    }

    private static Money dollars(long minor) {
        return new Money(minor, USD);
    }
}
