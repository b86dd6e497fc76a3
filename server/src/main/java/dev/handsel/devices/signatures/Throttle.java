package dev.handsel.devices.signatures;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.limits.Limit;
import dev.handsel.platform.limits.Limits;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses: after 30 wrong signatures within a minute an address (of IPv6 the network of 64 bits) is refused for
 * a minute; a right one clears it. Addresses are throttled, never credentials, or strangers could lock a device out.
 */
@Component
class Throttle {

    private static final int NETWORK_BYTES = 8;

    private final Limits limits;

    Throttle(Limits limits) {
        this.limits = limits;
    }

    /** Refuses (429) whoever has failed too often. */
    void require(String address) {
        limits.exhausted(Limit.WRONG_SIGNATURES, network(address)).ifPresent(wait -> {
            throw Refused.later(
                    RefusalKind.TOO_MANY, "too_many_failures", "Too many wrong signatures came from here.", wait);
        });
    }

    /** Counts a wrong signature. What was already on its way when the address was refused prolongs nothing. */
    void failed(String address) {
        if (limits.note(Limit.WRONG_SIGNATURES, network(address))) {
            limits.close(Limit.WRONG_SIGNATURES, network(address));
        }
    }

    /** A right signature clears the address. */
    void succeeded(String address) {
        limits.forget(Limit.WRONG_SIGNATURES, network(address));
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
