package dev.handsel.inbox.stripebilling;

import dev.handsel.inbox.stripebilling.BillingChange.ChargeRefunded;
import dev.handsel.inbox.stripebilling.BillingChange.DisputeChanged;
import dev.handsel.inbox.stripebilling.BillingChange.SignedUp;
import dev.handsel.inbox.stripebilling.BillingChange.SubscriptionEnded;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says what events of Stripe mean here: a pure function of the event, for the versions of Stripe's API from 2024-04 on. A
 * payload that is not what its type promises is refused.
 */
final class Translator {

    private static final int LONGEST_EMAIL = 320;

    private Translator() {}

    static BillingChange translate(BillingEvent event) {
        try {
            return read(event);
        } catch (ArithmeticException overflow) {
            throw Payload.invalid("data.object has amounts that are out of range");
        }
    }

    private static BillingChange read(BillingEvent event) {
        return switch (event.type()) {
            case "checkout.session.completed" -> checkout(event);
            case "invoice.paid" -> PaidInvoice.of(event);
            case "invoice_payment.paid" -> payment(event.object());
            case "charge.refunded" -> refund(event);
            case "charge.dispute.created" -> disputed(event);
            case "charge.dispute.closed" -> closed(event);
            case "customer.subscription.deleted" -> canceled(event);
            case String _ -> new BillingChange.Nothing();
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
                .with("coupon", Buyer.coupon(session))
                .with("email", email);
        return new SignedUp(stripeCustomer, customer.get(), draft);
    }

    /** Newer versions tell here alone by what an invoice was paid. */
    private static BillingChange payment(Payload paid) {
        var payments = PaidInvoice.paying(paid);
        return payments.isEmpty()
                ? new BillingChange.Nothing()
                : new BillingChange.Payment(paid.requiredReference("invoice"), payments);
    }

    /** Older versions say of a charge for no invoice that it has none; newer ones say nothing. */
    private static BillingChange refund(BillingEvent event) {
        var charge = event.object();
        var invoice = charge.reference("invoice");
        long refunded = StripeCurrency.of(charge).amount(charge.amount("amount_refunded"));
        if (refunded < 0) {
            throw charge.invalidAt("amount_refunded", "is negative");
        }
        boolean forNone = charge.has("invoice") && invoice.isEmpty();
        if (refunded == 0 || forNone) {
            return new BillingChange.Nothing();
        }
        var id = charge.required("id");
        var payments = Stream.concat(Stream.of(id), charge.reference("payment_intent").stream())
                .toList();
        return new ChargeRefunded(id, payments, invoice, refunded, EventDraft.of(event, "refund", event.created()));
    }

    private static BillingChange disputed(BillingEvent event) {
        var dispute = event.object();
        long amount = StripeCurrency.of(dispute).amount(dispute.amount("amount"));
        if (amount <= 0) {
            throw dispute.invalidAt("amount", "is not positive");
        }
        return about(
                dispute,
                EventDraft.of(event, "dispute_opened", event.created())
                        .with("dispute", dispute.required("id"))
                        .with("amount", amount));
    }

    /** An inquiry that is closed took nothing, like a dispute that was won. */
    private static BillingChange closed(BillingEvent event) {
        var dispute = event.object();
        var type = switch (dispute.required("status")) {
            case "won", "warning_closed" -> Optional.of("dispute_won");
            case "lost" -> Optional.of("dispute_lost");
            case String _ -> Optional.<String>empty();
        };
        return type.<BillingChange>map(ending -> about(
                        dispute, EventDraft.of(event, ending, event.created()).with("dispute", dispute.required("id"))))
                .orElseGet(BillingChange.Nothing::new);
    }

    private static BillingChange about(Payload dispute, EventDraft draft) {
        var payments = Stream.of(dispute.reference("charge"), dispute.reference("payment_intent"))
                .flatMap(Optional::stream)
                .toList();
        if (payments.isEmpty()) {
            throw dispute.invalidAt("charge", "names no charge");
        }
        return new DisputeChanged(List.copyOf(payments), draft);
    }

    private static BillingChange canceled(BillingEvent event) {
        var subscription = event.object();
        return new SubscriptionEnded(
                Buyer.requiredStripeCustomer(subscription),
                Buyer.named(subscription),
                EventDraft.of(event, "subscription_canceled", event.created()));
    }
}
