package dev.handsel.devices.signatures;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.signing.Authority;
import dev.handsel.signing.RequestMessage;
import dev.handsel.signing.RequestUrl;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The request that a proxy holds, from what the proxy says of it: nginx by {@code X-Original-URI}, ingress-nginx by
 * {@code X-Original-URL}, Traefik by {@code X-Forwarded-*}, Envoy by asking with the original method and path. Its body stays with the proxy, so its digest is for
 * whoever receives it to compare.
 */
record ForwardedRequest(HttpServletRequest request, String method, String scheme, String target, String host)
        implements RequestMessage {

    private static final String PATH = "/v1/signatures/forward-auth";

    /** Stands for a body that is not here: its presence makes a digest be required. */
    private static final byte[] SOME_BODY = {0};

    /**
     * What the proxy says. It says it in one way only: whatever a client has added in another way could make a signature
     * count for a request that it was not made for.
     */
    static ForwardedRequest of(HttpServletRequest request) {
        var url = first(request, "X-Original-URL");
        var original = first(request, "X-Original-URI");
        var forwarded = first(request, "X-Forwarded-Uri");
        var asked = asked(request);
        if (Stream.of(url, original, forwarded, asked).filter(Objects::nonNull).count() > 1) {
            throw ambiguous("The original request is told in two ways.");
        }
        if (url != null) {
            // The proxy asks with a Host of its own: the URL alone says where the request was sent to.
            return absolute(request, "X-Original-URL", url);
        }
        if (original != null) {
            return byTarget(request, original);
        }
        if (forwarded != null) {
            var method = required(request, "X-Forwarded-Method");
            return new ForwardedRequest(request, method, scheme(request), forwarded, host(request, "X-Forwarded-Host"));
        }
        if (asked != null) {
            return new ForwardedRequest(request, request.getMethod(), scheme(request), asked, host(request, "Host"));
        }
        throw missing("X-Original-URI, X-Original-URL or X-Forwarded-Uri");
    }

    private static ForwardedRequest byTarget(HttpServletRequest request, String target) {
        if (!target.startsWith("/")) {
            return absolute(request, "X-Original-URI", target).agreeing(required(request, "Host"));
        }
        var method = required(request, "X-Original-Method");
        return new ForwardedRequest(request, method, scheme(request), target, host(request, "Host"));
    }

    /** A whole URL, in which the proxy has put scheme, host and target together. */
    private static ForwardedRequest absolute(HttpServletRequest request, String header, String text) {
        RequestUrl url;
        try {
            url = RequestUrl.parse(text);
        } catch (IllegalArgumentException unreadable) {
            throw malformed(header);
        }
        // A host with a question mark in it would swallow the slash, and with it what the service is asked for.
        if (!text.endsWith(url.authority() + url.target())) {
            throw malformed(header);
        }
        return new ForwardedRequest(
                request, required(request, "X-Original-Method"), url.scheme(), url.target(), url.authority());
    }

    /** This, where a header names the same host. */
    private ForwardedRequest agreeing(String named) {
        if (!Authority.normal(named, scheme).equals(Authority.normal(host, scheme))) {
            throw ambiguous("X-Original-URI is a whole URL and names another host than the header Host.");
        }
        return this;
    }

    private static Refused malformed(String header) {
        return new Refused(
                RefusalKind.UNAUTHENTICATED,
                "original_malformed",
                "The header " + header + " is no URL such as https://api.example.com/orders?x=1.");
    }

    private static String scheme(HttpServletRequest request) {
        var scheme = first(request, "X-Forwarded-Proto");
        return scheme == null ? "https" : scheme.toLowerCase(Locale.ROOT);
    }

    private static String host(HttpServletRequest request, String name) {
        var host = first(request, name);
        return host == null ? required(request, "Host") : host;
    }

    private static String required(HttpServletRequest request, String name) {
        var value = first(request, name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    private static Refused missing(String header) {
        return new Refused(
                RefusalKind.UNAUTHENTICATED,
                "original_missing",
                "The proxy does not say what was asked for: " + header + " is missing.");
    }

    private static Refused ambiguous(String detail) {
        return new Refused(RefusalKind.UNAUTHENTICATED, "original_ambiguous", detail);
    }

    /** What follows this endpoint's own path, as Envoy puts it there. */
    private static @Nullable String asked(HttpServletRequest request) {
        var uri = request.getRequestURI();
        if (uri.length() <= PATH.length() || uri.charAt(PATH.length()) != '/') {
            return null;
        }
        var path = uri.substring(PATH.length());
        return request.getQueryString() == null ? path : path + "?" + request.getQueryString();
    }

    private static @Nullable String first(HttpServletRequest request, String name) {
        var lines = Collections.list(request.getHeaders(name));
        if (lines.size() > 1) {
            throw ambiguous("The header " + name + " is sent twice.");
        }
        return lines.isEmpty() || lines.getFirst().isBlank()
                ? null
                : lines.getFirst().strip();
    }

    @Override
    public List<String> header(String name) {
        return name.equalsIgnoreCase("host") ? List.of(host) : Collections.list(request.getHeaders(name));
    }

    /** Whether the request has a body, as far as it can be known from its headers. */
    private boolean hasBody() {
        var length = request.getHeader("X-Original-Content-Length");
        return (length != null && !length.isBlank() && !length.strip().equals("0"))
                || has("X-Original-Transfer-Encoding")
                || has("Transfer-Encoding")
                || has("Content-Digest")
                || request.getContentLengthLong() > 0;
    }

    private boolean has(String name) {
        var value = request.getHeader(name);
        return value != null && !value.isBlank();
    }

    @Override
    public byte[] body() {
        return hasBody() ? SOME_BODY : new byte[0];
    }
}
