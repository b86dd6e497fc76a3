package dev.handsel.signing.explain;

import dev.handsel.signing.ContentDigest;
import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.explain.Mistake.Code;
import dev.handsel.signing.fields.MalformedField;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;

/** What is wrong with {@code Content-Digest}. */
final class Digests {

    private Digests() {}

    static List<Mistake> mistakes(RequestMessage request) {
        var lines = request.header("content-digest");
        if (lines.size() != 1) {
            return List.of();
        }
        var field = lines.get(0).strip();
        try {
            var digest = ContentDigest.parse(field);
            if (digest.compare(request.body()) != ContentDigest.Result.DIFFERS) {
                return List.of();
            }
            for (var variant : BodyVariants.of(request.body())) {
                if (digest.compare(variant.body()) == ContentDigest.Result.MATCHES) {
                    return List.of(variant.mistake());
                }
            }
            if (isDecompressed(request)) {
                return List.of(new Mistake(
                        Code.BODY_COMPRESSED,
                        "The body is not compressed, although Content-Encoding says so: something on the way has decompressed"
                                + " it, and the digest is of the compressed bytes."));
            }
        } catch (MalformedField | IllegalArgumentException malformed) {
            // What it is meant to be may still be seen.
        }
        return encoding(field, request.body());
    }

    private static boolean isDecompressed(RequestMessage request) {
        var body = request.body();
        boolean gzip = body.length > 1 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
        return !gzip
                && request.header("content-encoding").stream()
                        .anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("gzip"));
    }

    private static List<Mistake> encoding(String field, byte[] body) {
        return Encodings.read(field.substring(field.indexOf('=') + 1))
                .filter(read -> MessageDigest.isEqual(read.bytes(), Hashes.sha256(body)))
                .map(read -> new Mistake(
                        Code.DIGEST_ENCODING,
                        "The digest is the body's, but is not written as sha-256=:...:, in standard base64 of its bytes"
                                + " between colons."))
                .map(List::of)
                .orElse(List.of());
    }
}
