package dev.handsel.signing.explain;

import static dev.handsel.signing.explain.Wire.CLOCK;
import static dev.handsel.signing.explain.Wire.HOST;
import static dev.handsel.signing.explain.Wire.JSON;
import static dev.handsel.signing.explain.Wire.NOTHING;
import static dev.handsel.signing.explain.Wire.SIGNER;
import static dev.handsel.signing.explain.Wire.at;
import static dev.handsel.signing.explain.Wire.explained;
import static dev.handsel.signing.explain.Wire.get;
import static dev.handsel.signing.explain.Wire.request;
import static dev.handsel.signing.explain.Wire.told;
import static dev.handsel.signing.explain.Wire.utf8;
import static dev.handsel.signing.explain.Wire.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.client.DeviceSigner;
import dev.handsel.signing.client.FourHeaderSigner;
import dev.handsel.signing.explain.Mistake.Code;
import dev.handsel.signing.keys.HmacKey;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens between signing and arriving, by libraries and by proxies. The signature is always a right one. */
class WireMistakesTest {

    static Stream<Arguments> onTheWay() {
        return Stream.of(
                arguments(Code.METHOD_CHANGED, get("/v1/x"), request("HEAD", HOST, "/v1/x", NOTHING, Map.of())),
                arguments(Code.METHOD_CHANGED, request("POST", HOST, "/v1/x", NOTHING, Map.of()), get("/v1/x")),
                arguments(Code.PATH_PREFIX, get("/api/v1/x"), get("/v1/x")),
                arguments(Code.PATH_PREFIX, get("/v1/x"), get("/x")),
                arguments(Code.PATH_PREFIX, get("/x"), get("/v1/x")),
                arguments(Code.PATH_PREFIX, get("/far/off/x"), told(get("/x"), "X-Forwarded-Prefix", "/far/off/")),
                arguments(
                        Code.PATH_PREFIX,
                        get("/far/off/x?a=b"),
                        told(get("/x?a=b"), "X-Original-URI", "/far/off/x?a=b")),
                arguments(Code.SLASHES_MERGED, get("/a//b/c"), get("/a/b/c")),
                arguments(Code.SLASHES_MERGED, get("//a/b"), get("/a/b")),
                arguments(Code.PATH_RECODED, get("/a%28b%29"), get("/a(b)")),
                arguments(Code.PATH_RECODED, get("/%7Euser"), get("/~user")),
                arguments(Code.PATH_DECODED, get("/~user"), get("/%7euser")),
                arguments(Code.QUERY_REORDERED, get("/x?c=1&a=2&b=3"), get("/x?a=2&b=3&c=1")),
                arguments(Code.QUERY_RECODED, get("/x?ids%5B%5D=1"), get("/x?ids[]=1")),
                arguments(Code.QUERY_RECODED, get("/x?a='b'"), get("/x?a=%27b%27")),
                arguments(
                        Code.HOST_CHANGED,
                        at("public.example"),
                        told(at("10.0.0.7:8080"), "X-Forwarded-Host", "public.example")),
                arguments(
                        Code.HOST_CHANGED,
                        at("public.example"),
                        told(at("backend"), "Forwarded", "for=192.0.2.1;host=\"Public.example:443\";proto=https")),
                arguments(
                        Code.HOST_CHANGED,
                        at("public.example"),
                        told(at("backend"), "X-Original-URL", "https://public.example/v1/x")),
                arguments(Code.HOST_CHANGED, at("localhost:9090"), at("host.docker.internal:9090")),
                arguments(Code.HOST_CHANGED, at(HOST + ":8443"), at(HOST + ":9000")),
                arguments(Code.PORT_DROPPED, at(HOST + ":8443"), at(HOST)),
                arguments(
                        Code.CONTENT_TYPE,
                        request(
                                "POST",
                                HOST,
                                "/v1/x",
                                utf8(JSON),
                                Map.of("Content-Type", "application/json; charset=iso-8859-1")),
                        request("POST", HOST, "/v1/x", utf8(JSON), Map.of())));
    }

    @ParameterizedTest
    @MethodSource("onTheWay")
    void what_was_changed_on_the_way_is_named(Code code, PlainRequest signed, PlainRequest arrived) {
        var explanation = explained(with(arrived, SIGNER.sign(signed)), Optional.empty());

        assertThat(explanation.result()).isEqualTo("invalid_signature");
        assertThat(explanation.mistakes()).extracting(Mistake::code).containsExactly(code);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments(Code.METHOD_CHANGED, request("PURGE", HOST, "/v1/x", NOTHING, Map.of()), get("/v1/x")),
                arguments(Code.PATH_PREFIX, get("/quite/unusual/v1/x"), get("/v1/x")),
                arguments(Code.PATH_PREFIX, get("/x"), get("/a/b/c/d/e/x")),
                arguments(Code.SLASHES_MERGED, get("/a///b////c"), get("/a/b/c")),
                arguments(Code.PATH_RECODED, get("/%61b(%63)"), get("/a%62%28c)")),
                arguments(
                        Code.QUERY_REORDERED,
                        get("/x?h=8&g=7&f=6&e=5&d=4&c=3&b=2&a=1"),
                        get("/x?b=2&a=1&d=4&c=3&f=6&e=5&h=8&g=7")),
                arguments(Code.QUERY_RECODED, get("/x?%61=(b)+c"), get("/x?a=%28b)%20c")),
                arguments(Code.HOST_CHANGED, at("somewhere.example:7777"), at("10.1.2.3")));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void what_nobody_would_try_is_seen_in_the_text_that_was_signed(
            Code code, PlainRequest signed, PlainRequest arrived) {
        var headers = SIGNER.sign(signed);
        var base = explained(with(signed, headers), Optional.empty())
                .expectedBase()
                .orElseThrow();

        for (var secret : List.of(Optional.of(Client.SECRET), Optional.<DeviceSecret>empty())) {
            var explanation = Explainer.explain(
                    with(arrived, headers), Client.POLICY, Client.NOW, secret, Optional.of(utf8(base)));
            assertThat(explanation.mistakes()).extracting(Mistake::code).containsExactly(code);
        }
    }

    @Test
    void the_secret_of_another_device_of_the_same_owner_is_named_and_not_shown() {
        var other = DeviceSecret.random(new SecureRandom());
        var stranger = DeviceSecret.random(new SecureRandom());
        var request = get("/v1/x");
        for (var scheme : List.of(true, false)) {
            var headers = scheme
                    ? new DeviceSigner("dk_1", HmacKey.of(other.key()), CLOCK).sign(request)
                    : new FourHeaderSigner("dev_1", other, CLOCK).sign(request);
            var arrived = with(request, headers);

            var explanation = Explainer.explain(
                    arrived,
                    Client.POLICY,
                    Client.NOW,
                    Optional.of(Client.SECRET),
                    Map.of("the device desk", other),
                    Optional.empty());
            assertThat(explanation.result()).isEqualTo("invalid_signature");
            assertThat(explanation.mistakes()).singleElement().satisfies(mistake -> {
                assertThat(mistake.code()).isEqualTo(Code.OTHER_SECRET);
                assertThat(mistake.explanation()).contains("the device desk").doesNotContain(other.body());
            });
            assertThat(Explainer.explain(
                                    arrived,
                                    Client.POLICY,
                                    Client.NOW,
                                    Optional.of(Client.SECRET),
                                    Map.of("the device desk", stranger),
                                    Optional.empty())
                            .mistakes())
                    .isEmpty();
        }
    }
}
