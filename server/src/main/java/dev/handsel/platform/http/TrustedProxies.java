package dev.handsel.platform.http;

import dev.handsel.platform.settings.CannotStart;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** Proxies whose word counts about the request they pass on. */
@Component
public class TrustedProxies {

    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");

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
        try {
            if (LITERAL.matcher(text.strip()).matches()) {
                return InetAddress.getByName(text.strip());
            }
        } catch (UnknownHostException e) {
            throw unreadable(text, e);
        }
        throw unreadable(text, null);
    }

    private static CannotStart unreadable(String text, @org.jspecify.annotations.Nullable Exception cause) {
        return new CannotStart("HANDSEL_TRUSTED_PROXIES lists addresses by comma; this is none: " + text + ".", cause);
    }

    /** Whether the other end of the connection is one of them. */
    public boolean sent(HttpServletRequest request) {
        return isTrusted(request.getRemoteAddr());
    }

    /** Where the request comes from: the last address that no trusted proxy has put there. */
    public String client(HttpServletRequest request) {
        var forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded == null || !sent(request)) {
            return request.getRemoteAddr();
        }
        var hops = forwarded.split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            var hop = hops[i].strip();
            if (!LITERAL.matcher(hop).matches()) {
                break;
            }
            if (!isTrusted(hop)) {
                return hop;
            }
        }
        return request.getRemoteAddr();
    }

    private boolean isTrusted(String literal) {
        try {
            return addresses.contains(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
