package dev.handsel.signing.explain;

import java.util.Locale;

/** Percent-encoding, on texts in which a character stands for a byte. */
final class Percent {

    private Percent() {}

    /** Every encoded byte decoded. */
    static String decoded(String text) {
        var decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (isEncoded(text, i)) {
                decoded.append((char) Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                decoded.append(text.charAt(i));
            }
        }
        return decoded.toString();
    }

    /** The digits of encoded bytes in upper or lower case. */
    static String recased(String text, boolean upper) {
        var recased = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (isEncoded(text, i)) {
                var digits = text.substring(i, i + 3);
                recased.replace(i, i + 3, upper ? digits.toUpperCase(Locale.ROOT) : digits.toLowerCase(Locale.ROOT));
                i += 2;
            }
        }
        return recased.toString();
    }

    private static boolean isEncoded(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }
}
