package dev.handsel.signing.explain;

import static dev.handsel.signing.explain.Client.NOW;
import static dev.handsel.signing.explain.Client.POLICY;
import static dev.handsel.signing.explain.Client.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.explain.Mistake.Code;
import dev.handsel.signing.keys.Algorithm;
import dev.handsel.signing.keys.Ed25519PublicKey;
import dev.handsel.signing.verify.Policy;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainerTest {

    private static final Client GET = Client.profile("GET", "api.example.test", "/v1/x", "");
    private static final Client POST = Client.profile("POST", "api.example.test", "/v1/x", "{\"a\":1}");

    @Test
    void a_right_request_is_valid_and_has_no_mistakes() {
        for (var signed : List.of(GET.sign(SECRET), POST.sign(SECRET))) {
            for (var explanation : List.of(signed.explained(), signed.explainedWithBase())) {
                assertThat(explanation.result()).isEqualTo(Explanation.VALID);
                assertThat(explanation.expectedBase()).contains(signed.expected);
                assertThat(explanation.difference()).isEmpty();
                assertThat(explanation.mistakes()).isEmpty();
            }
            assertThat(signed.explainedWithoutKey().result()).isEqualTo(Explanation.UNCHECKED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MILLISECONDS, 1772359200000",
        "LOCAL_TIME, 1772362801",
        "LOCAL_TIME, 1772337601",
        "LOCAL_TIME, 1772379000",
        "CLOCK_OFF, 1772358899",
        "CLOCK_OFF, 1772359861",
        "CLOCK_OFF, 1740823200",
    })
    void a_wrong_clock_is_named_and_the_text_is_told_all_the_same(Code code, String created) {
        var signed = GET.created(created).sign(SECRET);

        var explanation = signed.explained();

        assertThat(explanation.result()).isEqualTo("timestamp_out_of_window");
        assertThat(explanation.expectedBase()).contains(signed.expected);
        assertThat(explanation.mistakes()).extracting(Mistake::code).containsExactly(code);
    }

    @Test
    void a_wrong_clock_hides_no_other_mistake() {
        assertThat(GET.created("1772362800").sign(SECRET).explained().detail())
                .isEqualTo("The request was signed in the future. Apart from that: The signature is valid.");
        var signed = GET.created("1772362800").base(base -> base + "\n").sign(SECRET);

        assertThat(signed.explained().detail()).contains("Apart from that, invalid_signature: ");
        assertThat(signed.explained().mistakes())
                .extracting(Mistake::code)
                .containsExactly(Code.LOCAL_TIME, Code.TRAILING_NEWLINE);
    }

    @Test
    void a_signature_in_another_encoding_is_named() {
        assertEncoding("header_malformed", mac -> Base64.getUrlEncoder().encodeToString(mac));
        assertEncoding("header_malformed", mac -> Base64.getEncoder().encodeToString(mac));
        assertEncoding("header_malformed", mac -> "\"" + Base64.getEncoder().encodeToString(mac) + "\"");
        assertEncoding("header_malformed", mac -> HexFormat.of().formatHex(mac));
        assertEncoding("invalid_signature", mac -> ":" + HexFormat.of().formatHex(mac) + ":");
        assertEncoding(
                "invalid_signature",
                mac -> ":"
                        + Base64.getEncoder()
                                .encodeToString(HexFormat.of().formatHex(mac).getBytes(StandardCharsets.US_ASCII))
                        + ":");
    }

    private static void assertEncoding(String result, Function<byte[], String> encoding) {
        var explanation = POST.encoding(encoding).sign(SECRET).explained();
        assertThat(explanation.result()).isEqualTo(result);
        assertThat(explanation.mistakes()).extracting(Mistake::code).containsExactly(Code.SIGNATURE_ENCODING);
    }

    @Test
    void a_digest_in_another_encoding_is_named() {
        UnaryOperator<String> hex = digest -> "sha-256="
                + HexFormat.of()
                        .formatHex(Base64.getDecoder()
                                .decode(digest.substring(digest.indexOf(':') + 1, digest.length() - 1)));
        var explanation = explain(changed(POST.sign(SECRET).request, "content-digest", hex));

        assertThat(explanation.result()).isEqualTo("header_malformed");
        assertThat(explanation.mistakes()).extracting(Mistake::code).contains(Code.DIGEST_ENCODING);
    }

    @Test
    void labels_that_differ_are_named() {
        var explanation =
                explain(changed(GET.sign(SECRET).request, "signature", line -> line.replace("sig=", "sig1=")));

        assertThat(explanation.result()).isEqualTo("header_malformed");
        assertThat(explanation.mistakes()).extracting(Mistake::code).containsExactly(Code.LABEL_DIFFERS);
    }

    @Test
    void the_difference_shows_what_cannot_be_seen() {
        var signed = GET.base(base -> base.replace("\n", "\r\n")).sign(SECRET);

        var difference = signed.explainedWithoutKey().difference().orElseThrow();

        assertThat(difference)
                .isEqualTo(new Difference(14, 1, 15, "0x0a", "0x0d", "\"@method\": GET\\n", "\"@method\": GET\\r\\n"));
        assertThat(Difference.between("a\nb\u00e9\t".getBytes(StandardCharsets.UTF_8), bytes("a\nb")))
                .contains(new Difference(3, 2, 2, "0xc3", "end", "b\\xc3\\xa9\\t", "b"));
        assertThat(Difference.between(bytes("a"), bytes("a"))).isEmpty();
        assertThat(Difference.between(bytes("x".repeat(1000) + "a"), bytes("x".repeat(1000) + "b")))
                .get()
                .satisfies(cut -> assertThat(cut.expectedLine()).isEqualTo("..." + "x".repeat(120) + "a"));
    }

    @Test
    void behind_a_proxy_the_texts_of_all_names_are_tried() {
        var policy = POLICY.withOrigins(
                List.of(Policy.Origin.parse("one.example.test"), Policy.Origin.parse("api.example.test/api")));
        var signed = Client.profile("GET", "api.example.test", "/api/v1/x", "")
                .base(base -> base + "\n")
                .sign(SECRET);
        var arrived = new PlainRequest("GET", "https", "/v1/x", headers(signed.request), new byte[0]);

        var explanation = Explainer.explain(arrived, policy, NOW, Optional.of(SECRET), Optional.of(signed.base));

        assertThat(explanation.expectedBase()).contains(signed.expected);
        assertThat(explanation.mistakes()).extracting(Mistake::code).containsExactly(Code.TRAILING_NEWLINE);
    }

    @Test
    void requests_without_a_signature_or_beyond_the_limits_have_a_result_and_nothing_else() {
        var plain = new PlainRequest("GET", "https", "/", List.of(), new byte[0]);
        assertThat(explain(plain).result()).isEqualTo("no_applicable_signature");
        assertThat(explain(plain).expectedBase()).isEmpty();

        var large = Client.profile("POST", "api.example.test", "/", "x".repeat((256 << 10) + 1))
                .sign(SECRET);
        assertThat(large.explained().result()).isEqualTo("body_too_large");
        assertThat(large.explained().expectedBase()).isEmpty();
    }

    @Test
    void other_keys_are_checked_without_looking_for_mistakes_with_them() throws Exception {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var policy = POLICY.withAlgorithms(Set.of(Algorithm.ED25519, Algorithm.HMAC_SHA256));
        var signed = GET.base(base -> base + "\n").sign(SECRET);

        var explanation = Explainer.explain(
                signed.request, policy, NOW, new Ed25519PublicKey(pair.getPublic()), Optional.of(signed.base));

        assertThat(explanation.result()).isEqualTo("invalid_signature");
        assertThat(explanation.mistakes()).extracting(Mistake::code).containsExactly(Code.TRAILING_NEWLINE);
    }

    private static Explanation explain(PlainRequest request) {
        return Explainer.explain(request, POLICY, NOW, Optional.of(SECRET), Optional.empty());
    }

    private static List<Map.Entry<String, String>> headers(PlainRequest request) {
        return Stream.of("host", "content-type", "content-digest", "signature-input", "signature")
                .flatMap(name -> request.header(name).stream().map(value -> Map.entry(name, value)))
                .toList();
    }

    private static PlainRequest changed(PlainRequest request, String header, UnaryOperator<String> change) {
        var headers = headers(request).stream()
                .map(line -> line.getKey().equals(header) ? Map.entry(header, change.apply(line.getValue())) : line)
                .toList();
        return new PlainRequest(request.method(), "https", request.target(), headers, request.body());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
