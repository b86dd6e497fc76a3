package dev.handsel.base.ids;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.handsel.base.refusal.Refused;
import java.util.Optional;
import java.util.UUID;

/**
 * How identifiers are made and written: a UUIDv7 (RFC 9562 section 5.7, so they sort by time of creation) behind a
 * prefix that names the kind, as 26 characters of lower-case Crockford base 32 without padding.
 */
public final class Ids {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 26;

    private Ids() {}

    /** A new time-ordered UUID; of two made by this process the later one is the greater. */
    public static UUID fresh() {
        return UuidCreator.getTimeOrderedEpochPlus1();
    }

    static String text(String prefix, UUID value) {
        var text = new StringBuilder(prefix.length() + LENGTH).append(prefix);
        for (int digit = LENGTH - 1; digit >= 0; digit--) {
            text.append(ALPHABET.charAt(fiveBits(value, digit * 5)));
        }
        return text.toString();
    }

    private static int fiveBits(UUID value, int shift) {
        long bits = shift >= 64
                ? value.getMostSignificantBits() >>> (shift - 64)
                : value.getLeastSignificantBits() >>> shift
                        | (shift > 59 ? value.getMostSignificantBits() << (64 - shift) : 0);
        return (int) (bits & 31);
    }

    /** The UUID of {@code text}; a malformed identifier is refused as an unknown {@code what}. */
    static UUID parse(String prefix, String what, String text) {
        return find(prefix, text).orElseThrow(() -> Refused.notFound(what));
    }

    /** The UUID of {@code text}, or nothing where it is not an identifier with this prefix. */
    static Optional<UUID> find(String prefix, String text) {
        if (!text.startsWith(prefix) || text.length() != prefix.length() + LENGTH) {
            return Optional.empty();
        }
        long high = 0;
        long low = 0;
        for (int i = prefix.length(); i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0 || (i == prefix.length() && digit > 7)) {
                return Optional.empty();
            }
            high = high << 5 | low >>> 59;
            low = low << 5 | digit;
        }
        return Optional.of(new UUID(high, low));
    }
}
