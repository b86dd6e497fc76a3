package dev.handsel.fraud.datasets;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Many domains in little memory: the text of them, one a line and sorted by bytes, and where each line begins. Looked up by
 * halving.
 */
final class DomainList {

    private final byte[] text;
    private final int[] starts;

    /**
     * @param text lines that each end with a line feed, in ASCII, ascending by bytes; anything else is a fault of the build
     */
    DomainList(byte[] text) {
        this.text = text;
        this.starts = starts(text);
        for (int i = 1; i < starts.length; i++) {
            if (Arrays.compare(text, starts[i - 1], end(i - 1), text, starts[i], end(i)) >= 0) {
                throw new IllegalStateException("Line " + (i + 1) + " of a list of domains is out of order");
            }
        }
    }

    private static int[] starts(byte[] text) {
        int lines = 0;
        for (byte b : text) {
            lines += b == '\n' ? 1 : 0;
        }
        var starts = new int[lines];
        int line = 0;
        int start = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                starts[line++] = start;
                start = i + 1;
            }
        }
        return starts;
    }

    private int end(int line) {
        return (line + 1 < starts.length ? starts[line + 1] : text.length) - 1;
    }

    int size() {
        return starts.length;
    }

    /** Whether this very domain is on the list. */
    boolean has(String domain) {
        var sought = domain.getBytes(US_ASCII);
        int low = 0;
        int high = starts.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compare(text, starts[middle], end(middle), sought, 0, sought.length);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    /** Whether this domain or one that it is part of is on the list. */
    boolean hasOrIsWithin(String domain) {
        var name = domain;
        while (true) {
            if (has(name)) {
                return true;
            }
            int dot = name.indexOf('.');
            if (dot < 0) {
                return false;
            }
            name = name.substring(dot + 1);
        }
    }
}
