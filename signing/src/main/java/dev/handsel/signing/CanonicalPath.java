package dev.handsel.signing;

/**
 * Refuses paths that two programs on the way could read differently: dot segments (also encoded ones, and with
 * parameters), empty segments,
 * backslashes, control bytes and anything that is not ASCII. Encoded slashes pass: what they mean is the server's affair.
 */
public final class CanonicalPath {

    private CanonicalPath() {}

    /** Refuses a target whose path is not canonical, or whose query holds what cannot stand in a request line. */
    public static void require(String target) {
        if (!target.startsWith("/")) {
            throw notCanonical("does not begin with a slash");
        }
        int query = target.indexOf('?');
        int end = query < 0 ? target.length() : query;
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 127) {
                throw notCanonical("holds a control character, a space or something that is not ASCII");
            }
            if (i < end) {
                requireHarmless(target, i, c);
            }
        }
        requireNoDotSegments(target, end);
    }

    private static void requireHarmless(String target, int at, char c) {
        if (c == '\\' || c == '#') {
            throw notCanonical("holds a backslash or a fragment");
        }
        if (c == '/' && at > 0 && target.charAt(at - 1) == '/') {
            throw notCanonical("holds an empty segment");
        }
        if (c == '%' && at + 2 < target.length()) {
            int high = Character.digit(target.charAt(at + 1), 16);
            int low = Character.digit(target.charAt(at + 2), 16);
            int value = high * 16 + low;
            if (high >= 0 && low >= 0 && (value < ' ' || value == 127)) {
                throw notCanonical("holds an encoded control character");
            }
        }
    }

    private static void requireNoDotSegments(String target, int end) {
        int at = 0;
        while (at < end) {
            int next = target.indexOf('/', at + 1);
            int stop = next < 0 || next > end ? end : next;
            if (onlyDots(target, at + 1, stop)) {
                throw notCanonical("holds a dot segment");
            }
            at = stop;
        }
    }

    /**
     * Whether the segment is one or two dots, each plain or as {@code %2e}; also with parameters behind them, which some
     * servers take away before they look at the dots.
     */
    private static boolean onlyDots(String target, int from, int to) {
        int dots = 0;
        int at = from;
        while (at < to) {
            if (dots > 0 && startsParameters(target, at)) {
                break;
            } else if (target.charAt(at) == '.') {
                at++;
            } else if (target.regionMatches(true, at, "%2e", 0, 3)) {
                at += 3;
            } else {
                return false;
            }
            dots++;
        }
        return dots == 1 || dots == 2;
    }

    private static boolean startsParameters(String target, int at) {
        return target.charAt(at) == ';' || target.regionMatches(true, at, "%3b", 0, 3);
    }

    private static RejectedException notCanonical(String why) {
        return Refusal.PATH_NOT_CANONICAL.because("The path " + why + ".");
    }
}
