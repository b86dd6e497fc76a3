package dev.handsel.base.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of currencies that the server comes with. */
class CurrencyTableTest {

    private static final Path CORRECTIONS = Path.of("src/data/currencies/iso4217.csv");

    private static Optional<String> fault(String code, String at) {
        return Currencies.fault("/currency", code, Instant.parse(at))
                .map(fault -> fault.code() + ": " + fault.message());
    }

    /** Amounts that were stored before the table was ours have these decimals. */
    @Test
    void every_currency_that_java_knows_has_the_same_minor_unit_or_none() {
        for (var java : java.util.Currency.getAvailableCurrencies()) {
            var ours = Currencies.find(java.getCurrencyCode()).map(Currency::digits);
            assertThat(ours.orElse(-1)).as(java.getCurrencyCode()).isEqualTo(java.getDefaultFractionDigits());
        }
    }

    @Test
    void every_correction_is_in_the_table_and_says_why() throws IOException {
        var corrections = Files.readAllLines(CORRECTIONS).stream()
                .filter(line -> line.matches("[A-Z]{3},.*"))
                .map(line -> line.split(",", 4))
                .toList();
        assertThat(corrections).hasSizeGreaterThan(60);
        for (var correction : corrections) {
            var found = Currencies.find(correction[0]);
            assertThat(correction[3]).as(correction[0]).isNotBlank();
            assertThat(found.map(Currency::digits).map(String::valueOf).orElse("-"))
                    .as(correction[0])
                    .isEqualTo(correction[1].isEmpty() ? "2" : correction[1]);
            if (!correction[2].isEmpty()) {
                var lastDay = String.valueOf(found.orElseThrow().lastDay());
                assertThat(lastDay).as(correction[0]).isEqualTo(correction[2].equals("none") ? "null" : correction[2]);
            }
        }
    }

    @Test
    void the_table_says_what_it_was_made_of() throws IOException {
        assertThat(CurrencyTable.read().version())
                .matches("cldr-core \\d+\\.\\d+\\.\\d+, corrected by iso4217.csv of \\d{4}-\\d{2}-\\d{2}")
                .endsWith(Files.readString(CORRECTIONS).replaceFirst("(?s).*?As of ([0-9-]+).*", "$1"));
        var codes =
                CurrencyTable.read().currencies().stream().map(Currency::code).toList();
        assertThat(codes).isSorted().doesNotHaveDuplicates().allMatch(code -> code.matches("[A-Z]{3}"));
    }

    @ParameterizedTest
    @CsvSource({
        "ANG, 2025-06-30, XCG",
        "BGN, 2025-12-31, EUR",
        "BYR, 2017-01-01, BYN",
        "CUC, 2021-06-30, CUP",
        "HRK, 2022-12-31, EUR",
        "LTL, 2014-12-31, EUR",
        "MRO, 2017-12-31, MRU",
        "SLL, 2023-12-31, SLE",
        "STD, 2017-12-31, STN",
        "VEF, 2018-08-19, VES",
        "ZMK, 2012-12-31, ZMW",
        "ZWL, 2024-08-31, ZWG"
    })
    void a_currency_can_be_owed_on_its_last_day_and_not_afterwards(String code, String lastDay, String successor) {
        var currency = Currency.of(code);
        assertThat(currency.lastDay()).hasToString(lastDay);
        assertThat(fault(code, lastDay + "T23:59:59.999Z")).isEmpty();
        var next = LocalDate.parse(lastDay).plusDays(1) + "T00:00:00Z";
        assertThat(fault(code, next))
                .hasValue("currency_ended: The last day of " + code + " was " + lastDay + ", and this is of " + next
                        + ".");
        assertThat(fault(successor, next)).isEmpty();
        assertThat(fault(successor, "2999-01-01T00:00:00Z")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SVC", "VES", "VED", "CLF", "UYI", "UYW", "CHE", "CHW", "BOV", "COU", "MXV", "USN", "XAD"})
    void what_iso_still_lists_with_a_minor_unit_goes_on(String code) {
        assertThat(fault(code, "2026-11-30T00:00:00Z")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"XXX", "XTS", "XAU", "XAG", "XPT", "XPD", "XDR", "XUA", "XSU", "XBA", "CNH", "MCF", "ALK", "usd"
            })
    void what_has_no_minor_unit_or_no_code_was_never_known(String code) {
        assertThat(fault(code, "2000-01-01T00:00:00Z"))
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("unknown_currency"));
        assertThatThrownBy(() -> Currency.of(code)).isInstanceOf(IllegalStateException.class);
    }

    /** ICU and browsers write some of these with other decimals, by custom; amounts here follow ISO 4217. */
    @ParameterizedTest
    @CsvSource({
        "HUF, 1234.56 HUF",
        "IDR, 1234.56 IDR",
        "LAK, 1234.56 LAK",
        "COP, 1234.56 COP",
        "CRC, 1234.56 CRC",
        "IQD, 123.456 IQD",
        "MGA, 1234.56 MGA",
        "UGX, 123456 UGX",
        "ISK, 123456 ISK",
        "KWD, 123.456 KWD",
        "CLF, 12.3456 CLF"
    })
    void people_read_the_decimals_that_are_stored(String code, String text) {
        assertThat(new Money(123_456, Currency.of(code))).hasToString(text);
    }
}
