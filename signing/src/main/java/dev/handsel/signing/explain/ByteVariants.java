package dev.handsel.signing.explain;

import dev.handsel.signing.explain.Mistake.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** What programs do to the bytes of a body beneath its text: terminators, marks, code pages, compression. */
final class ByteVariants {

    private static final String MARK = "\uFEFF";
    private static final List<String> CODE_PAGES = List.of(
            "ISO-8859-1", "windows-1252", "windows-1250", "windows-1251", "UTF-16LE", "UTF-16BE", "UTF-16", "US-ASCII");
    private static final List<String> SINGLE_BYTE = CODE_PAGES.subList(0, 4);

    /** More than this is not made of a compressed body. */
    private static final int MOST_DECOMPRESSED = 1 << 20;

    private final byte[] body;
    private final List<BodyVariants.Variant> found = new ArrayList<>();

    private ByteVariants(byte[] body) {
        this.body = body;
    }

    /** All that differ, the plainest first. */
    static List<BodyVariants.Variant> of(byte[] body) {
        var variants = new ByteVariants(body);
        variants.terminator();
        decoded(body, StandardCharsets.UTF_8).ifPresentOrElse(variants::text, variants::otherText);
        variants.compression();
        return variants.found;
    }

    private void terminator() {
        int end = body.length;
        while (end > 0 && body[end - 1] == 0) {
            end--;
        }
        if (end < body.length) {
            var why =
                    "The body was sent with a terminating NUL that was not signed; send as many bytes as were signed.";
            add(Arrays.copyOf(body, end), Code.BODY_NUL, why);
        }
        add(
                Arrays.copyOf(body, body.length + 1),
                Code.BODY_NUL,
                "The body was signed with a terminating NUL that was not sent; leave it out of what is signed.");
    }

    private void text(String text) {
        if (text.startsWith(MARK)) {
            var why = "The body was sent with a byte order mark before it that was not signed.";
            add(utf8(text.substring(1)), Code.BODY_BOM, why);
        } else {
            var why = "The body was signed with a byte order mark before it that was not sent.";
            add(utf8(MARK + text), Code.BODY_BOM, why);
        }
        for (var form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
            var why = "The body was signed in another normal form of Unicode (" + form + ") than it was sent in.";
            add(utf8(Normalizer.normalize(text, form)), Code.BODY_CODE_PAGE, why);
        }
        for (var page : CODE_PAGES) {
            var why = "The body was signed in " + page + " and sent in UTF-8; sign the bytes that are sent.";
            if (Charset.isSupported(page)) {
                add(text.getBytes(Charset.forName(page)), Code.BODY_CODE_PAGE, why);
            }
        }
        for (var page : SINGLE_BYTE) {
            var why = "The body was taken for " + page + " and encoded as UTF-8 once more before it was signed.";
            decodedBy(page).ifPresent(twice -> add(utf8(twice), Code.BODY_CODE_PAGE, why));
        }
    }

    /** The body is not UTF-8, but its client may have signed it as that. */
    private void otherText() {
        for (var page : CODE_PAGES) {
            var why = "The body was signed in UTF-8 and sent in " + page + "; sign the bytes that are sent.";
            decodedBy(page).ifPresent(text -> add(utf8(text), Code.BODY_CODE_PAGE, why));
        }
    }

    private void compression() {
        var why = "The body was signed before it was compressed; what is sent is to be signed.";
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            add(read(gzip), Code.BODY_COMPRESSED, why);
        } catch (IOException other) {
            // It is not of this form.
        }
        try (var deflate = new InflaterInputStream(new ByteArrayInputStream(body))) {
            add(read(deflate), Code.BODY_COMPRESSED, why);
        } catch (IOException other) {
            // It is not of this form.
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        return in.readNBytes(MOST_DECOMPRESSED);
    }

    private Optional<String> decodedBy(String page) {
        return Charset.isSupported(page) ? decoded(body, Charset.forName(page)) : Optional.empty();
    }

    private static Optional<String> decoded(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void add(byte[] bytes, Code code, String why) {
        found.add(new BodyVariants.Variant(new String(bytes, StandardCharsets.ISO_8859_1), new Mistake(code, why)));
    }
}
