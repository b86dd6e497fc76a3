package dev.handsel.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.StatementCount;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

@HandselTest
class ConventionsTest {

    private final Client client;

    ConventionsTest(@Value("${handsel.public-url}") String url) {
        this.client = new Client(url);
    }

    @Test
    void a_request_id_is_taken_over_where_it_is_sane() {
        assertThat(client.get("/v1/trial/page", "X-Request-Id", "Abc-1.2_3").header("X-Request-Id"))
                .isEqualTo("Abc-1.2_3");
        var refused = client.get("/v1/trial/fails/x", "X-Request-Id", "mine");
        assertThat(refused.json().get("request_id").asString()).isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "a;b", "<script>"})
    void any_other_request_id_is_replaced(String id) {
        assertThat(client.get("/v1/trial/page", "X-Request-Id", id).header("X-Request-Id"))
                .startsWith("req_")
                .hasSize(36);
    }

    @Test
    void every_fault_of_a_body_comes_back_with_its_pointer() {
        var refused = client.post("/v1/trial/things", "{\"size\": \"7\", \"colour\": 1, \"name\": null}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("invalid_request");
        assertThat(refused.faults())
                .containsExactlyInAnyOrder("/colour unknown_member", "/name required", "/size wrong_type");
    }

    @Test
    void a_missing_or_broken_body_is_a_fault_of_the_whole() {
        assertThat(client.post("/v1/trial/things", "").faults()).containsExactly(" required");
        assertThat(client.post("/v1/trial/things", "{").faults()).containsExactly(" malformed_json");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, ?limit out_of_range",
        "limit=101, ?limit out_of_range",
        "limit=ten, ?limit malformed",
        "limit=99999999999, ?limit malformed",
        "after=, ?after malformed",
        "after=%21%21, ?after malformed",
        "before=YQ%3D%3D, ?before malformed",
        "after=YQ&before=YQ, ?before conflict"
    })
    void a_malformed_page_is_refused(String query, String fault) {
        var refused = client.get("/v1/trial/page?" + query);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.faults()).containsExactly(fault);
    }

    @Test
    void pages_have_25_rows_unless_they_are_asked_otherwise() {
        assertThat(client.get("/v1/trial/page").json().get("limit").asInt()).isEqualTo(25);
        assertThat(client.get("/v1/trial/page?limit=100&unknown=1")
                        .json()
                        .get("limit")
                        .asInt())
                .isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"v3\" | 200 | ",
                "\"v2\" | 412 | precondition_failed",
                "W/\"v3\" | 412 | precondition_failed",
                "\"v1\", \"v3\" | 200 | ",
                "* | 200 | ",
                "nonsense | 412 | precondition_failed"
            })
    void a_change_may_say_which_version_it_means(String tag, int status, String code) {
        var answer =
                client.send("PATCH", "/v1/trial/versioned?required=true", BodyPublishers.noBody(), "If-Match", tag);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code == null ? "" : code);
    }

    @Test
    void where_a_version_is_required_its_absence_is_refused() {
        var required = client.send("PATCH", "/v1/trial/versioned?required=true", BodyPublishers.noBody());
        assertThat(required.status()).isEqualTo(428);
        assertThat(required.code()).isEqualTo("precondition_required");
        assertThat(client.send("PATCH", "/v1/trial/versioned", BodyPublishers.noBody())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void query_parameters_are_read_like_members_of_a_body() {
        var sound = client.get("/v1/trial/query?from=2026-01-01T01:00:00%2B01:00&colour=dark_blue&days=1");
        assertThat(sound.text()).contains("\"from\":\"2026-01-01T00:00:00Z\"", "\"colour\":\"dark_blue\"");
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-01-01T00:00:00Z&colour=BLUE&days=1, ?colour unknown_value",
        "from=now&days=1, ?from malformed",
        "days=1, ?from required",
        "from=2026-01-01T00:00:00Z&days=0, ?days out_of_range",
        "from=2026-01-01T00:00:00Z&days=x, ?days malformed"
    })
    void a_faulty_query_parameter_is_named(String query, String fault) {
        var refused = client.get("/v1/trial/query?" + query);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.faults()).containsExactly(fault);
    }

    @Test
    void malformed_ids_and_numbers_in_a_path_are_unknown() {
        assertThat(client.get("/v1/trial/ids/prg_nonsense").status()).isEqualTo(404);
        assertThat(client.get("/v1/trial/numbers/x").status()).isEqualTo(404);
        var id = "prg_0000000000000000000000000a";
        assertThat(client.get("/v1/trial/ids/" + id).json().get("id").asString())
                .isEqualTo(id);
    }

    @Test
    void a_body_may_have_a_megabyte() {
        var fitting = "{\"size\": 1, \"name\": \"" + "x".repeat(1_000_000) + "\"}";
        assertThat(client.post("/v1/trial/things", fitting).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_048_577, 5_000_000})
    void a_larger_body_is_refused_with_and_without_a_length(int size) {
        var body = new byte[size];
        var declared = client.send("POST", "/v1/trial/things", BodyPublishers.ofByteArray(body));
        var chunked = client.send(
                "POST",
                "/v1/trial/things",
                BodyPublishers.ofInputStream(() ->
                        new ByteArrayInputStream(("\"" + " ".repeat(size) + "\"").getBytes(StandardCharsets.UTF_8))));
        var keyed = client.send(
                "POST",
                "/v1/trial/things",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                "Idempotency-Key",
                "large",
                "X-Trial-Caller",
                "nora");
        assertThat(List.of(declared.status(), chunked.status(), keyed.status())).containsOnly(413);
        assertThat(List.of(declared.code(), chunked.code(), keyed.code())).containsOnly("body_too_large");
    }

    @Test
    void nul_in_a_query_is_refused() {
        assertThat(client.get("/v1/trial/page?x=%00").status()).isEqualTo(400);
    }

    @Test
    void statements_are_counted_for_requests_and_for_blocks() {
        assertThat(StatementCount.of(() -> client.get("/v1/trial/statements?count=3"))
                        .total())
                .isEqualTo(3);
        assertThat(StatementCount.of(() -> client.get("/v1/trial/page")).total())
                .isZero();
    }
}
