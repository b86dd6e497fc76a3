package dev.handsel.base.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256, to recognise content; and, of a random secret, what is stored in its place: enough to recognise it, useless to
 * whoever reads the database.
 */
public final class Sha256 {

    private Sha256() {}

    /** Of a text's UTF-8. */
    public static byte[] of(String text) {
        return of(text.getBytes(UTF_8));
    }

    public static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every JDK has SHA-256", missing);
        }
    }

    /** Of a text's UTF-8, in lower-case hexadecimal. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }
}
