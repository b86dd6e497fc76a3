package dev.handsel.signing;

import java.util.List;

/** Reads headers strictly: one line where one is meant, and nothing that could pass for a second line. */
public final class Headers {

    private Headers() {}

    /** Whether the request has this header at all. */
    public static boolean has(RequestMessage request, String name) {
        return !request.header(name).isEmpty();
    }

    /** The value of a header that may be sent once. */
    public static String single(RequestMessage request, String name) {
        var lines = request.header(name);
        if (lines.size() != 1) {
            throw Refusal.HEADER_MALFORMED.because(
                    lines.isEmpty() ? "The header " + name + " is missing." : "The header " + name + " is sent twice.");
        }
        return clean(name, lines.get(0));
    }

    /** The lines of a field joined as RFC 9110, section 5.3, has it. */
    public static String joined(RequestMessage request, String name) {
        List<String> lines = request.header(name);
        if (lines.size() == 1) {
            return clean(name, lines.get(0));
        }
        var joined = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            joined.append(i == 0 ? "" : ", ").append(clean(name, lines.get(i)));
        }
        return joined.toString();
    }

    /** How many characters the lines have together. */
    public static int length(RequestMessage request, String name) {
        var lines = request.header(name);
        int length = 0;
        for (int i = 0; i < lines.size(); i++) {
            length += lines.get(i).length();
        }
        return length;
    }

    /** The line without whitespace around it; anything but ASCII and tabs is refused. */
    public static String clean(String name, String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ((c < ' ' && c != '\t') || c > '~') {
                throw Refusal.HEADER_MALFORMED.because("The header " + name + " holds a character that is not ASCII.");
            }
        }
        int start = 0;
        int end = line.length();
        while (start < end && isBlank(line.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
