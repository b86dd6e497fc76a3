package dev.handsel.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.FourHeaderBase;
import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.Vectors;
import dev.handsel.signing.client.FourHeaderSigner;
import dev.handsel.signing.keys.HmacKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The compatible scheme: its published texts and MACs, and what is refused of it. */
class FourHeadersTest {

    private static final JsonNode FILE = Vectors.FOUR_HEADERS;
    private static final DeviceSecret SECRET =
            DeviceSecret.parse("dvs1_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh845SXoZ");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final HmacKey KEY = HmacKey.of(SECRET.body().getBytes(StandardCharsets.US_ASCII));

    static Stream<Named<JsonNode>> vectors() {
        return StreamSupport.stream(FILE.path("vectors").spliterator(), false)
                .map(vector -> Named.of(vector.path("name").asString(), vector));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void text_and_mac_are_those_of_the_file(JsonNode vector) {
        var request = new PlainRequest(
                vector.path("method").asString(),
                "https",
                vector.path("path").asString(),
                List.of(),
                vector.path("body").asString().getBytes(StandardCharsets.UTF_8));

        var base = FourHeaderBase.of(
                request,
                vector.path("device_id").asString(),
                vector.path("nonce").asString(),
                vector.path("timestamp").asString());

        assertThat(new String(base, StandardCharsets.UTF_8))
                .isEqualTo(vector.path("canonical").asString());
        assertThat(Base64.getEncoder().encodeToString(KEY.sign(base)))
                .isEqualTo(vector.path("signature").asString());
    }

    @Test
    void the_file_has_not_lost_its_vectors() {
        assertThat(vectors()).hasSize(5);
    }

    @Test
    void what_the_signer_signs_is_accepted() {
        var request = new PlainRequest(
                "POST", "https", "/v1/x", List.of(), "{\"a\":\"b|c\"}".getBytes(StandardCharsets.UTF_8));
        var headers = new FourHeaderSigner("dev_1", SECRET, InstantSource.fixed(NOW)).sign(request);
        var signed = new PlainRequest("POST", "https", "/v1/x", List.copyOf(headers.entrySet()), request.body());

        assertThat(verifier().verify(signed).holder()).isEqualTo("dev_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T10:00:00Z",
                "2026-03-01T10:00:00.250Z",
                "2026-03-01T12:00:00+02:00",
                "2026-03-01T12:00:00+0200",
                "2026-03-01T12:00:00+02",
                "2026-03-01T10:00:00+00:00",
                "2026-03-01T04:30:00-05:30",
                "2026-03-01T10:05:00Z",
                "2026-03-01T09:55:00Z",
            })
    void any_offset_is_understood_and_five_minutes_are_let_pass_on_both_sides(String timestamp) {
        assertThat(verifier()
                        .verify(signed("GET", "/v1/x", "", "nonce-01", timestamp))
                        .holder())
                .isEqualTo("dev_1");
    }

    @ParameterizedTest
    @CsvSource({
        "timestamp_out_of_window, GET, /v1/x, '', nonce-01, 2026-03-01T10:05:01Z",
        "timestamp_out_of_window, GET, /v1/x, '', nonce-01, 2026-03-01T09:54:59Z",
        "timestamp_out_of_window, GET, /v1/x, '', nonce-01, 2026-03-01T10:00:00+02:00",
        "header_malformed, GET, /v1/x, '', nonce-01, 2026-03-01T10:00:00",
        "header_malformed, GET, /v1/x, '', nonce-01, yesterday",
        "nonce_format, GET, /v1/x, '', nonce-1, 2026-03-01T10:00:00Z",
        "nonce_format, GET, /v1/x, '', nonce|01, 2026-03-01T10:00:00Z",
        "coverage_incomplete, GET, /v1/x?a=1, '', nonce-01, 2026-03-01T10:00:00Z",
        "coverage_incomplete, DELETE, /v1/x, body, nonce-01, 2026-03-01T10:00:00Z",
        "coverage_unsupported, G|T, /v1/x, '', nonce-01, 2026-03-01T10:00:00Z",
        "path_not_canonical, GET, /v1|x, '', nonce-01, 2026-03-01T10:00:00Z",
        "path_not_canonical, GET, /v1//x, '', nonce-01, 2026-03-01T10:00:00Z",
    })
    void what_could_be_read_in_two_ways_is_refused(
            String code, String method, String target, String body, String nonce, String timestamp) {
        assertThat(refusal(signed(method, target, body, nonce, timestamp))).isEqualTo(code);
    }

    @Test
    void a_nonce_has_at_most_64_characters() {
        assertThat(refusal(signed("GET", "/v1/x", "", "n".repeat(65), "2026-03-01T10:00:00Z")))
                .isEqualTo("nonce_format");
        assertThat(verifier()
                        .verify(signed("GET", "/v1/x", "", "n".repeat(64), "2026-03-01T10:00:00Z"))
                        .holder())
                .isEqualTo("dev_1");
    }

    @Test
    void a_body_that_is_not_utf8_is_refused() {
        var body = new byte[] {(byte) 0xc3, 0x28};
        var base = FourHeaderBase.of(
                new PlainRequest("POST", "https", "/v1/x", List.of(), body), "dev_1", "nonce-01", NOW.toString());
        var request = new PlainRequest("POST", "https", "/v1/x", headers("nonce-01", NOW.toString(), base), body);

        assertThat(refusal(request)).isEqualTo("coverage_unsupported");
    }

    @Test
    void a_missing_header_and_one_that_is_sent_twice_are_refused() {
        var base = new byte[0];
        var missing = headers("nonce-01", NOW.toString(), base);
        missing.removeIf(header -> header.getKey().equals("X-Nonce"));
        var twice = headers("nonce-01", NOW.toString(), base);
        twice.add(Map.entry("x-nonce", "nonce-02"));
        var broken = headers("nonce-01", NOW.toString(), base);
        broken.removeIf(header -> header.getKey().equals("X-Signature"));
        broken.add(Map.entry("X-Signature", "not base64"));

        assertThat(refusal(get(missing))).isEqualTo("params_incomplete");
        assertThat(refusal(get(twice))).isEqualTo("header_malformed");
        assertThat(refusal(get(broken))).isEqualTo("header_malformed");
    }

    @Test
    void a_wrong_signature_and_an_unknown_device_look_the_same() {
        var wrong = get(headers("nonce-01", NOW.toString(), new byte[] {1}));
        var unknown = headers("nonce-01", NOW.toString(), new byte[] {1});
        unknown.set(0, Map.entry("X-Device-Id", "dev_2"));

        assertThat(refusal(wrong)).isEqualTo("invalid_signature");
        assertThat(refusal(get(unknown))).isEqualTo("invalid_signature");
    }

    @Test
    void where_the_scheme_is_off_it_is_no_signature_that_counts() {
        var request = signed("GET", "/v1/x", "", "nonce-01", NOW.toString());
        var verifier = new Verifier<>(Policy.deviceV1(), new Keys(), FRESH, InstantSource.fixed(NOW));

        var rejected = catchThrowableOfType(RejectedException.class, () -> verifier.verify(request));

        assertThat(rejected.refusal().code()).isEqualTo("no_applicable_signature");
        assertThat(rejected.refusal().status()).isEqualTo(400);
    }

    @Test
    void either_of_two_keys_of_a_device_counts() {
        var other = new Verifier<>(
                Policy.deviceV1().withFourHeaders(true),
                new Keys(List.of(HmacKey.of(new byte[] {9}), KEY)),
                FRESH,
                InstantSource.fixed(NOW));

        assertThat(other.verify(signed("GET", "/v1/x", "", "nonce-01", NOW.toString()))
                        .holder())
                .isEqualTo("dev_1");
    }

    private static final Claims<String> FRESH = (holder, signedAt, nonce) -> Claims.Outcome.FRESH;

    private record Keys(List<HmacKey> keys) implements KeyDirectory<String> {

        Keys() {
            this(List.of(KEY));
        }

        @Override
        public Optional<Known<String>> byKeyId(String keyId) {
            return Optional.empty();
        }

        @Override
        public List<Known<String>> byDevice(String deviceId) {
            return deviceId.equals("dev_1")
                    ? keys.stream().map(key -> new Known<>(key, deviceId)).toList()
                    : List.of();
        }
    }

    private static Verifier<String> verifier() {
        return new Verifier<>(Policy.deviceV1().withFourHeaders(true), new Keys(), FRESH, InstantSource.fixed(NOW));
    }

    private static String refusal(PlainRequest request) {
        return catchThrowableOfType(RejectedException.class, () -> verifier().verify(request))
                .refusal()
                .code();
    }

    private static PlainRequest signed(String method, String target, String body, String nonce, String timestamp) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var base = FourHeaderBase.of(
                new PlainRequest(method, "https", target, List.of(), bytes), "dev_1", nonce, timestamp);
        return new PlainRequest(method, "https", target, headers(nonce, timestamp, base), bytes);
    }

    private static List<Map.Entry<String, String>> headers(String nonce, String timestamp, byte[] base) {
        return new ArrayList<>(List.of(
                Map.entry("X-Device-Id", "dev_1"),
                Map.entry("X-Nonce", nonce),
                Map.entry("X-Timestamp", timestamp),
                Map.entry("X-Signature", Base64.getEncoder().encodeToString(KEY.sign(base)))));
    }

    private static PlainRequest get(List<Map.Entry<String, String>> headers) {
        return new PlainRequest("GET", "https", "/v1/x", headers, new byte[0]);
    }
}
