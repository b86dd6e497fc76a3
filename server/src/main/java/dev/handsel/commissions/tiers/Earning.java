package dev.handsel.commissions.tiers;

import dev.handsel.base.ids.AffiliateId;
import java.util.Optional;

/** Who can earn by some terms, and so is measured by their tiers. */
sealed interface Earning {

    /** The affiliate of a link or coupon, or the one whom the terms are for; nobody where it has none by now. */
    record One(Optional<AffiliateId> affiliate) implements Earning {}

    /** Every affiliate. */
    record Anybody() implements Earning {}

    default boolean includes(AffiliateId other) {
        return switch (this) {
            case One one -> one.affiliate().filter(other::equals).isPresent();
            case Anybody _ -> true;
        };
    }
}
