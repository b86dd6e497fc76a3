package dev.handsel.base.money;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrenciesTest {

    @ParameterizedTest
    @CsvSource({"JPY, 0", "USD, 2", "EUR, 2", "HUF, 2", "KWD, 3", "CLF, 4"})
    void a_currency_is_known_with_its_decimals(String code, int decimals) {
        assertThat(Currencies.find(code)).map(Currency::digits).hasValue(decimals);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usd", "US", "USDX", "AAA", "XAU", "XXX", "$"})
    void what_is_no_currency_or_has_no_minor_unit_is_unknown(String code) {
        assertThat(Currencies.find(code)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "USD, 1",
        "JPY, 1",
        "CLF, 1",
        "BHD, 10",
        "JOD, 10",
        "KWD, 10",
        "OMR, 10",
        "TND, 10",
        "HUF, 100",
        "TWD, 100"
    })
    void payouts_are_multiples_of_the_currencys_step(String code, long step) {
        assertThat(Currencies.payoutStep(Currency.of(code))).isEqualTo(step);
    }
}
