package dev.handsel.stripesim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A platform in the United States. */
class RegionsTest extends SimulatorTest {

    private static final String RECEIVES = "type=express&capabilities[transfers][requested]=true&country=";

    @ParameterizedTest
    @CsvSource({
        "US, full, 200",
        "DE, full, 200",
        "GB, full, 200",
        "MX, full, 400",
        "IN, full, 400",
        "JP, full, 400",
        "US, recipient, 400",
        "DE, recipient, 200",
        "MX, recipient, 200",
        "IR, recipient, 400"
    })
    void an_account_that_only_receives_is_opened_under_the_agreement_that_lets_it(
            String country, String agreement, int status) {
        var answer = wire.post("/v1/accounts", RECEIVES + country + "&tos_acceptance[service_agreement]=" + agreement);

        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"MX, full, 400", "MX, recipient, 200", "DE, full, 200"})
    void a_transfer_across_borders_needs_it_too(String country, String agreement, int status) {
        wire.control("topups", "{\"amount\": 1000, \"currency\": \"usd\"}");
        var account = wire.control(
                        "accounts", "{\"country\": \"" + country + "\", \"service_agreement\": \"" + agreement + "\"}")
                .text("/ids/0");

        var answer = wire.post("/v1/transfers", "amount=500&currency=usd&destination=" + account);

        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
    }
}
