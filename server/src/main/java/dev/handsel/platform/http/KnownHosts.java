package dev.handsel.platform.http;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses (421) what was meant for somebody else: requests by a name that is neither that of the public URL nor an accepted one.
 * So no page elsewhere reaches this server by a name of its own (DNS rebinding), and no name that a client makes up stands in
 * anything that is kept. By a loopback address, or the address at which the connection came in, everything is reached; ports do
 * not matter, since proxies change them.
 */
final class KnownHosts extends OncePerRequestFilter {

    private final Refusals refusals;
    private final Set<String> names;
    private final List<ForeignHosts> exceptions;

    KnownHosts(Refusals refusals, String publicUrl, List<String> accepted, List<ForeignHosts> exceptions) {
        this.refusals = refusals;
        this.names = Stream.concat(
                        Stream.ofNullable(URI.create(publicUrl).getRawAuthority()),
                        accepted.stream().map(name -> name.split("/", 2)[0]))
                .map(KnownHosts::host)
                .collect(Collectors.toSet());
        this.exceptions = List.copyOf(exceptions);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isKnown(request)
                || exceptions.stream().anyMatch(path -> path.paths().include(request))) {
            chain.doFilter(request, response);
        } else {
            refusals.answer(
                    request,
                    response,
                    new Refused(
                            RefusalKind.MISDIRECTED,
                            "host_unknown",
                            "This server does not go by the name in the Host header. HANDSEL_PUBLIC_URL says its name,"
                                    + " HANDSEL_ACCEPTED_AUTHORITIES lists further ones."));
        }
    }

    /** A request of HTTP/1.0 may name nobody; no browser sends one. */
    private boolean isKnown(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.HOST);
        if (header == null) {
            return true;
        }
        var host = host(header);
        return names.contains(host)
                || host.equals("localhost")
                || host.endsWith(".localhost")
                || isOwnAddress(host, request.getLocalAddr());
    }

    private static boolean isOwnAddress(String host, String local) {
        try {
            var address = InetAddress.ofLiteral(host);
            return address.isLoopbackAddress() || address.equals(InetAddress.ofLiteral(local));
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    /** The name alone: without port, brackets, the dot of the root and capitals. */
    private static String host(String authority) {
        var text = authority.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("[")) {
            return text.substring(1, Math.max(1, text.indexOf(']')));
        }
        var name = text.replaceFirst(":[0-9]*$", "");
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
