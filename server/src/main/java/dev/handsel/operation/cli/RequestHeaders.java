package dev.handsel.operation.cli;

import java.util.List;
import java.util.Map;

/** Headers as people write them. */
final class RequestHeaders {

    private RequestHeaders() {}

    /** Reads {@code Name: value}; anything else is an {@link IllegalArgumentException}. */
    static Map.Entry<String, String> parse(String line) {
        int colon = line.indexOf(':');
        if (colon < 1 || line.charAt(0) <= ' ' || line.charAt(colon - 1) <= ' ') {
            throw new IllegalArgumentException("A header is written as Name: value.");
        }
        return Map.entry(line.substring(0, colon), line.substring(colon + 1).strip());
    }

    static boolean has(List<Map.Entry<String, String>> headers, String name) {
        return headers.stream().anyMatch(header -> header.getKey().equalsIgnoreCase(name));
    }
}
