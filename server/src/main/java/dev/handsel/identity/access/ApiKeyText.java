package dev.handsel.identity.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handsel.base.digest.RandomText;
import dev.handsel.base.digest.Sha256;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key in the form in which it is shown once: prefix, 43 random characters, and a checksum by which a typing
 * error is told from an unknown key without asking the database.
 */
record ApiKeyText(boolean live, String body) {

    private static final Pattern FORM = Pattern.compile("hsk_(live|test)_([A-Za-z0-9_-]{43})[0-9A-Za-z]{6}");
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int CHECKSUM_LENGTH = 6;

    static ApiKeyText fresh(boolean live) {
        return new ApiKeyText(live, RandomText.secret());
    }

    /** Whether this is meant to be an API key at all, well-formed or not. */
    static boolean isMeant(String token) {
        return token.startsWith("hsk_");
    }

    static Optional<ApiKeyText> parse(String text) {
        var matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new ApiKeyText("live".equals(matcher.group(1)), matcher.group(2)))
                        .filter(key -> key.reveal().equals(text))
                : Optional.empty();
    }

    /** The whole key. */
    String reveal() {
        return unchecked() + checksum(unchecked());
    }

    byte[] hash() {
        return Sha256.of(reveal());
    }

    /** The last four characters of the random part, by which its owner recognises it. */
    String hint() {
        return body.substring(body.length() - 4);
    }

    private String unchecked() {
        return (live ? "hsk_live_" : "hsk_test_") + body;
    }

    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(US_ASCII));
        long rest = crc.getValue();
        var digits = new StringBuilder();
        for (int i = 0; i < CHECKSUM_LENGTH; i++) {
            digits.append(BASE62.charAt((int) (rest % BASE62.length())));
            rest /= BASE62.length();
        }
        return digits.reverse().toString();
    }

    @Override
    public String toString() {
        return "API key ..." + hint();
    }
}
