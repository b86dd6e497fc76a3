package dev.handsel.operation.cli;

import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.RequestUrl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request as it was sent, read from a file: in the form of HTTP/1.1, or as JSON with {@code method}, {@code url},
 * {@code headers}, {@code body_base64} and {@code signed}. What cannot be read is an {@link IllegalArgumentException}.
 *
 * @param signed what the client says it signed
 */
record SentRequest(PlainRequest request, Optional<String> signed) {

    private static final List<String> MEMBERS = List.of("method", "url", "headers", "body_base64", "signed");

    static SentRequest read(byte[] file, String scheme) {
        int start = 0;
        while (start < file.length && file[start] <= ' ' && file[start] >= 0) {
            start++;
        }
        return start < file.length && file[start] == '{'
                ? json(file)
                : new SentRequest(plain(Arrays.copyOfRange(file, start, file.length), scheme), Optional.empty());
    }

    private static PlainRequest plain(byte[] file, String scheme) {
        // A character stands for a byte.
        var text = new String(file, StandardCharsets.ISO_8859_1);
        var headers = new ArrayList<Map.Entry<String, String>>();
        int at = endOfLine(text, 0);
        var first = line(text, 0, at).split(" ", -1);
        if (first.length < 2 || first.length > 3 || (first.length == 3 && !first[2].startsWith("HTTP/"))) {
            throw new IllegalArgumentException("The first line is the request line, such as GET /v1/x HTTP/1.1.");
        }
        while (at < text.length()) {
            int end = endOfLine(text, at);
            var line = line(text, at, end);
            at = end;
            if (line.isEmpty()) {
                break;
            }
            headers.add(RequestHeaders.parse(line));
        }
        var body = body(Arrays.copyOfRange(file, at, file.length), headers);
        if (first[1].startsWith("/")) {
            return new PlainRequest(first[0], scheme, first[1], headers, body);
        }
        return to(first[0], first[1], headers, body);
    }

    /** A whole URL says where the request went to; a header that names another host is what a proxy made of it. */
    private static PlainRequest to(String method, String url, List<Map.Entry<String, String>> headers, byte[] body) {
        var parts = RequestUrl.parse(url);
        var all = new ArrayList<Map.Entry<String, String>>();
        for (var header : headers) {
            boolean host = header.getKey().equalsIgnoreCase("host");
            all.add(host ? Map.entry("X-Original-Host", header.getValue()) : header);
        }
        all.add(Map.entry("Host", parts.authority()));
        return new PlainRequest(method, parts.scheme(), parts.target(), all, body);
    }

    /** After the line feed, or after the last character. */
    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    /** Without its line end. */
    private static String line(String text, int from, int end) {
        var line = text.substring(from, end);
        if (line.endsWith("\n")) {
            line = line.substring(0, line.length() - 1);
        }
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static byte[] body(byte[] rest, List<Map.Entry<String, String>> headers) {
        if (RequestHeaders.has(headers, "transfer-encoding")) {
            throw new IllegalArgumentException("Leave Transfer-Encoding out and give the body as it was before.");
        }
        for (var header : headers) {
            if (header.getKey().equalsIgnoreCase("content-length")) {
                return Arrays.copyOf(rest, length(header.getValue(), rest.length));
            }
        }
        // Without a length there is no body; an editor may have ended the file with a line feed.
        boolean blank = new String(rest, StandardCharsets.ISO_8859_1).chars().allMatch(c -> c == '\r' || c == '\n');
        return blank ? new byte[0] : rest;
    }

    private static int length(String value, int there) {
        if (!value.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("Content-Length is not a number.");
        }
        int length = Integer.parseInt(value);
        if (length > there) {
            throw new IllegalArgumentException(
                    "Content-Length is " + length + ", but only " + there + " bytes follow the headers.");
        }
        return length;
    }

    private static SentRequest json(byte[] file) {
        JsonNode node;
        try {
            node = JsonMapper.builder().build().readTree(file);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException("The file begins like JSON and is none.", malformed);
        }
        node.propertyNames().forEach(name -> {
            if (!MEMBERS.contains(name)) {
                throw new IllegalArgumentException("There is no member " + name + "; there are " + MEMBERS + ".");
            }
        });
        var body = Base64.getDecoder().decode(node.path("body_base64").asString(""));
        var request = to(text(node, "method"), text(node, "url"), headers(node.path("headers")), body);
        return new SentRequest(request, node.has("signed") ? Optional.of(text(node, "signed")) : Optional.empty());
    }

    private static String text(JsonNode node, String name) {
        return node.path(name)
                .asStringOpt()
                .orElseThrow(() -> new IllegalArgumentException("The member " + name + " is a string."));
    }

    /** Pairs, or an object whose values are strings or lists of strings. */
    private static List<Map.Entry<String, String>> headers(JsonNode node) {
        var headers = new ArrayList<Map.Entry<String, String>>();
        if (node.isArray()) {
            node.forEach(pair -> {
                if (pair.size() != 2) {
                    throw new IllegalArgumentException("Headers are pairs of name and value.");
                }
                headers.add(Map.entry(pair.get(0).asString(), pair.get(1).asString()));
            });
        }
        for (var header : node.properties()) {
            if (header.getValue().isArray()) {
                header.getValue().forEach(value -> headers.add(Map.entry(header.getKey(), value.asString())));
            } else {
                headers.add(Map.entry(header.getKey(), header.getValue().asString()));
            }
        }
        return headers;
    }
}
