package dev.handsel.signing.explain;

import dev.handsel.signing.ContentDigest;
import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.explain.Mistake.Code;
import dev.handsel.signing.fields.MalformedField;
import java.security.MessageDigest;
import java.util.List;

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
        } catch (MalformedField | IllegalArgumentException malformed) {
            // What it is meant to be may still be seen.
        }
        return encoding(field, request.body());
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
