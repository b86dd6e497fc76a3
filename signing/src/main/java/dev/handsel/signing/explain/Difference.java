package dev.handsel.signing.explain;

import java.util.Arrays;
import java.util.Optional;

/**
 * The first byte at which two texts differ.
 *
 * @param offset how many bytes are the same before it
 * @param line the line of it, counted from 1; lines are parted by line feeds
 * @param column the byte of the line, counted from 1
 * @param expectedByte the byte that is expected, as {@code 0x0a}, or {@code end}
 * @param actualByte the byte that is there, likewise
 * @param expectedLine the expected line with what cannot be seen as escapes (see {@link Visible}); cut where it is long
 * @param actualLine the line that is there, likewise
 */
public record Difference(
        int offset,
        int line,
        int column,
        String expectedByte,
        String actualByte,
        String expectedLine,
        String actualLine) {

    private static final int SHOWN_BEFORE = 120;
    private static final int SHOWN_AFTER = 80;

    /** Compares; empty where the texts are the same. */
    public static Optional<Difference> between(byte[] expected, byte[] actual) {
        int offset = Arrays.mismatch(expected, actual);
        if (offset < 0) {
            return Optional.empty();
        }
        int line = 1;
        int start = 0;
        for (int i = 0; i < offset; i++) {
            if (expected[i] == '\n') {
                line++;
                start = i + 1;
            }
        }
        return Optional.of(new Difference(
                offset,
                line,
                offset - start + 1,
                Visible.at(expected, offset),
                Visible.at(actual, offset),
                shown(expected, start, offset),
                shown(actual, start, offset)));
    }

    private static String shown(byte[] text, int start, int offset) {
        int end = Visible.endOfLine(text, Math.min(offset, text.length));
        int from = Math.max(start, offset - SHOWN_BEFORE);
        int to = Math.min(end, offset + SHOWN_AFTER);
        return (from > start ? "..." : "") + Visible.of(Arrays.copyOfRange(text, from, to)) + (to < end ? "..." : "");
    }
}
