package dev.handsel.signing.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Shows bytes so that people see all of them: line ends, tabs and whatever is not ASCII are written as escapes. */
public final class Visible {

    private static final HexFormat HEX = HexFormat.of();

    private Visible() {}

    /** The bytes with {@code \r}, {@code \n}, {@code \t}, {@code \\} and {@code \xc5} for what cannot be seen. */
    public static String of(byte[] bytes) {
        var shown = new StringBuilder(bytes.length + 16);
        for (var b : bytes) {
            switch (b) {
                case '\r' -> shown.append("\\r");
                case '\n' -> shown.append("\\n");
                case '\t' -> shown.append("\\t");
                case '\\' -> shown.append("\\\\");
                default -> {
                    if (b >= ' ' && b <= '~') {
                        shown.append((char) b);
                    } else {
                        HEX.toHexDigits(shown.append("\\x"), b);
                    }
                }
            }
        }
        return shown.toString();
    }

    /** The same by lines, each with the line end that it has. */
    public static List<String> lines(byte[] bytes) {
        var lines = new ArrayList<String>();
        int start = 0;
        while (start < bytes.length) {
            int end = endOfLine(bytes, start);
            lines.add(of(Arrays.copyOfRange(bytes, start, end)));
            start = end;
        }
        return lines;
    }

    /** Where the line that holds this byte ends, its line feed included. */
    static int endOfLine(byte[] bytes, int at) {
        int end = at;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, bytes.length);
    }

    /** One byte, such as {@code 0x0d}, or {@code end} after the last. */
    static String at(byte[] bytes, int offset) {
        return offset < bytes.length ? "0x" + HEX.toHexDigits(bytes[offset]) : "end";
    }
}
