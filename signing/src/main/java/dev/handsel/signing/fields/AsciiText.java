package dev.handsel.signing.fields;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * ASCII that is put together, as bytes from the beginning, since that is what is signed in the end. Characters that are not
 * ASCII become question marks.
 */
public final class AsciiText {

    private byte[] bytes;
    private int length;

    /** Nothing yet, with room for so many characters. */
    public AsciiText(int room) {
        this.bytes = new byte[room];
    }

    /** Appends a character. */
    public AsciiText append(char c) {
        require(1);
        bytes[length++] = c < 128 ? (byte) c : (byte) '?';
        return this;
    }

    /** Appends a text. */
    public AsciiText append(String text) {
        return append(text, 0, text.length());
    }

    /** Appends the part of a text from {@code start} to before {@code end}. */
    public AsciiText append(String text, int start, int end) {
        require(end - start);
        var into = bytes;
        int at = length;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            into[at++] = c < 128 ? (byte) c : (byte) '?';
        }
        length = at;
        return this;
    }

    /** Appends a number. */
    public AsciiText append(long number) {
        return append(Long.toString(number));
    }

    private void require(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    /** The bytes, of which the first {@link #length()} count: shared, to be read and not to be written to. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes count. */
    public int length() {
        return length;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }
}
