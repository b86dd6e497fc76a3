package dev.handsel.signing;

import dev.handsel.signing.fields.BareItem;
import dev.handsel.signing.fields.Dictionary;
import dev.handsel.signing.fields.Item;
import dev.handsel.signing.fields.MalformedField;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Content-Digest} says of a body (RFC 9530): hashes by algorithm. {@code sha-256} and {@code sha-512} are
 * understood; others may stand beside them and prove nothing.
 */
public final class ContentDigest {

    /** What became of a comparison. */
    public enum Result {
        /** Every hash that is understood is the body's, and there is one. */
        MATCHES,
        /** A hash is not the body's. */
        DIFFERS,
        /** There is no hash of an algorithm that is understood. */
        NOT_UNDERSTOOD
    }

    private static final String USUAL = "SHA-256";

    /** A digest that nobody uses now; whoever hashes takes it for itself. */
    private static final AtomicReference<@Nullable MessageDigest> AT_REST = new AtomicReference<>();

    private final Dictionary hashes;

    private ContentDigest(Dictionary hashes) {
        this.hashes = hashes;
    }

    /** Reads the field; whatever is not a dictionary of bytes is a {@link MalformedField}, as is a repeated algorithm. */
    public static ContentDigest parse(String field) {
        var hashes = Dictionary.parse(field);
        if (hashes.entries().isEmpty()) {
            throw new IllegalArgumentException("A digest names at least one algorithm.");
        }
        for (var entry : hashes.entries()) {
            if (!(entry.member() instanceof Item item && item.value() instanceof BareItem.Bytes)) {
                throw new IllegalArgumentException("A digest is bytes.");
            }
        }
        return new ContentDigest(hashes);
    }

    /** The field's text for a body, by SHA-256. */
    public static String of(byte[] body) {
        var hash = Item.of(new BareItem.Bytes(hash(USUAL, body)));
        return new Dictionary(List.of(new Dictionary.Entry("sha-256", hash))).text();
    }

    /** Compares with what has been received. */
    public Result compare(byte[] body) {
        var result = Result.NOT_UNDERSTOOD;
        for (var entry : hashes.entries()) {
            var algorithm = switch (entry.key()) {
                case "sha-256" -> USUAL;
                case "sha-512" -> "SHA-512";
                default -> "";
            };
            if (algorithm.isEmpty()) {
                continue;
            }
            var claimed = (BareItem.Bytes) ((Item) entry.member()).value();
            if (!claimed.are(hash(algorithm, body))) {
                return Result.DIFFERS;
            }
            result = Result.MATCHES;
        }
        return result;
    }

    private static byte[] hash(String algorithm, byte[] body) {
        try {
            var taken = algorithm.equals(USUAL) ? AT_REST.getAndSet(null) : null;
            var digest = taken == null ? MessageDigest.getInstance(algorithm) : taken;
            var hash = digest.digest(body);
            if (algorithm.equals(USUAL)) {
                AT_REST.set(digest);
            }
            return hash;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + algorithm, e);
        }
    }
}
