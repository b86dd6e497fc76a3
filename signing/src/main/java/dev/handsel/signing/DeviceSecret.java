package dev.handsel.signing;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * The secret of a device: 32 bytes, written as {@code dvs1_}, their 43 characters of URL-safe base64 and a checksum of six
 * characters. Requests are signed with the bytes, never with the text. Nothing but {@link #reveal()}, {@link #body()} and
 * {@link #key()} gives it away; {@link #wipe()} overwrites it.
 */
public final class DeviceSecret {

    /** Every secret's text begins so. */
    public static final String PREFIX = "dvs1_";

    /** How many bytes a secret has. */
    public static final int BYTES = 32;

    /** How many characters the whole text has. */
    public static final int LENGTH = 54;

    private static final int BODY_END = PREFIX.length() + 43;
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final byte[] bytes;

    private DeviceSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new secret that nobody can guess. */
    public static DeviceSecret random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new DeviceSecret(bytes);
    }

    /** The secret with these 32 bytes, which are copied; any other number is an {@link IllegalArgumentException}. */
    public static DeviceSecret of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A secret has " + BYTES + " bytes, not " + bytes.length + ".");
        }
        return new DeviceSecret(bytes.clone());
    }

    /**
     * Reads the text form. An {@link IllegalArgumentException} says what is wrong with any other text, and does not
     * repeat it.
     */
    public static DeviceSecret parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("A secret begins with " + PREFIX + ".");
        }
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException(
                    "A secret has " + LENGTH + " characters, this has " + text.length() + "; was it cut?");
        }
        var body = text.substring(PREFIX.length(), BODY_END);
        if (!checksum(PREFIX + body).equals(text.substring(BODY_END))) {
            throw new IllegalArgumentException("The checksum of the secret does not match; was it mistyped?");
        }
        var secret = new DeviceSecret(decode(body));
        if (!secret.body().equals(body)) {
            // Four texts decode to the same bytes; only one of them was ever issued.
            throw new IllegalArgumentException("The secret is not written as it was issued.");
        }
        return secret;
    }

    private static byte[] decode(String body) {
        try {
            return Base64.getUrlDecoder().decode(body);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("The secret holds characters that are not of URL-safe base64.");
        }
    }

    /** The 32 bytes that sign requests: a copy, which is the caller's to wipe. */
    public byte[] key() {
        return bytes.clone();
    }

    /** The 43 characters between prefix and checksum; their ASCII bytes are the key of the compatible scheme. */
    public String body() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The whole text: to be shown once, never to be stored or logged. */
    public String reveal() {
        var text = PREFIX + body();
        return text + checksum(text);
    }

    /** The last four characters of the text, by which people tell secrets apart. */
    public String hint() {
        return reveal().substring(LENGTH - 4);
    }

    /** Overwrites the bytes with zeros; the secret is of no use afterwards. */
    public void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }

    /** CRC-32 of the ASCII text in base 62, padded to six characters: finds slips, protects nothing. */
    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        var digits = new char[LENGTH - BODY_END];
        long rest = crc.getValue();
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return new String(digits);
    }

    @Override
    public String toString() {
        return "DeviceSecret(hidden)";
    }
}
