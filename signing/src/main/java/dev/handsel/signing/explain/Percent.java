package dev.handsel.signing.explain;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Percent-encoding, on texts in which a character stands for a byte. */
final class Percent {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

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

    /** The same characters encoded as other libraries do it: more of them, fewer, or in other digits. */
    static Set<String> recoded(String text) {
        var others = new LinkedHashSet<String>();
        var fewest = decodedWhere(text, UNRESERVED);
        others.add(fewest);
        for (var extra : List.of("", "!'()*", "!'()*:@$,;+=&", "[]", "|^`{}\"<>[]", ":@", "~")) {
            others.add(encoded(fewest, extra));
            others.add(encoded(decodedWhere(text, UNRESERVED + extra), ""));
        }
        others.remove(text);
        return others;
    }

    private static String decodedWhere(String text, String plain) {
        var decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = isEncoded(text, i) ? (char) Integer.parseInt(text, i + 1, i + 3, 16) : text.charAt(i);
            boolean taken = isEncoded(text, i) && plain.indexOf(c) >= 0;
            decoded.append(taken ? c : text.charAt(i));
            i += taken ? 2 : 0;
        }
        return decoded.toString();
    }

    private static String encoded(String text, String characters) {
        var encoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) text.charAt(i)));
            } else {
                encoded.append(text.charAt(i));
            }
        }
        return encoded.toString();
    }

    private static boolean isEncoded(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }
}
