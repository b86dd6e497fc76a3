package dev.handsel.signing.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.SignatureBase;
import dev.handsel.signing.client.DeviceSigner;
import dev.handsel.signing.fields.BareItem;
import dev.handsel.signing.fields.Dictionary;
import dev.handsel.signing.fields.InnerList;
import dev.handsel.signing.fields.Item;
import dev.handsel.signing.keys.Algorithm;
import dev.handsel.signing.keys.Ed25519PrivateKey;
import dev.handsel.signing.keys.Ed25519PublicKey;
import dev.handsel.signing.keys.HmacKey;
import dev.handsel.signing.keys.VerificationKey;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the profile refuses beyond the published vectors. */
class PolicyTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_763_800_000);
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final HmacKey KEY =
            HmacKey.of("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    private static final String FOUR = "\"@method\" \"@authority\" \"@path\" \"@query\"";
    private static final String PARAMS = "created=1763800000;nonce=\"AAAAAAAAAAAAAAAA\";keyid=\"k\";tag=\"device-v1\"";

    private record Keys(VerificationKey key) implements KeyDirectory<String> {

        @Override
        public Optional<Known<String>> byKeyId(String keyId) {
            return Optional.of(new Known<>(key, keyId));
        }

        @Override
        public List<Known<String>> byDevice(String deviceId) {
            return List.of();
        }
    }

    private static Verifier<String> verifier(Policy policy) {
        return new Verifier<>(policy, new Keys(KEY), (holder, at, nonce) -> Claims.Outcome.FRESH, CLOCK);
    }

    private static String outcome(PlainRequest request) {
        return outcome(request, Policy.deviceV1());
    }

    private static String outcome(PlainRequest request, Policy policy) {
        var rejected = catchThrowableOfType(
                RejectedException.class, () -> verifier(policy).verify(request));
        return rejected == null ? "accepted" : rejected.refusal().code();
    }

    /** A request signed over exactly this text of components and parameters. */
    private static PlainRequest signed(
            String target, String components, String params, Map.Entry<String, String> more) {
        var headers = new ArrayList<>(List.of(Map.entry("Host", "api.example.test"), more));
        var input = "sig=(" + components + ");" + params;
        var covered = (InnerList) Objects.requireNonNull(Dictionary.parse(input).get("sig"));
        var bare = new PlainRequest("GET", "https", target, headers, new byte[0]);
        var base = SignatureBase.of(covered, bare).getBytes(StandardCharsets.US_ASCII);
        var signature = Item.of(new BareItem.Bytes(KEY.sign(base)));
        headers.add(Map.entry("Signature-Input", input));
        headers.add(Map.entry("Signature", "sig=" + signature.text()));
        return new PlainRequest("GET", "https", target, headers, new byte[0]);
    }

    private static PlainRequest signed(String target) {
        return signed(target, FOUR, PARAMS, Map.entry("Accept", "*/*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a",
                "/",
                "/a?",
                "/a?b=../c//d",
                "/a%2fb",
                "/a/...",
                "/.a/b.",
                "/a%2eb",
                "/%zz",
                "/a?x=%00",
                "/a;b=.."
            })
    void paths_that_can_be_read_in_one_way_only_are_accepted(String target) {
        assertThat(outcome(signed(target))).isEqualTo("accepted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a//b",
                "//a",
                "/a/",
                "/../a",
                "/a/..",
                "/a/./b",
                "/a/%2e%2e/b",
                "/a/.%2E",
                "/a/..;/b",
                "/a/..;x=1/b",
                "/a/.;x",
                "/a/%2e%2e%3bx/b",
                "/a\\b",
                "/a b",
                "/a\u00e9",
                "/a\u007f",
                "/a%0ab",
                "/a%00",
                "/a#b",
                "/a?b c",
                "/a?b\n\"@x\": y",
                "a",
                "",
                "*",
            })
    void other_paths_are_refused(String target) {
        assertThat(outcome(signed(target))).isEqualTo(target.equals("/a/") ? "accepted" : "path_not_canonical");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "'\"@method\" \"@path\" \"@query\"' # coverage_incomplete",
                "'\"@method\" \"@authority\" \"@path\" \"@query\" \"@target-uri\"' # coverage_unsupported",
                "'\"@method\" \"@authority\" \"@path\" \"@query\" \"accept\"' # accepted",
                "'\"@query\" \"@path\" \"@authority\" \"@method\"' # accepted",
            })
    void what_must_be_covered_and_what_may_be(String components, String outcome) {
        assertThat(outcome(signed("/a", components, PARAMS, Map.entry("Accept", "*/*"))))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "'created=1763800000;nonce=\"AAAAAAAAAAAAAAAA\";keyid=\"k\";tag=\"device-v1\";app=\"x\"' # accepted",
                "'tag=\"device-v1\";keyid=\"k\";nonce=\"AAAAAAAAAAAAAAAA\";created=1763800000' # accepted",
                "'nonce=\"AAAAAAAAAAAAAAAA\";keyid=\"k\";tag=\"device-v1\"' # params_incomplete",
                "'created=1763800000;nonce=\"AAAAAAAAAAAAAAAA\";tag=\"device-v1\"' # params_incomplete",
                "'created=1763800000;nonce=\"AAAAAAAAAAAAAAA\";keyid=\"k\";tag=\"device-v1\"' # nonce_format",
                "'created=1763800000;nonce=\"AAAAAAAAAAAAAAA+\";keyid=\"k\";tag=\"device-v1\"' # nonce_format",
                "'created=1763800000;nonce=AAAAAAAAAAAAAAAA;keyid=\"k\";tag=\"device-v1\"' # header_malformed",
                "'created=\"1763800000\";nonce=\"AAAAAAAAAAAAAAAA\";keyid=\"k\";tag=\"device-v1\"' # header_malformed",
                "'created=1763800000;nonce=\"AAAAAAAAAAAAAAAA\";keyid=\"k\";tag=device-v1' # header_malformed",
                "'created=1763800000;nonce=\"AAAAAAAAAAAAAAAA\";keyid=\"k\";tag=\"device-v2\"' # no_applicable_signature",
                "'created=1763799699;nonce=\"AAAAAAAAAAAAAAAA\";keyid=\"k\";tag=\"device-v1\"' # timestamp_out_of_window",
                "'created=1763799990;expires=1763799999;nonce=\"AAAAAAAAAAAAAAAA\";keyid=\"k\";tag=\"device-v1\"' # timestamp_out_of_window",
                "'created=1763800000;nonce=\"AAAAAAAAAAAAAAAA\";keyid=\"k\";tag=\"device-v1\";alg=\"rsa-pss-sha512\"' # algorithm_not_allowed",
            })
    void parameters(String params, String outcome) {
        assertThat(outcome(signed("/a", FOUR, params, Map.entry("Accept", "*/*"))))
                .isEqualTo(outcome);
    }

    @Test
    void a_bearer_token_or_the_other_scheme_beside_a_signature_is_ambiguous() {
        assertThat(outcome(signed("/a", FOUR, PARAMS, Map.entry("Authorization", "bearer x"))))
                .isEqualTo("ambiguous_signature");
        assertThat(outcome(signed("/a", FOUR, PARAMS, Map.entry("X-Signature", "x"))))
                .isEqualTo("ambiguous_signature");
        assertThat(outcome(signed("/a", FOUR, PARAMS, Map.entry("Authorization", "Basic x"))))
                .isEqualTo("accepted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "tag=other # a token",
                "tag=device-v1 # our own tag, but as a token",
                "tag=\"web-bot-auth\";created=@1763800000 # a date",
                "tag=%\"f%c3%bcr andere\" # a display string",
                "tag=7;nonce=7;keyid=?1;alg=x;created=\"soon\" # whatever else its parameters are",
                "expires=1 # no tag, and over",
            })
    void what_others_have_signed_beside_us_is_left_alone(String params, String what) {
        var ours = signed("/a");
        var input = "cdn=(\"@method\" \"@query-param\";name=\"x\" \"date\" \"date\");" + params;
        for (var inputs : List.of(
                input + ", " + ours.header("signature-input").get(0),
                ours.header("signature-input").get(0) + ", " + input)) {
            assertThat(outcome(withHeaders(
                            inputs, "cdn=:AAAA:, " + ours.header("signature").get(0))))
                    .as(what)
                    .isEqualTo("accepted");
        }
    }

    @Test
    void what_others_have_signed_alone_is_no_signature_of_ours_whatever_stands_beside_it() {
        for (var beside : List.of(Map.entry("Authorization", "Bearer x"), Map.entry("Accept", "*/*"))) {
            var headers = List.of(
                    Map.entry("Host", "api.example.test"),
                    Map.entry("Signature-Input", "cdn=(\"@method\");tag=other"),
                    Map.entry("Signature", "cdn=:AAAA:"),
                    beside);
            assertThat(outcome(new PlainRequest("GET", "https", "/a", headers, new byte[0])))
                    .isEqualTo("no_applicable_signature");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "Signature # keyId=\"k\",algorithm=\"hmac-sha256\",headers=\"date\",signature=\"AA==\" # header_malformed # older draft",
                "Signature # algorithm=\"hs2019\", keyId=\"k\", signature=\"AA==\" # header_malformed # older draft",
                "Signature # sig=:AAAA: # header_malformed # signature-input",
                "Signature-Input # sig1=(*request-target, *created, host);keyid=\"k\" # header_malformed # early draft",
                "Authorization # Signature keyId=\"k\",signature=\"AA==\" # no_applicable_signature # older draft",
                "Authorization # HMAC k:AA== # no_applicable_signature # HMAC",
                "Authorization # HMAC-SHA256 Credential=k&Signature=AA # no_applicable_signature # HMAC",
                "Authorization # hmac username=\"k\", signature=\"AA==\" # no_applicable_signature # HMAC",
                "Authorization # AWS4-HMAC-SHA256 Credential=k/20260101/x/y/aws4_request # no_applicable_signature # Amazon",
                "Authorization # AWS k:AA== # no_applicable_signature # Amazon",
                "Authorization # Basic eDp5 # no_applicable_signature # not signed",
            })
    void older_ways_of_signing_are_called_by_their_names(String header, String value, String code, String named) {
        var request = new PlainRequest(
                "GET",
                "https",
                "/a",
                List.of(Map.entry("Host", "api.example.test"), Map.entry(header, value)),
                new byte[0]);

        var rejected = catchThrowableOfType(
                RejectedException.class, () -> verifier(Policy.deviceV1()).verify(request));

        assertThat(rejected.refusal().code()).isEqualTo(code);
        assertThat(rejected).hasMessageContaining(named);
    }

    @Test
    void the_older_digest_of_a_body_is_named() {
        var body = new byte[] {'{', '}'};
        var bare = signed("/a", FOUR, PARAMS, Map.entry("Digest", "SHA-256=AAAA"));
        var headers = List.of(
                Map.entry("Host", "api.example.test"),
                Map.entry("Digest", "SHA-256=AAAA"),
                Map.entry("Signature-Input", bare.header("signature-input").get(0)),
                Map.entry("Signature", bare.header("signature").get(0)));

        var rejected = catchThrowableOfType(
                RejectedException.class,
                () -> verifier(Policy.deviceV1()).verify(new PlainRequest("POST", "https", "/a", headers, body)));

        assertThat(rejected.refusal().code()).isEqualTo("coverage_incomplete");
        assertThat(rejected).hasMessageContaining("older form of content-digest");
    }

    @Test
    void two_signatures_of_the_profile_are_refused_and_so_are_unpaired_labels() {
        var request = signed("/a");
        var input = request.header("signature-input").get(0);
        var signature = request.header("signature").get(0);

        assertThat(outcome(withHeaders(
                        input + ", two" + input.substring(3), signature + ", two" + signature.substring(3))))
                .isEqualTo("header_malformed");
        assertThat(outcome(withHeaders(input, signature + ", two" + signature.substring(3))))
                .isEqualTo("header_malformed");
        assertThat(outcome(withHeaders(input, "other" + signature.substring(3))))
                .isEqualTo("header_malformed");
        assertThat(outcome(withHeaders(input, "sig=\"text\""))).isEqualTo("header_malformed");
        assertThat(outcome(withHeaders("sig=1", signature))).isEqualTo("header_malformed");
        assertThat(outcome(withHeaders("", ""))).isEqualTo("header_malformed");
    }

    private static PlainRequest withHeaders(String input, String signature) {
        return new PlainRequest(
                "GET",
                "https",
                "/a",
                List.of(
                        Map.entry("Host", "api.example.test"),
                        Map.entry("Signature-Input", input),
                        Map.entry("Signature", signature)),
                new byte[0]);
    }

    @Test
    void a_request_without_a_signature_is_nobodys() {
        var rejected = catchThrowableOfType(
                RejectedException.class,
                () -> verifier(Policy.deviceV1())
                        .verify(new PlainRequest("GET", "https", "/a", List.of(), new byte[0])));

        assertThat(rejected.refusal()).isEqualTo(dev.handsel.signing.Refusal.NO_SIGNATURE);
        assertThat(rejected.refusal().status()).isEqualTo(401);
        assertThat(rejected.refusal().code()).isEqualTo("no_applicable_signature");
    }

    @Test
    void sizes_are_limited_before_anything_is_read() {
        assertThat(outcome(withHeaders("sig=(" + " ".repeat(8 << 10) + ")", "sig=:AA==:")))
                .isEqualTo("header_too_large");
        assertThat(outcome(new PlainRequest("POST", "https", "/a", List.of(), new byte[(256 << 10) + 1])))
                .isEqualTo("body_too_large");
    }

    @Test
    void a_host_that_is_missing_sent_twice_or_none_is_refused() {
        var request = signed("/a");
        for (var hosts : List.of(List.<String>of(), List.of("a", "b"), List.of("a/b"), List.of(""))) {
            var headers = new ArrayList<Map.Entry<String, String>>();
            hosts.forEach(host -> headers.add(Map.entry("Host", host)));
            headers.add(Map.entry(
                    "Signature-Input", request.header("signature-input").get(0)));
            headers.add(Map.entry("Signature", request.header("signature").get(0)));
            assertThat(outcome(new PlainRequest("GET", "https", "/a", headers, new byte[0])))
                    .isEqualTo("header_malformed");
        }
    }

    @Test
    void behind_a_proxy_that_rewrites_host_and_path_the_public_names_count() {
        var signer = new DeviceSigner("k", KEY, CLOCK);
        var asSent = new PlainRequest(
                "GET", "https", "/api/v1/x?a=1", List.of(Map.entry("Host", "public.example")), new byte[0]);
        var headers = new ArrayList<>(signer.sign(asSent).entrySet());
        headers.add(Map.entry("Host", "10.0.0.7:8080"));
        var asReceived = new PlainRequest("GET", "http", "/v1/x?a=1", List.copyOf(headers), new byte[0]);
        var policy = Policy.deviceV1()
                .withOrigins(List.of(Policy.Origin.parse("other.example"), Policy.Origin.parse("public.example/api")));

        assertThat(outcome(asReceived)).isEqualTo("invalid_signature");
        assertThat(outcome(asReceived, policy)).isEqualTo("accepted");
        assertThat(outcome(signed("/a"), policy)).isEqualTo("invalid_signature");
    }

    @Test
    void names_of_a_service_are_read_strictly() {
        assertThat(Policy.Origin.parse("API.example:443/x").authority()).isEqualTo("api.example");
        assertThatThrownBy(() -> Policy.Origin.parse("api.example/x/")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Policy.Origin.parse("a b")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void ed25519_counts_where_it_is_allowed() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var signer = new DeviceSigner("k", new Ed25519PrivateKey(pair.getPrivate()), CLOCK);
        var bare = new PlainRequest("GET", "https", "/a", List.of(Map.entry("Host", "api.example.test")), new byte[0]);
        var headers = new ArrayList<>(signer.sign(bare).entrySet());
        headers.add(Map.entry("Host", "api.example.test"));
        var request = new PlainRequest("GET", "https", "/a", List.copyOf(headers), new byte[0]);
        var both = Policy.deviceV1().withAlgorithms(Set.of(Algorithm.HMAC_SHA256, Algorithm.ED25519));
        var keys = new Keys(new Ed25519PublicKey(pair.getPublic()));

        assertThat(new Verifier<>(both, keys, (holder, at, nonce) -> Claims.Outcome.FRESH, CLOCK)
                        .verify(request)
                        .holder())
                .isEqualTo("k");
        assertThat(outcome(request)).isEqualTo("algorithm_not_allowed");
        // The key is one of HMAC, whatever the request says.
        assertThat(outcome(request, both)).isEqualTo("invalid_signature");
    }

    @ParameterizedTest
    @CsvSource({
        "REPLAYED, replayed",
        "CREDENTIAL_REVOKED, credential_revoked",
        "DEVICE_REVOKED, device_revoked",
        "DEVICE_PENDING, device_pending",
        "TOO_MANY, too_many_nonces"
    })
    void the_last_step_says_what_became_of_the_nonce(Claims.Outcome claimed, String code) {
        var verifier = new Verifier<>(Policy.deviceV1(), new Keys(KEY), (holder, at, nonce) -> claimed, CLOCK);

        var rejected = catchThrowableOfType(RejectedException.class, () -> verifier.verify(signed("/a")));

        assertThat(rejected.refusal().code()).isEqualTo(code);
    }
}
