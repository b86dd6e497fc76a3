package dev.handsel.stripesim.model;

import java.security.SecureRandom;

/** Identifiers that look like Stripe's and are never given twice, not even by two simulators. */
public final class Ids {

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String account() {
        return "acct_1" + letters(15);
    }

    /** For example {@code fresh("tr")}. */
    public static String fresh(String prefix) {
        return prefix + "_1" + letters(23);
    }

    public static String request() {
        return "req_" + letters(14);
    }

    /** What must not be guessed. */
    public static String secret(String prefix) {
        return prefix + "_" + letters(32);
    }

    private static String letters(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        var text = new StringBuilder(count);
        for (byte each : bytes) {
            text.append(LETTERS.charAt((each & 0xff) % LETTERS.length()));
        }
        return text.toString();
    }
}
