package dev.handsel.devices.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.signing.PlainRequest;
import dev.handsel.testing.Client.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForwardAuthTest extends SigningScene {

    private static final String PATH = "/v1/signatures/forward-auth";

    private PlainRequest original(String method, String target) {
        return new PlainRequest(method, "https", target, List.of(Map.entry("Host", host())), NOTHING);
    }

    private String host() {
        return java.net.URI.create(server).getAuthority();
    }

    private Reply ask(String path, Map<String, String> signature, String... said) {
        var headers = new ArrayList<String>();
        signature.forEach((name, value) -> headers.addAll(List.of(name, value)));
        headers.addAll(List.of(said));
        return client.get(path, headers.toArray(String[]::new));
    }

    private static void no(Reply reply, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.header("X-Handsel-Refusal")).isEqualTo(code);
        assertThat(reply.header("X-Handsel-Device")).isEmpty();
    }

    @Test
    void a_proxy_learns_whose_request_it_holds_once() {
        var device = active();
        var signature = device.signer().sign(original("DELETE", "/orders/1?a=b"));
        var said = new String[] {"X-Original-Method", "DELETE", "X-Original-URI", "/orders/1?a=b"};

        var reply = ask(PATH, signature, said);

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.header("X-Handsel-Device")).isEqualTo(device.id());
        assertThat(reply.header("X-Handsel-Credential")).isEqualTo(device.keyId());
        assertThat(reply.header("X-Handsel-Owner")).startsWith("acc_");
        no(ask(PATH, signature, said), "replayed");
    }

    @Test
    void proxies_that_speak_of_forwarding_are_understood() {
        var device = active();
        var request = new PlainRequest("GET", "https", "/orders", List.of(Map.entry("Host", "shop.example")), NOTHING);

        var reply = ask(
                PATH,
                device.signer().sign(request),
                "X-Forwarded-Method",
                "GET",
                "X-Forwarded-Uri",
                "/orders",
                "X-Forwarded-Host",
                "shop.example",
                "X-Forwarded-Proto",
                "https");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    @Test
    void proxies_that_ask_with_the_original_path_are_understood() {
        var device = active();

        var reply = ask(PATH + "/orders?a=1", device.signer().sign(original("GET", "/orders?a=1")));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.header("X-Handsel-Device")).isEqualTo(device.id());
    }

    private static PlainRequest shop(String target) {
        return new PlainRequest("GET", "https", target, List.of(Map.entry("Host", "shop.example")), NOTHING);
    }

    /** As ingress-nginx asks: with a Host of its own. */
    private Reply askByUrl(String url, Map<String, String> signature, String... more) {
        var said = new ArrayList<>(
                List.of("X-Original-URL", url, "X-Original-Method", "GET", "X-Sent-From", "nginx-ingress-controller"));
        said.addAll(List.of(more));
        return ask(PATH, signature, said.toArray(String[]::new));
    }

    @Test
    void proxies_that_tell_the_whole_url_are_understood() {
        var device = active();

        for (var url : List.of("https://shop.example/orders?x=1", "HTTPS://Shop.Example:443/orders?x=1")) {
            var reply = askByUrl(url, device.signer().sign(shop("/orders?x=1")), "X-Forwarded-Proto", "http");
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(reply.header("X-Handsel-Device")).isEqualTo(device.id());
        }
        var signature = device.signer().sign(shop("/orders"));
        no(askByUrl("https://shop.example/admin", signature), "invalid_signature");
        no(askByUrl("https://evil.example/orders", signature), "invalid_signature");
        for (var second : List.of("X-Original-URI", "X-Forwarded-Uri")) {
            no(askByUrl("https://shop.example/orders", signature, second, "/orders"), "original_ambiguous");
        }
        no(ask(PATH, signature, "X-Original-URL", "https://shop.example/orders"), "original_missing");
    }

    @Test
    void what_is_no_url_of_one_host_and_one_target_is_refused_as_that() {
        var device = active();
        for (var url : List.of(
                "/orders",
                "shop.example/orders",
                "ftp://shop.example/orders",
                "https:///orders",
                "https://shop.example",
                "https://shop.example?/orders",
                "https://shop.example#/orders",
                "https://user@shop.example/orders")) {
            no(askByUrl(url, device.signer().sign(shop("/?/orders"))), "original_malformed");
        }
        no(askByUrl("https://shop.example/a#b", device.signer().sign(shop("/a#b"))), "path_not_canonical");
        no(askByUrl("https://shop.example\\x/a", device.signer().sign(shop("/a"))), "header_malformed");
    }

    @Test
    void a_whole_url_in_the_place_of_the_target_counts_where_the_host_agrees() {
        var device = active();
        var signature = device.signer().sign(original("GET", "/orders"));

        no(
                ask(PATH, signature, "X-Original-Method", "GET", "X-Original-URI", "https://shop.example/orders"),
                "original_ambiguous");
        var reply = ask(PATH, signature, "X-Original-Method", "GET", "X-Original-URI", "https://" + host() + "/orders");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    @Test
    void paths_that_services_read_differently_are_refused_and_others_are_not() {
        var device = active();
        for (var path : READ_IN_TWO_WAYS) {
            var signature = device.signer().sign(original("GET", path));
            no(ask(PATH, signature, "X-Original-Method", "GET", "X-Original-URI", path), "path_not_canonical");
            no(askByUrl("https://" + host() + path, signature), "path_not_canonical");
        }
        for (var path : READ_IN_ONE_WAY) {
            var reply = ask(
                    PATH,
                    device.signer().sign(original("GET", path)),
                    "X-Original-Method",
                    "GET",
                    "X-Original-URI",
                    path);
            assertThat(reply.status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void a_character_that_must_be_encoded_is_named() {
        var device = active();
        for (var target : List.of("/a?b=|", "/a?{b}", "/a?ids[]=1", "/a?b^", "/a?b`", "/a?b\\c", "/a|b")) {
            var signature = device.signer().sign(original("GET", target));
            var reply = ask(PATH, signature, "X-Original-Method", "GET", "X-Original-URI", target);
            no(reply, "character_not_encoded");
            assertThat(reply.json().get("detail").asString()).contains(" as it is; it is written %");
            no(askByUrl("https://" + host() + target, signature), "character_not_encoded");
        }
    }

    @Test
    void a_signature_counts_for_the_request_that_it_was_made_for() {
        var signature = active().signer().sign(original("GET", "/orders"));

        no(ask(PATH, signature, "X-Original-Method", "GET", "X-Original-URI", "/admin"), "invalid_signature");
        no(ask(PATH, signature, "X-Original-Method", "POST", "X-Original-URI", "/orders"), "invalid_signature");
        no(
                ask(
                        PATH,
                        signature,
                        "X-Original-Method",
                        "GET",
                        "X-Original-URI",
                        "/orders",
                        "X-Forwarded-Method",
                        "GET",
                        "X-Forwarded-Uri",
                        "/admin"),
                "original_ambiguous");
        no(
                ask(PATH + "/admin", signature, "X-Original-Method", "GET", "X-Original-URI", "/orders"),
                "original_ambiguous");
        no(ask(PATH, signature), "original_missing");
        no(ask(PATH, signature, "X-Original-URI", "/orders"), "original_missing");
    }

    @Test
    void with_a_body_its_digest_must_be_signed() {
        var device = active();
        var bare = device.signer().sign(original("POST", "/orders"));
        var said =
                new String[] {"X-Original-Method", "POST", "X-Original-URI", "/orders", "X-Original-Content-Length", "2"
                };
        no(ask(PATH, bare, said), "coverage_incomplete");

        var request = new PlainRequest(
                "POST",
                "https",
                "/orders",
                List.of(Map.entry("Host", host()), Map.entry("Content-Type", "application/json")),
                new byte[] {'{', '}'});
        assertThat(ask(PATH, device.signer().sign(request), said).status()).isEqualTo(200);
    }

    @Test
    void whatever_is_wrong_is_401_because_proxies_know_nothing_else() {
        var signature = new HashMap<>(active().signer().sign(original("GET", "/orders")));
        signature.put("Signature", "nonsense");

        no(ask(PATH, signature, "X-Original-Method", "GET", "X-Original-URI", "/orders"), "header_malformed");
        no(ask(PATH, Map.of(), "X-Original-Method", "GET", "X-Original-URI", "/orders"), "no_applicable_signature");
    }
}
