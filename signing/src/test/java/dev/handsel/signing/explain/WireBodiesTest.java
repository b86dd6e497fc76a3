package dev.handsel.signing.explain;

import static dev.handsel.signing.explain.Wire.CLOCK;
import static dev.handsel.signing.explain.Wire.HOST;
import static dev.handsel.signing.explain.Wire.JSON;
import static dev.handsel.signing.explain.Wire.SIGNER;
import static dev.handsel.signing.explain.Wire.explained;
import static dev.handsel.signing.explain.Wire.request;
import static dev.handsel.signing.explain.Wire.told;
import static dev.handsel.signing.explain.Wire.utf8;
import static dev.handsel.signing.explain.Wire.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.client.FourHeaderSigner;
import dev.handsel.signing.explain.Mistake.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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

/** What happens to the bytes of a body between signing and arriving. The signature is always a right one. */
class WireBodiesTest {

    private static final String LATIN = "{\"name\": \"caf\u00e9\"}";
    private static final FourHeaderSigner FOUR = new FourHeaderSigner("dev_1", Client.SECRET, CLOCK);

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

    @Test
    void of_a_body_that_unpacks_to_much_only_the_beginning_is_unpacked() {
        var headers = SIGNER.sign(request("POST", HOST, "/v1/x", utf8(JSON), Map.of()));
        var packed = gzip(new byte[8 << 20]);

        var explanation = explained(with(request("POST", HOST, "/v1/x", packed, Map.of()), headers), Optional.empty());

        assertThat(explanation.result()).isEqualTo("digest_mismatch");
        assertThat(explanation.mistakes()).isEmpty();
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
