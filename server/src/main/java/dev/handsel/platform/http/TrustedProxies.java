package dev.handsel.platform.http;

import dev.handsel.platform.settings.CannotStart;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** Proxies whose word counts about the request they pass on. Addresses are literals; no name is ever looked up. */
@Component
public class TrustedProxies {

    /** An address as proxies write it: some add the port, and put brackets around IPv6 then. */
    private static final Pattern HOP =
            Pattern.compile("(?:\\[([^\\]]{2,60})\\]|([0-9.]{7,15}))(?::[0-9]{1,5})?|(\\S{2,60})");

    private static final String HEADER = "X-Forwarded-For";

    /**
     * Who is trusted.
     *
     * @param trustedProxies addresses whose {@code X-Forwarded-*} headers are believed; without any those of this machine
     */
    @ConfigurationProperties("handsel")
    record Settings(@DefaultValue({"127.0.0.1", "::1"}) List<String> trustedProxies) {
        Settings {
            trustedProxies = List.copyOf(trustedProxies);
            // Read here too, so that a mistake is told before anything is started.
            trustedProxies.forEach(TrustedProxies::address);
        }
    }

    private final Set<InetAddress> addresses;

    TrustedProxies(Settings settings) {
        this.addresses =
                settings.trustedProxies().stream().map(TrustedProxies::address).collect(Collectors.toSet());
    }

    private static InetAddress address(String text) {
        return literal(text.strip())
                .orElseThrow(() -> new CannotStart(
                        "HANDSEL_TRUSTED_PROXIES lists addresses by comma; this is none: " + text + "."));
    }

    /** Whether the other end of the connection is one of them. */
    public boolean sent(HttpServletRequest request) {
        return isTrusted(request.getRemoteAddr());
    }

    /** Where the request comes from: the last address, of all lines of the header, that no trusted proxy has put there. */
    public String client(HttpServletRequest request) {
        if (!sent(request)) {
            return request.getRemoteAddr();
        }
        var hops = Collections.list(request.getHeaders(HEADER)).stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .map(String::strip)
                .toList();
        for (var hop : hops.reversed()) {
            var address = hop(hop);
            if (address.isEmpty()) {
                break;
            }
            if (!addresses.contains(address.get())) {
                return address.get().getHostAddress();
            }
        }
        return request.getRemoteAddr();
    }

    private boolean isTrusted(String literal) {
        return literal(literal).filter(addresses::contains).isPresent();
    }

    private static Optional<InetAddress> hop(String text) {
        var matcher = HOP.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var bracketed = matcher.group(1);
        var dotted = matcher.group(2);
        return literal(bracketed != null ? bracketed : dotted != null ? dotted : text);
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
