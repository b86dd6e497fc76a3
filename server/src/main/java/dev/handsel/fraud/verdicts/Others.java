package dev.handsel.fraud.verdicts;

import java.util.List;

/**
 * The accounts because of which something is said, as one text: empty where it is nobody, an account as {@link Subject#account} where it
 * is one, and {@code both:14:customer:alicecustomer:bob} where it is two. The number is how many characters of Unicode the first has:
 * ids are any text, so no sign between the two would tell them apart.
 */
public final class Others {

    private static final String BOTH = "both:";

    private Others() {}

    /** The text for two accounts. */
    public static String both(String one, String other) {
        return BOTH + one.codePointCount(0, one.length()) + ":" + one + other;
    }

    /** The accounts of a text. */
    public static List<String> of(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        if (!text.startsWith(BOTH)) {
            return List.of(text);
        }
        int start = text.indexOf(':', BOTH.length()) + 1;
        int middle = text.offsetByCodePoints(start, Integer.parseInt(text, BOTH.length(), start - 1, 10));
        return List.of(text.substring(start, middle), text.substring(middle));
    }
}
