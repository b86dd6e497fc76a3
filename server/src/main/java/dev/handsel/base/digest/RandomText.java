package dev.handsel.base.digest;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Texts that nobody can guess, of letters, digits, hyphens and underscores: they need no escaping in addresses, files and
 * headers. What is kept of a secret one is its {@link Sha256}.
 */
public final class RandomText {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;

    private RandomText() {}

    /** A secret of 256 bits, 43 characters long. */
    public static String secret() {
        return ofBytes(SECRET_BYTES);
    }

    /** As many random bytes, each three of them as four characters, without padding. */
    public static String ofBytes(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
