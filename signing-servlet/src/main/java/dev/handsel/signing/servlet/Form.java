package dev.handsel.signing.servlet;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters of what was signed: those of the query first, then those of a form in the body. */
final class Form {

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    /** Adds what this text names, percent-encoded in this charset. */
    Form add(@Nullable String text, Charset charset) {
        if (text == null || text.isEmpty()) {
            return this;
        }
        for (var pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                var value = equals < 0 ? "" : pair.substring(equals + 1);
                values.computeIfAbsent(decoded(name, charset), fresh -> new ArrayList<>(1))
                        .add(decoded(value, charset));
            }
        }
        return this;
    }

    /** Adds what a form's body names. */
    Form add(byte[] body, Charset charset) {
        return add(new String(body, StandardCharsets.ISO_8859_1), charset);
    }

    private static String decoded(String text, Charset charset) {
        try {
            return URLDecoder.decode(text, charset);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalStateException("A parameter is not encoded as one", malformed);
        }
    }

    Map<String, String[]> map() {
        var map = new LinkedHashMap<String, String[]>();
        values.forEach((name, all) -> map.put(name, all.toArray(new String[0])));
        return map;
    }
}
