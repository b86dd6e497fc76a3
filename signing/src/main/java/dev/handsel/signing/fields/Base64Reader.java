package dev.handsel.signing.fields;

import java.util.Arrays;

/**
 * Reads base64 in its one canonical form: padded, and with zeros in the bits that the last character has too many. The
 * JDK's decoder lets several texts pass for the same bytes.
 */
final class Base64Reader {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] VALUE = values();

    private Base64Reader() {}

    private static byte[] values() {
        var values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            values[ALPHABET.charAt(i)] = (byte) i;
        }
        return values;
    }

    /** The bytes that this part of the text stands for. */
    static byte[] read(String text, int start, int end) {
        int padding = padding(text, start, end);
        var bytes = new byte[(end - start) / 4 * 3 - padding];
        int bits = 0;
        int held = 0;
        int written = 0;
        for (int at = start; at < end - padding; at++) {
            held = held << 6 | value(text.charAt(at), start);
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                bytes[written++] = (byte) (held >> bits);
                held &= (1 << bits) - 1;
            }
        }
        if (held != 0) {
            throw malformed(start);
        }
        return bytes;
    }

    private static int padding(String text, int start, int end) {
        if ((end - start) % 4 != 0) {
            throw malformed(start);
        }
        if (start == end || text.charAt(end - 1) != '=') {
            return 0;
        }
        return text.charAt(end - 2) == '=' ? 2 : 1;
    }

    private static int value(char c, int start) {
        int value = c < VALUE.length ? VALUE[c] : -1;
        if (value < 0) {
            throw malformed(start);
        }
        return value;
    }

    private static MalformedField malformed(int start) {
        return new MalformedField("Bytes are written as padded base64", start);
    }
}
