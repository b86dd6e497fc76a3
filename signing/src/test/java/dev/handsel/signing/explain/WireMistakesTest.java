package dev.handsel.signing.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.client.DeviceSigner;
import dev.handsel.signing.client.FourHeaderSigner;
import dev.handsel.signing.explain.Mistake.Code;
import dev.handsel.signing.keys.HmacKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens between signing and arriving: to bytes, by libraries and by proxies. The signature is always a right one. */
class WireMistakesTest {

    private static final String HOST = "api.example.test";
    private static final String JSON = "{\"nazwa\": \"z\u00f3\u0142w\", \"b\": 1, \"a\": [1, 2]}";
    private static final String LATIN = "{\"name\": \"caf\u00e9\"}";
    private static final byte[] NOTHING = {};

    private static final InstantSource CLOCK = InstantSource.fixed(Client.NOW);
    private static final DeviceSigner SIGNER = new DeviceSigner("dk_1", HmacKey.of(Client.SECRET.key()), CLOCK);
    private static final FourHeaderSigner FOUR = new FourHeaderSigner("dev_1", Client.SECRET, CLOCK);

    private static PlainRequest request(
            String method, String host, String target, byte[] body, Map<String, String> more) {
        var headers = new ArrayList<>(more.entrySet());
        headers.add(Map.entry("Host", host));
        if (body.length > 0 && !more.containsKey("Content-Type")) {
            headers.add(Map.entry("Content-Type", "application/json"));
        }
        return new PlainRequest(method, "https", target, List.copyOf(headers), body);
    }

    private static PlainRequest get(String target) {
        return request("GET", HOST, target, NOTHING, Map.of());
    }

    private static PlainRequest at(String host) {
        return request("GET", host, "/v1/x", NOTHING, Map.of());
    }

    private static PlainRequest told(PlainRequest arrived, String header, String value) {
        var host = arrived.header("host").get(0);
        return request(arrived.method(), host, arrived.target(), arrived.body(), Map.of(header, value));
    }

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

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments(Code.BODY_NUL, utf8(JSON + "\0"), utf8(JSON)),
                arguments(Code.BODY_NUL, utf8(JSON), utf8(JSON + "\0")),
                arguments(Code.BODY_BOM, utf8("\uFEFF" + JSON), utf8(JSON)),
                arguments(Code.BODY_BOM, utf8(JSON), utf8("\uFEFF" + JSON)),
                arguments(Code.BODY_CODE_PAGE, in("ISO-8859-1", LATIN), utf8(LATIN)),
                arguments(Code.BODY_CODE_PAGE, utf8(LATIN), in("windows-1252", LATIN)),
                arguments(Code.BODY_CODE_PAGE, in("windows-1250", JSON), utf8(JSON)),
                arguments(Code.BODY_CODE_PAGE, in("UTF-16LE", LATIN), utf8(LATIN)),
                arguments(Code.BODY_CODE_PAGE, in("UTF-16", LATIN), utf8(LATIN)),
                arguments(Code.BODY_CODE_PAGE, in("US-ASCII", JSON), utf8(JSON)),
                arguments(Code.BODY_CODE_PAGE, utf8(new String(utf8(LATIN), StandardCharsets.ISO_8859_1)), utf8(LATIN)),
                arguments(Code.BODY_CODE_PAGE, utf8("{\"name\": \"cafe\u0301\"}"), utf8(LATIN)),
                arguments(Code.BODY_COMPRESSED, utf8(JSON), gzip(utf8(JSON))),
                arguments(Code.BODY_COMPRESSED, utf8(JSON), deflate(utf8(JSON))),
                arguments(Code.BODY_RESERIALISED, utf8("{\"b\":1,\"a\":2}"), utf8("{\"b\": 1, \"a\": 2}")),
                arguments(Code.BODY_MEMBER_ORDER, utf8("{\"c\":3,\"a\":1,\"b\":2}"), utf8("{\"a\":1,\"b\":2,\"c\":3}")),
                arguments(
                        Code.BODY_MEMBER_ORDER,
                        utf8("{\"c\": 3, \"a\": 1, \"b\": 2}"),
                        utf8("{\"a\":1,\"b\":2,\"c\":3}")),
                arguments(Code.BODY_NEWLINE, utf8(JSON + "\n"), utf8(JSON)),
                arguments(Code.BODY_NEWLINE, utf8("a\nb"), utf8("a\r\nb")));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void what_was_done_to_the_bytes_of_a_body_is_named(Code code, byte[] signed, byte[] sent) {
        var headers = SIGNER.sign(request("POST", HOST, "/v1/x", signed, Map.of()));
        var arrived = with(request("POST", HOST, "/v1/x", sent, Map.of()), headers);

        for (var secret : List.of(Optional.of(Client.SECRET), Optional.<DeviceSecret>empty())) {
            var explanation = Explainer.explain(arrived, Client.POLICY, Client.NOW, secret, Optional.empty());
            assertThat(explanation.result()).isEqualTo("digest_mismatch");
            assertThat(explanation.mistakes()).extracting(Mistake::code).containsExactly(code);
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void by_the_compatible_scheme_it_is_named_as_well(Code code, byte[] signed, byte[] sent) {
        var headers = FOUR.sign(request("POST", HOST, "/v1/x", signed, Map.of()));

        var explanation = explained(with(request("POST", HOST, "/v1/x", sent, Map.of()), headers), Optional.empty());

        assertThat(explanation.mistakes()).extracting(Mistake::code).containsExactly(code);
    }

    @Test
    void a_body_that_was_decompressed_on_the_way_is_named() {
        var headers = SIGNER.sign(request("POST", HOST, "/v1/x", gzip(utf8(JSON)), Map.of()));
        var arrived =
                with(told(request("POST", HOST, "/v1/x", utf8(JSON), Map.of()), "Content-Encoding", "gzip"), headers);

        assertThat(explained(arrived, Optional.empty()).mistakes())
                .extracting(Mistake::code)
                .containsExactly(Code.BODY_COMPRESSED);
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

    @Test
    void of_a_body_that_unpacks_to_much_only_the_beginning_is_unpacked() {
        var headers = SIGNER.sign(request("POST", HOST, "/v1/x", utf8(JSON), Map.of()));
        var packed = gzip(new byte[8 << 20]);

        var explanation = explained(with(request("POST", HOST, "/v1/x", packed, Map.of()), headers), Optional.empty());

        assertThat(explanation.result()).isEqualTo("digest_mismatch");
        assertThat(explanation.mistakes()).isEmpty();
    }

    private static Explanation explained(PlainRequest arrived, Optional<byte[]> base) {
        return Explainer.explain(arrived, Client.POLICY, Client.NOW, Optional.of(Client.SECRET), base);
    }

    private static PlainRequest with(PlainRequest request, Map<String, String> signature) {
        var headers = new ArrayList<>(signature.entrySet());
        for (var name : List.of(
                "host",
                "content-type",
                "content-encoding",
                "x-forwarded-prefix",
                "x-forwarded-host",
                "x-original-uri",
                "x-original-url",
                "forwarded")) {
            request.header(name).forEach(value -> headers.add(Map.entry(name, value)));
        }
        return new PlainRequest(request.method(), "https", request.target(), List.copyOf(headers), request.body());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] in(String page, String text) {
        return text.getBytes(Charset.forName(page));
    }

    private interface Compression {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] gzip(byte[] bytes) {
        return compressed(bytes, GZIPOutputStream::new);
    }

    private static byte[] deflate(byte[] bytes) {
        return compressed(bytes, DeflaterOutputStream::new);
    }

    private static byte[] compressed(byte[] bytes, Compression compression) {
        var compressed = new ByteArrayOutputStream();
        try (var out = compression.around(compressed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
