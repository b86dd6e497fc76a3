package dev.handsel.signing.servlet;

import dev.handsel.signing.Refusal;
import dev.handsel.signing.RejectedException;
import dev.handsel.signing.RequestMessage;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request of a servlet container as it was on the wire, with its body, which has been read already. For one thread. */
public final class ServletMessage implements RequestMessage {

    private final HttpServletRequest request;
    private final String scheme;
    private final String target;
    private final byte[] body;
    private final Map<String, List<String>> headers = new HashMap<>();

    private ServletMessage(HttpServletRequest request, String scheme, byte[] body) {
        this.request = request;
        this.scheme = scheme;
        this.target = target(request);
        this.body = body;
    }

    /**
     * Reads the request as the container passed it on, not wrapped by anything that changes path or headers. A body of more
     * than {@code most} bytes is refused as {@link Refusal#BODY_TOO_LARGE}, whether or not its length was told; one that
     * somebody has read before is an {@link IllegalStateException}, one that breaks off an {@link IOException}.
     *
     * @param scheme the one by which clients reach the service: behind a proxy that ends TLS another than the request's own
     */
    public static ServletMessage read(HttpServletRequest request, String scheme, int most) throws IOException {
        long told = request.getContentLengthLong();
        if (told > most) {
            throw tooLarge(most);
        }
        // One byte more than allowed is enough to refuse it.
        var body = request.getInputStream().readNBytes(told >= 0 ? (int) told : Math.addExact(most, 1));
        if (body.length > most) {
            throw tooLarge(most);
        }
        if (body.length < told) {
            throw new IllegalStateException("Something before has read the body");
        }
        return new ServletMessage(request, scheme, body);
    }

    private static RejectedException tooLarge(int most) {
        return Refusal.BODY_TOO_LARGE.because("A signed body may have " + most + " bytes.");
    }

    private static String target(HttpServletRequest request) {
        var query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    @Override
    public String method() {
        return request.getMethod();
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
        // Asked for several times; filters in front of a container may examine a value each time that it is read.
        return headers.computeIfAbsent(name, this::lines);
    }

    private List<String> lines(String name) {
        var lines = request.getHeaders(name);
        if (lines == null || !lines.hasMoreElements()) {
            return isAuthorityOfHttp2(name) ? List.of(authority()) : List.of();
        }
        var first = lines.nextElement();
        if (!lines.hasMoreElements()) {
            return List.of(first);
        }
        var all = Collections.list(lines);
        all.add(0, first);
        return all;
    }

    /** HTTP/2 has a pseudo-header instead of {@code Host}, and not every container makes one of it. */
    private boolean isAuthorityOfHttp2(String name) {
        return name.equalsIgnoreCase("host") && !request.getProtocol().startsWith("HTTP/1");
    }

    private String authority() {
        return request.getServerName() + ":" + request.getServerPort();
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return method() + " " + target;
    }
}
