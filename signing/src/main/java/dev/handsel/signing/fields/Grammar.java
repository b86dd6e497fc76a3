package dev.handsel.signing.fields;

/** The classes of characters of RFC 8941. */
final class Grammar {

    private Grammar() {}

    static boolean startsKey(int c) {
        return (c >= 'a' && c <= 'z') || c == '*';
    }

    static boolean inKey(int c) {
        return startsKey(c) || isDigit(c) || c == '_' || c == '-' || c == '.';
    }

    static boolean startsToken(int c) {
        return isLetter(c) || c == '*';
    }

    static boolean inToken(int c) {
        return isLetter(c) || isDigit(c) || "!#$%&'*+-.^_`|~:/".indexOf(c) >= 0;
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static void requireKey(String key) {
        if (key.isEmpty() || !startsKey(key.charAt(0))) {
            throw new IllegalArgumentException("This is not a key.");
        }
        for (int i = 1; i < key.length(); i++) {
            if (!inKey(key.charAt(i))) {
                throw new IllegalArgumentException("This is not a key.");
            }
        }
    }
}
