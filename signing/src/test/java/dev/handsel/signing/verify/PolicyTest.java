package dev.handsel.signing.verify;

import static dev.handsel.signing.verify.Trials.CLOCK;
import static dev.handsel.signing.verify.Trials.FOUR;
import static dev.handsel.signing.verify.Trials.KEY;
import static dev.handsel.signing.verify.Trials.Keys;
import static dev.handsel.signing.verify.Trials.PARAMS;
import static dev.handsel.signing.verify.Trials.outcome;
import static dev.handsel.signing.verify.Trials.signed;
import static dev.handsel.signing.verify.Trials.withHeaders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.client.DeviceSigner;
import dev.handsel.signing.keys.Algorithm;
import dev.handsel.signing.keys.Ed25519PrivateKey;
import dev.handsel.signing.keys.Ed25519PublicKey;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the profile refuses beyond the published vectors. */
class PolicyTest {

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
