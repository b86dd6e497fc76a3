package dev.handsel.devices.signatures;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.handsel.base.refusal.Refused;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses: after 30 wrong signatures within a minute an address (of IPv6 the network of 64 bits) is refused for
 * a minute; a right one clears it. Addresses are throttled, never credentials, or strangers could lock a device out.
 */
@Component
class Throttle {

    private static final int MOST_FAILURES = 30;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int NETWORK_BYTES = 8;

    private record Failures(
            Instant since, int count, @Nullable Instant blockedUntil) {}

    private final Cache<String, Failures> failures = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(WINDOW.multipliedBy(2))
            .build();
    private final InstantSource clock;

    Throttle(InstantSource clock) {
        this.clock = clock;
    }

    /** Refuses (429) whoever has failed too often. */
    void require(String address) {
        var found = failures.getIfPresent(network(address));
        if (found == null || found.blockedUntil() == null) {
            return;
        }
        var left = Duration.between(clock.instant(), found.blockedUntil());
        if (left.isPositive()) {
            throw Refused.later(
                    Refused.Kind.TOO_MANY, "too_many_failures", "Too many wrong signatures came from here.", left);
        }
    }

    void failed(String address) {
        var now = clock.instant();
        failures.asMap().compute(network(address), (_, before) -> {
            // What was already on its way when the address was blocked must not begin a new count.
            if (before != null && before.blockedUntil() != null && now.isBefore(before.blockedUntil())) {
                return before;
            }
            boolean fresh = before == null
                    || before.blockedUntil() != null
                    || !now.isBefore(before.since().plus(WINDOW));
            int count = fresh ? 1 : before.count() + 1;
            return new Failures(fresh ? now : before.since(), count, count >= MOST_FAILURES ? now.plus(WINDOW) : null);
        });
    }

    void succeeded(String address) {
        failures.invalidate(network(address));
    }

    /** The address, or its network where one house has as many as it likes. Only literals come here: nothing is looked up. */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            var bytes = InetAddress.getByName(address);
            return bytes instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes.getAddress(), NETWORK_BYTES))
                    : bytes.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
