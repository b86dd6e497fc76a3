package dev.handsel.referrals.links;

import dev.handsel.base.addresses.WebAddress;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import java.util.Optional;

/** Where a page comes from, as browsers tell it across origins. */
final class Origins {

    private Origins() {}

    /** The origin as an address, or nothing where it is opaque or more than an origin. */
    static Optional<WebAddress> find(String header) {
        return WebAddress.find(header)
                .filter(address -> address.uri().getRawPath().isEmpty()
                        && address.uri().getRawQuery() == null
                        && address.uri().getRawFragment() == null);
    }

    static Refused notAllowed() {
        return new Refused(
                RefusalKind.FORBIDDEN, "origin_not_allowed", "Pages of this origin do not belong to the programme.");
    }
}
