package dev.handsel.devices.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.signing.PlainRequest;
import dev.handsel.testing.Client.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class VerifyTest extends SigningScene {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private String merchant = "";

    @BeforeEach
    void a_merchant() {
        merchant = merchant();
    }

    private static PlainRequest order(String body) {
        return new PlainRequest(
                "POST",
                "https",
                "/orders?a=%20b",
                List.of(Map.entry("Host", "shop.example"), Map.entry("Content-Type", "application/json")),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private Reply ask(PlainRequest request, Map<String, String> signature, String body, String... more) {
        var headers = new java.util.ArrayList<List<String>>();
        headers.add(List.of("Content-Type", "application/json"));
        signature.forEach((name, value) -> headers.add(List.of(name, value)));
        var json = JSON.writeValueAsString(Map.of(
                "method",
                request.method(),
                "url",
                "https://shop.example" + request.target(),
                "headers",
                headers,
                "body_base64",
                Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8))));
        var all = new java.util.ArrayList<>(List.of("Authorization", merchant));
        all.addAll(List.of(more));
        return client.post("/v1/signatures/verify", json, all.toArray(String[]::new));
    }

    @Test
    void a_service_learns_whose_request_it_has_received_once() {
        var device = active();
        var signature = device.signer().sign(order("{\"a\":1}"));

        var reply = ask(order("{\"a\":1}"), signature, "{\"a\":1}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("verified").asBoolean()).as(reply.text()).isTrue();
        assertThat(reply.json().get("device").asString()).isEqualTo(device.id());
        assertThat(reply.json().get("owner").asString()).startsWith("acc_");
        assertThat(reply.json().get("credential").asString()).isEqualTo(device.keyId());
        assertThat(reply.json().has("code")).isFalse();
        no(ask(order("{\"a\":1}"), signature, "{\"a\":1}"), "replayed");
    }

    private static void no(Reply reply, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("verified").asBoolean()).isFalse();
        assertThat(reply.json().get("code").asString()).isEqualTo(code);
        assertThat(reply.json().size()).isEqualTo(2);
    }

    @Test
    void a_question_takes_no_idempotency_key() {
        var signature = active().signer().sign(order("{}"));

        var keyed = ask(
                order("{}"),
                signature,
                "{}",
                "Idempotency-Key",
                UUID.randomUUID().toString());

        assertThat(keyed.status()).isEqualTo(400);
        assertThat(keyed.code()).isEqualTo("idempotency_key_not_taken");
        assertThat(ask(order("{}"), signature, "{}").json().get("verified").asBoolean())
                .isTrue();
        no(ask(order("{}"), signature, "{}"), "replayed");
    }

    @Test
    void what_does_not_count_is_named() {
        no(ask(order("{}"), pending().signer().sign(order("{}")), "{}"), "device_pending");
        var device = active();
        no(ask(order("{}"), device.signer().sign(order("{}")), "{ }"), "digest_mismatch");
        no(ask(order("{}"), Map.of(), "{}"), "no_applicable_signature");
        no(
                ask(order("{\"a\":1,\"a\":2}"), device.signer().sign(order("{\"a\":1,\"a\":2}")), "{\"a\":1,\"a\":2}"),
                "body_ambiguous");
        var elsewhere =
                new PlainRequest("GET", "https", "/orders?a=%20b", List.of(Map.entry("Host", "evil.example")), NOTHING);
        no(ask(elsewhere, device.signer().sign(elsewhere), ""), "invalid_signature");
        var twice = new PlainRequest("GET", "https", "/a//b", List.of(Map.entry("Host", "shop.example")), NOTHING);
        no(ask(twice, device.signer().sign(twice), ""), "path_not_canonical");
        revoke(device);
        no(ask(order("{}"), device.signer().sign(order("{}")), "{}"), "device_revoked");
    }

    @Test
    void the_url_says_where_the_request_was_sent_and_no_header_something_else() {
        var device = active();
        var request = new PlainRequest("GET", "https", "/orders", List.of(Map.entry("Host", "shop.example")), NOTHING);
        for (var host : List.of("evil.example", "shop.example:8443", "", "shop.example:80", "a b")) {
            no(asked("https://shop.example/orders", device.signer().sign(request), host), "authority_mismatch");
        }
        var elsewhere =
                new PlainRequest("GET", "https", "/orders", List.of(Map.entry("Host", "evil.example")), NOTHING);
        no(asked("https://shop.example/orders", device.signer().sign(elsewhere), "evil.example"), "authority_mismatch");
        no(
                asked("https://shop.example/orders", device.signer().sign(request), "shop.example", "shop.example"),
                "header_malformed");
        for (var host : List.of("shop.example", "Shop.Example", "shop.example:443", " shop.example ")) {
            var reply = asked("https://shop.example/orders", device.signer().sign(request), host);
            assertThat(reply.json().get("verified").asBoolean()).as(host).isTrue();
        }
        assertThat(asked("/orders", device.signer().sign(request), "shop.example")
                        .json()
                        .get("verified")
                        .asBoolean())
                .isTrue();
        assertThat(asked("HTTPS://SHOP.example:443/orders", device.signer().sign(request))
                        .json()
                        .get("verified")
                        .asBoolean())
                .isTrue();
    }

    /** Asks about a GET of this URL, with these headers {@code Host}. */
    private Reply asked(String url, Map<String, String> signature, String... hosts) {
        var headers = new java.util.ArrayList<List<String>>();
        List.of(hosts).forEach(host -> headers.add(List.of("Host", host)));
        signature.forEach((name, value) -> headers.add(List.of(name, value)));
        var json = JSON.writeValueAsString(Map.of("method", "GET", "url", url, "headers", headers));
        return client.post("/v1/signatures/verify", json, "Authorization", merchant);
    }

    private PlainRequest to(String target) {
        return new PlainRequest("GET", "https", target, List.of(Map.entry("Host", "shop.example")), NOTHING);
    }

    @Test
    void paths_that_services_read_differently_are_refused_and_others_are_not() {
        var device = active();
        var refused = new java.util.ArrayList<>(READ_IN_TWO_WAYS);
        refused.addAll(List.of("/%zz", "/100%", "/a\\x", "/a\u00e9"));
        for (var path : refused) {
            no(asked("https://shop.example" + path, device.signer().sign(to(path))), "path_not_canonical");
        }
        for (var path : READ_IN_ONE_WAY) {
            var reply = asked("https://shop.example" + path, device.signer().sign(to(path)));
            assertThat(reply.json().get("verified").asBoolean()).as(path).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "/a?b=|, The query holds | as it is; it is written %7C.",
                "/a?{b}, The query holds { as it is; it is written %7B.",
                "/a?ids[]=1, The query holds [ as it is; it is written %5B.",
                "/a?b^, The query holds ^ as it is; it is written %5E.",
                "/a?b`, The query holds ` as it is; it is written %60.",
                "/a?b\\, The query holds \\ as it is; it is written %5C.",
                "/a|b?c, The path holds | as it is; it is written %7C.",
            })
    void a_character_that_must_be_encoded_is_named(String target, String detail) {
        var device = active();
        var reply = asked("https://shop.example" + target, device.signer().sign(to(target)));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("verified").asBoolean()).isFalse();
        assertThat(reply.json().get("code").asString()).isEqualTo("character_not_encoded");
        assertThat(reply.json().get("detail").asString()).isEqualTo(detail);
        assertThat(nonces(device)).isZero();
    }

    @Test
    void the_compatible_scheme_is_verified_too() {
        var device = legacyActive();
        var request = new PlainRequest("GET", "https", "/orders", List.of(Map.entry("Host", "shop.example")), NOTHING);

        var reply = ask(request, device.fourHeaders().sign(request), "");

        assertThat(reply.json().get("verified").asBoolean()).as(reply.text()).isTrue();
    }

    @Test
    void questions_are_read_strictly() {
        var reply = client.post(
                "/v1/signatures/verify",
                "{\"method\": \"GET\", \"url\": \"/orders\", \"headers\": [[\"a\"]], \"body_base64\": \"*\"}",
                "Authorization",
                merchant);
        assertThat(reply.faults()).containsExactlyInAnyOrder("/headers/0 header", "/body_base64 base64", "/url url");
        assertThat(client.post("/v1/signatures/verify", "{}", "Authorization", owner)
                        .status())
                .isIn(400, 403);
        assertThat(client.post("/v1/signatures/verify", "{}").status()).isEqualTo(401);
    }
}
