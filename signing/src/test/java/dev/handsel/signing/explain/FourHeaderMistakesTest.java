package dev.handsel.signing.explain;

import static dev.handsel.signing.explain.Client.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.explain.Mistake.Code;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake that is known of the compatible scheme, made on purpose. */
class FourHeaderMistakesTest {

    private static final Client POST = Client.fourHeaders("POST", "/v1/x%2fy", "{\"a\": 1}");
    private static final Client QUERY = Client.fourHeaders("GET", "/v1/x?a=1", "");

    static Stream<Arguments> texts() {
        return Stream.of(
                text(Code.METHOD_CASE, POST, base -> base.replace("POST", "post")),
                text(Code.PATH_DECODED, POST, base -> base.replace("%2f", "/")),
                text(Code.PATH_RECASED, POST, base -> base.replace("%2f", "%2F")),
                text(Code.URL_AS_PATH, POST, base -> base.replace("/v1", "https://api.example.test/v1")),
                text(Code.BODY_RESERIALISED, POST, base -> base.replace(": ", ":")),
                text(Code.BODY_NEWLINE, POST, base -> base.replace("}", "}\n")),
                text(Code.BODY_MISSING, POST, base -> base.replace("{\"a\": 1}", "")),
                text(
                        Code.BODY_HASHED,
                        POST,
                        base -> base.replace(
                                "{\"a\": 1}",
                                HexFormat.of()
                                        .formatHex(Hashes.sha256("{\"a\": 1}".getBytes(StandardCharsets.US_ASCII))))),
                text(Code.TIMESTAMP_REFORMATTED, POST, base -> base.replace("10:00:00Z", "10:00:00+00:00")),
                text(Code.TIMESTAMP_REFORMATTED, POST, base -> base.replace("10:00:00Z", "10:00:00.000Z")),
                text(Code.TIMESTAMP_REFORMATTED, POST, base -> base.replace("2026-03-01T10:00:00Z", "1772359200")),
                text(Code.TRAILING_NEWLINE, POST, base -> base + "\n"),
                text(Code.SEPARATOR, POST, base -> base.replace("|", "\n")));
    }

    private static Arguments text(Code code, Client client, UnaryOperator<String> changed) {
        return arguments(code, client, changed);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void is_named_from_the_signature_and_from_the_text(Code code, Client client, UnaryOperator<String> changed) {
        var signed = client.base(changed).signFour(SECRET);

        assertThat(signed.explained().result()).isEqualTo("invalid_signature");
        assertThat(signed.explained().expectedBase()).contains(signed.expected);
        assertThat(signed.explained().mistakes()).extracting(Mistake::code).containsExactly(code);
        assertThat(signed.explainedWithoutKey().mistakes())
                .extracting(Mistake::code)
                .containsExactly(code);
    }

    @Test
    void wrong_keys_are_named() {
        assertThat(POST.signFour(SECRET).explained().result()).isEqualTo(Explanation.VALID);
        assertKey(Code.KEY_DECODED, POST.key(DeviceSecret::key));
        assertKey(Code.WHOLE_TOKEN_AS_KEY, POST.keyText(DeviceSecret::reveal));
        assertKey(Code.HEX_AS_KEY, POST.keyText(secret -> HexFormat.of().formatHex(secret.key())));
    }

    private static void assertKey(Code code, Client client) {
        assertThat(client.signFour(SECRET).explained().mistakes())
                .extracting(Mistake::code)
                .containsExactly(code);
    }

    @Test
    void what_the_scheme_does_not_cover_is_refused_and_named() {
        var query = QUERY.base(base -> base.replace("/x|", "/x?a=1|")).signFour(SECRET);
        assertThat(query.explained().result()).isEqualTo("coverage_incomplete");
        assertThat(query.explained().mistakes()).extracting(Mistake::code).containsExactly(Code.PATH_WITH_QUERY);

        var delete = Client.fourHeaders("DELETE", "/v1/x", "{}")
                .base(base -> base.replace("||", "|{}|"))
                .signFour(SECRET);
        assertThat(delete.explained().result()).isEqualTo("coverage_incomplete");
        assertThat(delete.explained().mistakes()).extracting(Mistake::code).containsExactly(Code.BODY_IN_DELETE);
    }

    @Test
    void encodings_and_clocks_are_named() {
        for (var client : Stream.of(
                        POST.encoding(mac -> HexFormat.of().formatHex(mac)),
                        POST.encoding(mac -> ":" + Base64.getUrlEncoder().encodeToString(mac) + ":"),
                        POST.encoding(
                                mac -> Base64.getEncoder().withoutPadding().encodeToString(mac)))
                .toList()) {
            assertThat(client.signFour(SECRET).explained().mistakes())
                    .extracting(Mistake::code)
                    .containsExactly(Code.SIGNATURE_ENCODING);
        }
        assertThat(POST.created("2026-03-01T12:00:00Z")
                        .signFour(SECRET)
                        .explained()
                        .mistakes())
                .extracting(Mistake::code)
                .containsExactly(Code.LOCAL_TIME);
    }
}
