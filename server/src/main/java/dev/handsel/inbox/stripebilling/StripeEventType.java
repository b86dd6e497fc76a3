package dev.handsel.inbox.stripebilling;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The types of Stripe's events that mean something here; every other type is harmless and means nothing.
 *
 * @see <a href="https://docs.stripe.com/api/events/types">docs.stripe.com/api/events/types</a>
 */
enum StripeEventType {
    CHECKOUT_COMPLETED("checkout.session.completed"),
    INVOICE_PAID("invoice.paid"),
    INVOICE_PAYMENT_PAID("invoice_payment.paid"),
    CHARGE_REFUNDED("charge.refunded"),
    REFUND_FAILED("refund.failed"),
    REFUND_UPDATED("refund.updated"),
    CHARGE_REFUND_UPDATED("charge.refund.updated"),
    DISPUTE_CREATED("charge.dispute.created"),
    DISPUTE_UPDATED("charge.dispute.updated"),
    DISPUTE_FUNDS_WITHDRAWN("charge.dispute.funds_withdrawn"),
    DISPUTE_CLOSED("charge.dispute.closed"),
    CREDIT_NOTE_CREATED("credit_note.created"),
    CREDIT_NOTE_VOIDED("credit_note.voided"),
    SUBSCRIPTION_DELETED("customer.subscription.deleted");

    private final String stripe;

    StripeEventType(String stripe) {
        this.stripe = stripe;
    }

    /** The type that Stripe calls so; empty for one that means nothing. */
    static Optional<StripeEventType> of(String stripe) {
        return Stream.of(values()).filter(type -> type.stripe.equals(stripe)).findFirst();
    }
}
