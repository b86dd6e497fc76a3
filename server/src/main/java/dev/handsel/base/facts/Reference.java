package dev.handsel.base.facts;

import dev.handsel.base.facts.FactOutcome.Thing;
import dev.handsel.base.facts.FactOutcome.Waiting;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that a fact names: it is read, and where it must be locked, before the fact is worked on. Texts are as the
 * merchant wrote them.
 */
public sealed interface Reference {

    record ToCustomer(String ref) implements Reference {}

    /** All that is known of what a customer paid, and what it has earned. */
    record ToHistory(String customer) implements Reference {}

    record ToInvoice(String ref) implements Reference {}

    record ToRefund(String ref) implements Reference {}

    record ToDispute(String ref) implements Reference {}

    record ToTrade(String ref) implements Reference {}

    /** The affiliate who is this customer of the merchant. */
    record ToAffiliate(String customer) implements Reference {}

    /**
     * An affiliate's code.
     *
     * @param alone whether nobody else may take it meanwhile
     */
    record ToCode(String typed, boolean alone) implements Reference {}

    /**
     * A coupon, which may be an affiliate's.
     *
     * @param alone whether nobody else may take it, or decide by it, meanwhile
     */
    record ToCoupon(String typed, boolean alone) implements Reference {}

    /** A click by our own id, if it is one, and the clicks of its visitor before this instant. */
    record ToClick(String id, Instant until) implements Reference {}

    /** A click by the merchant's name of it. */
    record ToNamedClick(String ref) implements Reference {}

    /** The clicks of a device before this instant. */
    record ToDevice(String device, Instant until) implements Reference {}

    /**
     * The key that nobody else may work on until the fact has been worked on; none where reading is enough, or where
     * something is locked that the same fact names too.
     */
    default Optional<String> lock() {
        return switch (this) {
            case ToCustomer customer -> key(Thing.CUSTOMER, customer.ref());
            case ToInvoice invoice -> key(Thing.INVOICE, invoice.ref());
            case ToRefund refund -> key(Thing.REFUND, refund.ref());
            case ToDispute dispute -> key(Thing.DISPUTE, dispute.ref());
            case ToTrade trade -> key(Thing.TRADE, trade.ref());
            // one for all codes: whether one may be given depends on those that look like it
            case ToCode code -> code.alone() ? Optional.of("codes") : Optional.empty();
            case ToCoupon coupon -> coupon.alone() ? Optional.of("coupon:" + upper(coupon.typed())) : Optional.empty();
            // locked with the customer
            case ToHistory _, ToAffiliate _ -> Optional.empty();
            // clicks never change
            case ToClick _, ToNamedClick _, ToDevice _ -> Optional.empty();
        };
    }

    /** However it is typed, it is one coupon. */
    private static String upper(String coupon) {
        return coupon.strip().toUpperCase(Locale.ROOT);
    }

    private static Optional<String> key(Thing thing, String ref) {
        return Optional.of(new Waiting(thing, ref).key());
    }
}
