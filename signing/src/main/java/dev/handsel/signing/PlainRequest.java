package dev.handsel.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A request put together from its parts, for signing and for verifying what was received elsewhere. */
public final class PlainRequest implements RequestMessage {

    private final String method;
    private final String scheme;
    private final String target;
    private final List<Map.Entry<String, String>> headers;
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
        this.headers = List.copyOf(headers);
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
        var lines = new ArrayList<String>(1);
        for (int i = 0; i < headers.size(); i++) {
            if (headers.get(i).getKey().equalsIgnoreCase(name)) {
                lines.add(headers.get(i).getValue());
            }
        }
        return lines;
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
