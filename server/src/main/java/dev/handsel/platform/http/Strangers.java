package dev.handsel.platform.http;

import dev.handsel.base.addresses.Network;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.limits.Limit;
import dev.handsel.platform.limits.Limits;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Limits for those of whom nothing is known but the network that they come from, seen through {@link TrustedProxies}. Behind
 * a proxy that is not among these, everybody comes from one network.
 */
@Component
public class Strangers {

    private record Concern(Network network, Object what) {}

    private final Limits limits;
    private final TrustedProxies proxies;

    Strangers(Limits limits, TrustedProxies proxies) {
        this.limits = limits;
        this.proxies = proxies;
    }

    /** Where the request comes from, as trusted proxies tell it: an address in digits. */
    public String address(HttpServletRequest request) {
        return proxies.client(request);
    }

    /** Counts a use by the network of this request; false where there were too many. */
    public boolean mayUse(Limit limit, HttpServletRequest request) {
        return limits.use(limit, network(request)).isEmpty();
    }

    /** As {@link #mayUse(Limit, HttpServletRequest)}, for each of the things that are used by itself. */
    public boolean mayUse(Limit limit, HttpServletRequest request, Object what) {
        return limits.use(limit, new Concern(network(request), what)).isEmpty();
    }

    /** Whether one more wrong guess is too many. */
    public boolean hasGuessedTooOften(Limit limit, HttpServletRequest request) {
        return limits.exhausted(limit, network(request)).isPresent();
    }

    /**
     * Tries what a stranger names; that there is no such thing counts as a wrong guess, while right ones cost nothing.
     *
     * @throws Refused 429 {@code too_many_failures} before anything is tried, where there were too many wrong ones
     */
    public <T> T guess(Limit limit, HttpServletRequest request, Supplier<T> attempt) {
        var network = network(request);
        limits.exhausted(limit, network).ifPresent(wait -> {
            throw Refused.later(
                    RefusalKind.TOO_MANY,
                    "too_many_failures",
                    "Too much that is unknown was asked for from here.",
                    wait);
        });
        try {
            return attempt.get();
        } catch (Refused refused) {
            if (refused.kind() == RefusalKind.NOT_FOUND || refused.kind() == RefusalKind.UNAUTHENTICATED) {
                limits.note(limit, network);
            }
            throw refused;
        }
    }

    private Network network(HttpServletRequest request) {
        return Network.of(proxies.client(request));
    }
}
