package dev.handsel.stripesim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterTest extends SimulatorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount=0&currency=usd&destination=NORA       | parameter_invalid_integer | amount",
                "amount=-5&currency=usd&destination=NORA      | parameter_invalid_integer | amount",
                "amount=1.5&currency=usd&destination=NORA     | parameter_invalid_integer | amount",
                "amount=abc&currency=usd&destination=NORA     | parameter_invalid_integer | amount",
                "amount=&currency=usd&destination=NORA        | parameter_invalid_empty   | amount",
                "amount=100000000&currency=usd&destination=NORA | amount_too_large        | amount",
                "currency=usd&destination=NORA                | parameter_missing         | amount",
                "amount=1&destination=NORA                    | parameter_missing         | currency",
                "amount=1&currency=zzz&destination=NORA       |                           | currency",
                "amount=1&currency=usd                        | parameter_missing         | destination",
                "amount=1&currency=usd&destination=NORA&x=1   | parameter_unknown         | x",
                "amount=1&currency=usd&destination=NORA&amount=2 |                        | amount",
                "amount[]=1&currency=usd&destination=NORA     | parameter_invalid_string_blank | amount",
                "amount=1&currency=usd&destination=NORA&source_type=cash |                | source_type",
                "amount=1&currency=usd&destination=NORA&metadata=x |                      | metadata",
                "amount=1&currency=usd&destination=NORA&metadata[a][b]=x | parameter_invalid_string_blank | metadata[a]",
                "amount=1&currency=usd&destination=NORA&source_transaction=ch_1 | resource_missing | source_transaction",
                "amount=1&currency=usd&destination=NORA&expand=x |                        | expand"
            })
    void a_malformed_transfer_is_refused_in_the_documented_shape(String form, String code, String param) {
        var refused = wire.post("/v1/transfers", form.strip().replace("NORA", nora));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/error/type")).isEqualTo("invalid_request_error");
        assertThat(refused.code()).isEqualTo(code == null ? "" : code);
        assertThat(refused.text("/error/param")).isEqualTo(param);
        assertThat(refused.text("/error/message")).isNotBlank();
        assertThat(transfers()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=101, limit",
        "created[gt]=x, created[gt]",
        "created[after]=1, created[after]",
        "colour=red, colour"
    })
    void a_malformed_list_is_refused(String query, String param) {
        assertThat(wire.get("/v1/transfers?" + query).text("/error/param")).isEqualTo(param);
    }

    @Test
    void lists_come_with_or_without_numbers() {
        var plain = wire.get("/v1/events?types[]=topup.created&types[]=topup.succeeded");
        var numbered = wire.get("/v1/events?types[0]=topup.created&types[1]=topup.succeeded");

        assertThat(plain.json().get("data")).hasSize(2);
        assertThat(numbered.json().get("data")).hasSize(2);
        assertThat(wire.get("/v1/events?type=topup.*").json().get("data")).hasSize(2);
    }

    @Test
    void small_top_ups_and_bad_urls_are_refused() {
        assertThat(wire.post("/v1/topups", "amount=99&currency=usd").code()).isEqualTo("amount_too_small");
        assertThat(wire.post("/v1/webhook_endpoints", "url=nowhere&enabled_events[]=*")
                        .code())
                .isEqualTo("url_invalid");
    }

    @Test
    void metadata_has_limits() {
        assertThat(transferWith("metadata[" + "k".repeat(41) + "]=v").status()).isEqualTo(400);
        assertThat(transferWith("metadata[k]=" + "v".repeat(501)).status()).isEqualTo(400);
        assertThat(transferWith("metadata[" + "k".repeat(40) + "]=" + "v".repeat(500))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_body_that_is_not_a_form_is_refused() {
        var request = wire.posting("/v1/transfers", "{\"amount\":1}").setHeader("Content-Type", "application/json");

        assertThat(wire.send(request).status()).isEqualTo(400);
    }

    @Test
    void an_unknown_path_is_not_found() {
        assertThat(wire.get("/v1/teapots").status()).isEqualTo(404);
        assertThat(wire.post("/v1/balance", "").status()).isEqualTo(404);
    }

    @Test
    void only_the_one_key_is_let_in_as_bearer_or_as_user_name() {
        assertThat(wire.get("/v1/balance", "Authorization", "Bearer sk_test_other")
                        .status())
                .isEqualTo(401);
        assertThat(wire.get("/v1/balance", "Authorization", "Basic c2tfdGVzdF9zaW11bGF0ZWQ6")
                        .status())
                .isEqualTo(200);
        assertThat(wire.get("/v1/balance", "Authorization", "Digest x").status())
                .isEqualTo(401);
        assertThat(wire.get("/v1/balance", "Stripe-Version", "yesterday").status())
                .isEqualTo(400);
        assertThat(wire.get("/v1/balance").header("Stripe-Version")).isEqualTo("2026-07-29.dahlia");
    }

    private Answer transferWith(String more) {
        return wire.post("/v1/transfers", form(1) + "&" + more);
    }
}
