package dev.handsel.platform.http;

import dev.handsel.signing.Refusal;
import dev.handsel.signing.RejectedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Characters that RFC 3986 has in no path and no query unless they are percent-encoded, and that are sent raw all the same.
 * Programs on the way encode them or do not, each as it likes, so that what was signed and what arrives may differ.
 */
public final class RawCharacters {

    private static final String ASCII = "\"<>[\\]^`{|}";
    private static final char FIRST_BEYOND = 0x80;

    private RawCharacters() {}

    /**
     * Refuses, by {@link Refusal#CHARACTER_NOT_ENCODED}, a target that holds one, and says which and how it is written.
     *
     * @param target path and query as in the request line
     */
    public static void require(String target) {
        var first = first(target);
        if (first.isPresent()) {
            int at = first.getAsInt();
            int query = target.indexOf('?');
            throw new RejectedException(
                    Refusal.CHARACTER_NOT_ENCODED,
                    "The " + (query >= 0 && at > query ? "query" : "path") + " holds " + named(target, at) + ".");
        }
    }

    private static OptionalInt first(String target) {
        for (int i = 0; i < target.length(); i++) {
            if (isRaw(target.charAt(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isRaw(char c) {
        return c >= FIRST_BEYOND || ASCII.indexOf(c) >= 0;
    }

    private static String named(String target, int at) {
        char c = target.charAt(at);
        if (c < FIRST_BEYOND) {
            return c + " as it is; it is written " + escape((byte) c);
        }
        int end = at;
        while (end < target.length() && target.charAt(end) >= FIRST_BEYOND) {
            end++;
        }
        return "what is not ASCII as it is; it is written " + escapes(octets(target.substring(at, end)));
    }

    /** The octets of a text from the wire, where each character is one of them, or else of a text that was decoded. */
    private static byte[] octets(String text) {
        var latin = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            if (text.chars().allMatch(c -> c <= 0xff)) {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(latin));
                return latin;
            }
        } catch (CharacterCodingException decoded) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The text with each such character percent-encoded; each character of it is an octet from the wire. */
    static String encoded(String raw) {
        if (first(raw).isEmpty()) {
            return raw;
        }
        var text = new StringBuilder(raw.length() * 2);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (isRaw(c)) {
                text.append(escape((byte) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String escapes(byte[] octets) {
        var text = new StringBuilder();
        for (byte octet : octets) {
            text.append(escape(octet));
        }
        return text.toString();
    }

    private static String escape(byte octet) {
        return "%%%02X".formatted(octet & 0xff);
    }
}
