package dev.handsel.signing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request put together from its parts, for signing and for verifying what was received elsewhere. */
public final class PlainRequest implements RequestMessage {

    private final String method;
    private final String scheme;
    private final String target;
    private final Map<String, List<String>> headers = new HashMap<>();
    private final byte[] body;

    /**
     * A request of these parts.
     *
     * @param scheme {@code https} or {@code http}
     * @param target path and query as in the request line
     * @param headers names with values, in their order, the same name as often as it was sent; {@code Host} among them
     */
    public PlainRequest(
            String method, String scheme, String target, List<Map.Entry<String, String>> headers, byte[] body) {
        this.method = method;
        this.scheme = scheme;
        this.target = target;
        for (var header : headers) {
            this.headers.merge(
                    header.getKey().toLowerCase(Locale.ROOT), List.of(header.getValue()), PlainRequest::joined);
        }
        this.body = body.clone();
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String scheme() {
        return scheme;
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public List<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    private static List<String> joined(List<String> lines, List<String> more) {
        var all = new ArrayList<>(lines);
        all.addAll(more);
        return all;
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
