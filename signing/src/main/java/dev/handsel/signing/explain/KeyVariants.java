package dev.handsel.signing.explain;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.explain.Mistake.Code;
import dev.handsel.signing.keys.HmacKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What clients take for the key. */
final class KeyVariants {

    /** A key with what is wrong about it; the right key with nothing. */
    record Variant(HmacKey key, Optional<Mistake> mistake) {}

    private static final String URL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final List<Variant> found = new ArrayList<>();

    private KeyVariants() {}

    /** The right key first. */
    static List<Variant> of(DeviceSecret secret, boolean fourHeaders) {
        var variants = new KeyVariants();
        var raw = secret.key();
        try {
            var body = secret.body();
            if (fourHeaders) {
                variants.right(ascii(body));
                variants.add(
                        raw,
                        Code.KEY_DECODED,
                        "the 32 decoded bytes; this scheme takes the 43 characters that they are written as");
            } else {
                variants.right(raw);
                variants.add(
                        ascii(body),
                        Code.SECRET_AS_TEXT,
                        "the 43 characters of the secret as text; decode them from URL-safe base64 to 32 bytes");
            }
            variants.texts(body, secret.reveal());
            variants.encodings(raw);
            variants.decodings(body, secret.reveal());
            variants.hashes(raw, body, secret.reveal());
        } finally {
            Arrays.fill(raw, (byte) 0);
        }
        return variants.found;
    }

    private void texts(String body, String token) {
        var whole = "the whole token or more of it than the 43 characters between its prefix and its checksum";
        int end = DeviceSecret.PREFIX.length() + body.length();
        for (var text :
                List.of(token, token + "\n", token.substring(0, end), token.substring(DeviceSecret.PREFIX.length()))) {
            add(ascii(text), Code.WHOLE_TOKEN_AS_KEY, whole);
        }
        add(ascii(body + "\n"), Code.SECRET_AS_TEXT, "the 43 characters of the secret with a line end behind them");
    }

    private void encodings(byte[] raw) {
        var hex = HexFormat.of().formatHex(raw);
        var asHex = "the hexadecimal digits of the secret as text";
        add(ascii(hex), Code.HEX_AS_KEY, asHex);
        add(ascii(hex.toUpperCase(Locale.ROOT)), Code.HEX_AS_KEY, asHex);
        var base64 = "the secret in standard or padded base64 as text";
        add(ascii(Base64.getEncoder().encodeToString(raw)), Code.STANDARD_BASE64_AS_KEY, base64);
        add(ascii(Base64.getEncoder().withoutPadding().encodeToString(raw)), Code.STANDARD_BASE64_AS_KEY, base64);
        add(ascii(Base64.getUrlEncoder().encodeToString(raw)), Code.STANDARD_BASE64_AS_KEY, base64);
    }

    private void decodings(String body, String token) {
        var why = "the token decoded together with its prefix or its checksum; decode the 43 characters between them";
        int end = DeviceSecret.PREFIX.length() + body.length();
        for (var text : List.of(token, token.substring(0, end), token.substring(DeviceSecret.PREFIX.length()))) {
            add(decoded(text), Code.TOKEN_DECODED, why);
        }
        add(
                decoded(body.replace("-", "").replace("_", "")),
                Code.TOKEN_DECODED,
                "the secret decoded as standard base64, without hyphens and underscores; it is URL-safe base64");
    }

    private void hashes(byte[] raw, String body, String token) {
        for (var text : List.of(raw, ascii(body), ascii(token))) {
            var hash = Hashes.sha256(text);
            add(hash, Code.HASHED_SECRET, "a hash of the secret");
            add(
                    ascii(HexFormat.of().formatHex(hash)),
                    Code.HASHED_SECRET,
                    "a hash of the secret in hexadecimal digits");
        }
    }

    /** As lenient decoders do it: what does not fill a byte is dropped. */
    private static byte[] decoded(String text) {
        var bytes = new byte[text.length() * 6 / 8];
        int bits = 0;
        int buffer = 0;
        int at = 0;
        for (int i = 0; i < text.length() && at < bytes.length; i++) {
            buffer = (buffer << 6 | Math.max(0, URL_SAFE.indexOf(text.charAt(i)))) & 0xffff;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (buffer >> bits);
            }
        }
        return bytes;
    }

    private void right(byte[] key) {
        found.add(new Variant(HmacKey.of(key), Optional.empty()));
    }

    private void add(byte[] key, Code code, String what) {
        if (key.length > 0) {
            var mistake = new Mistake(code, "The signature was made with the wrong key: with " + what + ".");
            found.add(new Variant(HmacKey.of(key), Optional.of(mistake)));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
