package dev.handsel.signing.explain;

import static dev.handsel.signing.explain.Client.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.explain.Mistake.Code;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake that is known of texts of RFC 9421, made on purpose. */
class ProfileMistakesTest {

    private static final Client GET = Client.profile("GET", "API.example.test:443", "/v1/a%2fb%C3%A9/?b=2&a=%20x", "");
    private static final Client PORT = Client.profile("GET", "api.example.test:8443", "/v1/x", "");
    private static final Client POST = Client.profile("POST", "api.example.test", "/v1/x", "{\"b\": 1, \"a\": [true]}");

    static Stream<Arguments> texts() {
        return Stream.of(
                text(Code.CRLF, GET, base -> base.replace("\n", "\r\n")),
                text(Code.CRLF, GET, base -> base.replace("\n", "\r\n") + "\r\n"),
                text(Code.TRAILING_NEWLINE, GET, base -> base + "\n"),
                text(Code.LITERAL_NEWLINE, GET, base -> base.replace("\n", "\\n")),
                text(Code.LINE_FORMAT, GET, base -> base.replaceAll("(?m)^\"([^\"]*)\": ", "$1: ")),
                text(Code.COMPONENTS_ORDER, GET, base -> base.replaceFirst("(?s)^(.*?)\n(.*?)\n", "$2\n$1\n")),
                text(Code.PATH_DECODED, GET, base -> base.replace("/a%2fb%C3%A9", "/a/b\u00e9")),
                text(Code.PATH_RECASED, GET, base -> base.replace("%2f", "%2F")),
                text(Code.PATH_RECASED, GET, base -> base.replace("%C3%A9", "%c3%a9")),
                text(Code.PATH_SLASH, GET, base -> base.replace("%A9/\n", "%A9\n")),
                text(Code.PATH_WITH_QUERY, GET, base -> base.replace("%A9/\n", "%A9/?b=2&a=%20x\n")),
                text(Code.URL_AS_PATH, PORT, base -> base.replace(": /", ": https://api.example.test:8443/")),
                text(Code.QUERY_SORTED, GET, base -> base.replace("?b=2&a=%20x", "?a=%20x&b=2")),
                text(Code.QUERY_MISSING, GET, base -> base.replace("?b=2&a=%20x", "?")),
                text(Code.QUERY_MISSING, PORT, base -> base.replace(": ?", ": ")),
                text(Code.QUERY_MISSING, PORT, base -> base.replace("\"@query\": ?\n", "")),
                text(Code.QUERY_WITHOUT_MARK, GET, base -> base.replace("?b=2", "b=2")),
                text(Code.QUERY_RECODED, GET, base -> base.replace("%20", "+")),
                text(Code.QUERY_RECODED, GET, base -> base.replace("%20", " ")),
                text(Code.HOST_WITH_PORT, GET, base -> base.replace("api.example.test", "api.example.test:443")),
                text(Code.HOST_WITH_PORT, GET, base -> base.replace("api.example.test", "API.example.test:443")),
                text(Code.HOST_CASE, GET, base -> base.replace("api.example.test", "API.example.test")),
                text(Code.HOST_WITHOUT_PORT, PORT, base -> base.replace(":8443", "")),
                text(Code.HOST_WITH_SCHEME, PORT, base -> base.replace(": api.", ": https://api.")),
                text(Code.METHOD_CASE, GET, base -> base.replace("GET", "get")),
                text(Code.CONTENT_TYPE, POST, base -> base.replace("/json", "/json; charset=utf-8")),
                text(Code.LABEL_IN_PARAMS, GET, base -> base.replace("params\": ", "params\": sig=")),
                text(Code.PARAMS_MISSING, GET, base -> base.replaceFirst("(?s)\n\"@signature-params.*", "")),
                text(Code.SIGNATURE_PARAMS_DIFFER, GET, base -> base.replace(";alg=\"hmac-sha256\"", "")),
                text(Code.SIGNATURE_PARAMS_ORDER, GET, base -> base.replaceFirst("(;created=.*)(;nonce=.*)", "$2$1")));
    }

    private static Arguments text(Code code, Client client, UnaryOperator<String> changed) {
        return arguments(code, client, changed);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void is_named_from_the_signature_and_from_the_text(Code code, Client client, UnaryOperator<String> changed) {
        var signed = client.base(changed).sign(SECRET);
        assertThat(new String(signed.base, StandardCharsets.UTF_8)).isNotEqualTo(signed.expected);

        assertThat(signed.explained().result()).isEqualTo("invalid_signature");
        assertThat(signed.explained().expectedBase()).contains(signed.expected);
        assertThat(signed.explained().mistakes()).extracting(Mistake::code).containsExactly(code);
        assertThat(signed.explainedWithBase().mistakes())
                .extracting(Mistake::code)
                .containsExactly(code);
        assertThat(signed.explainedWithoutKey().mistakes())
                .extracting(Mistake::code)
                .containsExactly(code);
        assertThat(signed.explainedWithoutKey().difference()).isPresent();
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                key(Code.SECRET_AS_TEXT, secret -> ascii(secret.body())),
                key(Code.SECRET_AS_TEXT, secret -> ascii(secret.body() + "\n")),
                key(Code.WHOLE_TOKEN_AS_KEY, secret -> ascii(secret.reveal())),
                key(Code.WHOLE_TOKEN_AS_KEY, secret -> ascii(secret.reveal() + "\n")),
                key(Code.WHOLE_TOKEN_AS_KEY, secret -> ascii("dvs1_" + secret.body())),
                key(Code.WHOLE_TOKEN_AS_KEY, secret -> ascii(secret.reveal().substring(5))),
                key(Code.HEX_AS_KEY, secret -> ascii(HexFormat.of().formatHex(secret.key()))),
                key(
                        Code.HEX_AS_KEY,
                        secret -> ascii(HexFormat.of().formatHex(secret.key()).toUpperCase(Locale.ROOT))),
                key(Code.STANDARD_BASE64_AS_KEY, secret -> Base64.getEncoder().encode(secret.key())),
                key(
                        Code.TOKEN_DECODED,
                        secret -> Base64.getUrlDecoder().decode(secret.reveal() + "AA").length == 42
                                ? Arrays.copyOf(Base64.getUrlDecoder().decode(secret.reveal() + "AA"), 40)
                                : new byte[0]),
                key(Code.HASHED_SECRET, secret -> sha256(ascii(secret.reveal()))));
    }

    private static Arguments key(Code code, Function<DeviceSecret, byte[]> key) {
        return arguments(code, key);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_wrong_key_is_named(Code code, Function<DeviceSecret, byte[]> key) {
        var signed = POST.key(key).sign(SECRET);

        assertThat(signed.explained().result()).isEqualTo("invalid_signature");
        assertThat(signed.explained().mistakes()).extracting(Mistake::code).containsExactly(code);
        assertThat(signed.explainedWithBase().mistakes())
                .extracting(Mistake::code)
                .containsExactly(code);
        assertThat(signed.explainedWithoutKey().mistakes()).isEmpty();
    }

    @Test
    void two_mistakes_are_named_together() {
        var keyAndText =
                GET.keyText(DeviceSecret::body).base(base -> base + "\n").sign(SECRET);
        assertThat(keyAndText.explained().mistakes())
                .extracting(Mistake::code)
                .containsExactly(Code.SECRET_AS_TEXT, Code.TRAILING_NEWLINE);

        var twice = GET.base(base -> base.replace("\n", "\r\n").replace("GET", "get"))
                .sign(SECRET);
        assertThat(twice.explained().mistakes())
                .extracting(Mistake::code)
                .containsExactlyInAnyOrder(Code.CRLF, Code.METHOD_CASE);

        var many = GET.keyText(DeviceSecret::reveal)
                .base(base -> base.replace("\n", "\r\n")
                        .replace("GET", "get")
                        .replace("?b=2", "b=2")
                        .replace("api.example.test", "api.example.test:443"))
                .sign(SECRET);
        assertThat(many.explained().mistakes()).isEmpty();
        assertThat(many.explainedWithBase().mistakes())
                .extracting(Mistake::code)
                .containsExactlyInAnyOrder(
                        Code.WHOLE_TOKEN_AS_KEY,
                        Code.METHOD_CASE,
                        Code.CRLF,
                        Code.HOST_WITH_PORT,
                        Code.QUERY_WITHOUT_MARK);
    }

    @Test
    void a_text_that_was_never_signed_is_told_from_one_that_was() {
        var signed = GET.key(secret -> new byte[] {1}).sign(SECRET);

        assertThat(signed.explained().mistakes()).isEmpty();
        assertThat(signed.explainedWithBase().mistakes())
                .extracting(Mistake::code)
                .containsExactly(Code.OTHER_TEXT_SIGNED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "BODY_RESERIALISED; `{\"b\":1,\"a\":[true]}`",
                "BODY_RESERIALISED; `{\"a\":[true],\"b\":1}`",
                "BODY_RESERIALISED; `{\"a\": [true], \"b\": 1}`",
                "BODY_RESERIALISED; `{\n  \"b\": 1,\n  \"a\": [\n    true\n  ]\n}`",
                "BODY_RESERIALISED; `{\n    \"b\": 1,\n    \"a\": [\n        true\n    ]\n}`",
                "BODY_NEWLINE; `{\"b\": 1, \"a\": [true]}\n`",
                "BODY_NEWLINE; `{\"b\": 1, \"a\": [true]}\r\n`",
                "BODY_MISSING; ``",
            })
    void a_digest_of_another_body_is_named(Code code, String signedBody) {
        var signed = POST.signedBody(signedBody).sign(SECRET);

        assertThat(signed.explained().result()).isEqualTo("digest_mismatch");
        assertThat(signed.explained().mistakes()).extracting(Mistake::code).containsExactly(code);
        assertThat(signed.explainedWithoutKey().result()).isEqualTo("digest_mismatch");
        assertThat(signed.explainedWithoutKey().mistakes())
                .extracting(Mistake::code)
                .containsExactly(code);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
