package dev.handsel.devices.signatures;

import dev.handsel.base.addresses.Network;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.limits.Limit;
import dev.handsel.platform.limits.Limits;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses: after 30 wrong signatures within a minute an address (of IPv6 the network of 64 bits) is refused for
 * a minute; a right one clears it. Addresses are throttled, never credentials, or strangers could lock a device out.
 */
@Component
class Throttle {

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

    private static String network(String address) {
        return Network.of(address).text();
    }
}
