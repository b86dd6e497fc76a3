package dev.handsel.referrals.affiliates;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How codes and coupons are written. */
public final class Codes {

    private static final Pattern CODE = Pattern.compile("[a-z0-9_-]{4,32}");
    private static final String ALPHABET = "abcdefghjkmnpqrstvwxyz23456789";
    private static final int UNGUESSABLE_LENGTH = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Codes() {}

    /** The code as it is stored, or nothing where it cannot be one: 4 to 32 of {@code a-z0-9_-}, any case. */
    public static Optional<String> find(String typed) {
        var code = typed.strip().toLowerCase(Locale.ROOT);
        return CODE.matcher(code).matches() ? Optional.of(code) : Optional.empty();
    }

    /** The coupon as it is stored: upper case. */
    public static String coupon(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT);
    }

    /** A new code of 58 random bits. */
    public static String unguessable() {
        return RANDOM.ints(UNGUESSABLE_LENGTH, 0, ALPHABET.length())
                .mapToObj(ALPHABET::charAt)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }
}
