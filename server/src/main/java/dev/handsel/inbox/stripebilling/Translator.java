package dev.handsel.inbox.stripebilling;

import dev.handsel.inbox.stripebilling.BillingChange.SignedUp;
import dev.handsel.inbox.stripebilling.BillingChange.SubscriptionEnded;

/**
 * Says what events of Stripe mean here: a pure function of the event, for the versions of Stripe's API from 2024-04 on. A
 * payload that is not what its type promises is refused.
 */
final class Translator {

    private static final int LONGEST_EMAIL = 320;

    private Translator() {}

    static BillingChange translate(BillingEvent event) {
        try {
            return event.meaning().map(type -> read(type, event)).orElseGet(BillingChange.Nothing::new);
        } catch (ArithmeticException overflow) {
            throw Payload.invalid("data.object has amounts that are out of range");
        }
    }

    private static BillingChange read(StripeEventType type, BillingEvent event) {
        return switch (type) {
            case CHECKOUT_COMPLETED -> checkout(event);
            case INVOICE_PAID -> PaidInvoice.of(event);
            case INVOICE_PAYMENT_PAID -> payment(event.object());
            case CHARGE_REFUNDED -> MoneyBack.refunded(event);
            case REFUND_FAILED -> MoneyBack.failed(event);
            case REFUND_UPDATED, CHARGE_REFUND_UPDATED -> MoneyBack.updated(event);
            case DISPUTE_CREATED, DISPUTE_UPDATED, DISPUTE_FUNDS_WITHDRAWN, DISPUTE_CLOSED -> Dispute.of(type, event);
            case CREDIT_NOTE_CREATED -> MoneyBack.credited(event);
            case CREDIT_NOTE_VOIDED -> MoneyBack.voided(event);
            case SUBSCRIPTION_DELETED -> canceled(event);
        };
    }

    /** A guest at Stripe whom the merchant does not name either can be told of in no invoice, and is nobody. */
    private static BillingChange checkout(BillingEvent event) {
        var session = event.object();
        var stripeCustomer = Buyer.stripeCustomer(session);
        var customer = Buyer.named(session).or(() -> stripeCustomer);
        if (customer.isEmpty()) {
            return new BillingChange.Nothing();
        }
        var email = session.at("customer_details")
                .text("email", LONGEST_EMAIL)
                .or(() -> session.text("customer_email", LONGEST_EMAIL));
        var lead = session.text("client_reference_id");
        var draft = EventDraft.of(event, "signup", event.created())
                .with(EventDraft.CUSTOMER, customer.get())
                .with("click_id", lead.filter(text -> text.startsWith("clk_")))
                .with("code", lead.filter(text -> !text.startsWith("clk_")))
                .with("email", email)
                .withCoupons(Coupons.of(session));
        return new SignedUp(stripeCustomer, customer.get(), draft);
    }

    /** Newer versions tell here alone by what an invoice was paid. */
    private static BillingChange payment(Payload paid) {
        var payments = PaidInvoice.paying(paid);
        return payments.isEmpty()
                ? new BillingChange.Nothing()
                : new BillingChange.Payment(paid.requiredReference("invoice"), payments);
    }

    private static BillingChange canceled(BillingEvent event) {
        var subscription = event.object();
        return new SubscriptionEnded(
                Buyer.requiredStripeCustomer(subscription),
                Buyer.named(subscription),
                EventDraft.of(event, "subscription_canceled", event.created()));
    }
}
