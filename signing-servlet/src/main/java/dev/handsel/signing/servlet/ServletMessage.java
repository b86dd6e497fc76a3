package dev.handsel.signing.servlet;

import dev.handsel.signing.RequestMessage;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/** A request of a servlet container as it was on the wire, with its body, which has been read already. */
public final class ServletMessage implements RequestMessage {

    private final HttpServletRequest request;
    private final String target;
    private final byte[] body;

    /** The request as the container passed it on, not wrapped by anything that changes path or headers. */
    public ServletMessage(HttpServletRequest request, byte[] body) {
        this.request = request;
        this.target = target(request);
        this.body = body;
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
        return request.getScheme();
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public List<String> header(String name) {
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
