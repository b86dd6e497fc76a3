package dev.handsel.signing.verify;

import static dev.handsel.signing.verify.Trials.FOUR;
import static dev.handsel.signing.verify.Trials.PARAMS;
import static dev.handsel.signing.verify.Trials.outcome;
import static dev.handsel.signing.verify.Trials.signed;
import static dev.handsel.signing.verify.Trials.verifier;
import static dev.handsel.signing.verify.Trials.withHeaders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.RejectedException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands beside a signature of the profile, or instead of one. */
class OtherSignaturesTest {

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
}
