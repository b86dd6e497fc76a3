package dev.handsel.operation.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A command for curl that sends exactly what was signed, quoted for a POSIX shell. */
final class CurlLine {

    private CurlLine() {}

    /** The command; {@code data} are the words that give the body, none where there is no body. */
    static String of(String method, String url, List<Map.Entry<String, String>> headers, List<String> data) {
        var words = new ArrayList<>(List.of("curl", "--globoff", "--path-as-is"));
        // With -X HEAD curl would wait for a body that never comes.
        words.addAll(method.equals("HEAD") ? List.of("--head") : List.of("-X", method));
        words.add(url);
        for (var header : headers) {
            words.add("-H");
            // curl leaves a header without a value out unless it ends with a semicolon.
            words.add(header.getValue().isEmpty() ? header.getKey() + ";" : header.getKey() + ": " + header.getValue());
        }
        words.addAll(data);
        return words.stream().map(CurlLine::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
