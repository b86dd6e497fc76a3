package dev.handsel.signing.explain;

import dev.handsel.signing.explain.Mistake.Code;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Reads 32 bytes in whichever way a client may have written them. */
final class Encodings {

    private static final int BYTES = 32;

    private Encodings() {}

    /** 32 bytes, and how they were written where that is not standard base64 with padding. */
    static final class Read {

        private final byte[] bytes;
        private final Optional<String> oddity;

        private Read(byte[] bytes, Optional<String> oddity) {
            this.bytes = bytes;
            this.oddity = oddity;
        }

        byte[] bytes() {
            return bytes;
        }

        Optional<Mistake> mistake(Code code, String what, String rule) {
            return oddity.map(way -> new Mistake(code, what + " is written as " + way + "; " + rule + "."));
        }
    }

    static Optional<Read> read(String written) {
        var text = unwrapped(written.strip());
        return hex(text)
                .map(bytes -> new Read(bytes, Optional.of("hexadecimal digits")))
                .or(() -> base64(text))
                .or(() -> twice(text));
    }

    private static String unwrapped(String text) {
        boolean wrapped = text.length() > 1
                && ((text.startsWith(":") && text.endsWith(":")) || (text.startsWith("\"") && text.endsWith("\"")));
        return wrapped ? text.substring(1, text.length() - 1) : text;
    }

    private static Optional<byte[]> hex(String text) {
        try {
            return text.length() == 2 * BYTES ? Optional.of(HexFormat.of().parseHex(text)) : Optional.empty();
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private static Optional<Read> base64(String text) {
        boolean padded = text.length() % 4 == 0;
        return decoded(Base64.getDecoder(), text)
                .map(bytes -> new Read(bytes, padded ? Optional.empty() : Optional.of("base64 without padding")))
                .or(() -> decoded(Base64.getUrlDecoder(), text)
                        .map(bytes -> new Read(bytes, Optional.of("URL-safe base64"))))
                .filter(read -> read.bytes().length == BYTES);
    }

    /** Base64 of a text that is hexadecimal digits or base64 itself. */
    private static Optional<Read> twice(String text) {
        return decoded(Base64.getDecoder(), text)
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .flatMap(inner -> hex(inner)
                        .map(bytes -> new Read(bytes, Optional.of("base64 of hexadecimal digits")))
                        .or(() -> base64(inner).map(read -> new Read(read.bytes(), Optional.of("base64 of base64")))));
    }

    private static Optional<byte[]> decoded(Base64.Decoder decoder, String text) {
        try {
            return Optional.of(decoder.decode(text));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }
}
