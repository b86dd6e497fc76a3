package dev.handsel.signing.fields;

import org.jspecify.annotations.Nullable;

/** Words that nearly every signature holds: these are not copied out of each request anew. */
final class UsualWords {

    private static final String[] WORDS = {
        "sig",
        "@method",
        "@authority",
        "@path",
        "@query",
        "content-type",
        "content-digest",
        "created",
        "expires",
        "nonce",
        "keyid",
        "alg",
        "hmac-sha256",
        "tag",
        "device-v1",
        "sha-256"
    };

    private static final int SLOTS = 64;
    private static final @Nullable String[] SLOT = slots();

    private UsualWords() {}

    private static @Nullable String[] slots() {
        var slots = new @Nullable String[SLOTS];
        for (var word : WORDS) {
            slots[slot(word, 0, word.length())] = word;
        }
        return slots;
    }

    /** This part of the text. */
    static String slice(String text, int start, int end) {
        if (start < end) {
            var word = SLOT[slot(text, start, end)];
            if (word != null && word.length() == end - start && text.startsWith(word, start)) {
                return word;
            }
        }
        return text.substring(start, end);
    }

    /** Told by length and by the last two characters; no two of the words share a slot. */
    private static int slot(String text, int start, int end) {
        int before = text.charAt(Math.max(start, end - 2));
        return (before + text.charAt(end - 1) * 5 + (end - start)) % SLOTS;
    }
}
