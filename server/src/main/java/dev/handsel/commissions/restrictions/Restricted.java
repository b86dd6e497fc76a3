package dev.handsel.commissions.restrictions;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import java.util.Optional;

/** Whom a restriction is about. */
public sealed interface Restricted {

    /** All that is earned by one customer's invoices, whoever's they are. */
    record OfCustomer(CustomerId id) implements Restricted {}

    /** All that one affiliate earns. */
    record OfAffiliate(AffiliateId id) implements Restricted {}

    /** The customer, where it is one. */
    default Optional<CustomerId> customer() {
        return switch (this) {
            case OfCustomer customer -> Optional.of(customer.id());
            case OfAffiliate _ -> Optional.empty();
        };
    }

    /** The affiliate, where it is one. */
    default Optional<AffiliateId> affiliate() {
        return switch (this) {
            case OfCustomer _ -> Optional.empty();
            case OfAffiliate affiliate -> Optional.of(affiliate.id());
        };
    }

    /** Its id as text. */
    default String text() {
        return switch (this) {
            case OfCustomer customer -> customer.id().toString();
            case OfAffiliate affiliate -> affiliate.id().toString();
        };
    }
}
