package dev.handsel.inbox.stripebilling;

import dev.handsel.inbox.stripebilling.BillingChange.AboutPayment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Translates what has gone back of a payment, and what has not after all. Of refunds Stripe tells the sum of a charge and
 * which of them failed or were canceled: both are told on as they are, by their dates, so that their order does not matter.
 */
final class MoneyBack {

    private MoneyBack() {}

    /**
     * {@code charge.refunded}: so much of the charge had gone back in all by then. Older versions say of a charge for no
     * invoice that it has none; newer ones say nothing.
     */
    static BillingChange refunded(BillingEvent event) {
        var charge = event.object();
        var invoice = charge.reference("invoice");
        long total = amount(charge, "amount_refunded");
        boolean forNone = charge.has("invoice") && invoice.isEmpty();
        if (total == 0 || forNone) {
            return new BillingChange.Nothing();
        }
        var id = charge.required("id");
        var payments = Stream.concat(Stream.of(id), charge.reference("payment_intent").stream())
                .toList();
        var draft = EventDraft.of(event, "stripe_refunded", event.created())
                .with("charge", id)
                .with("total", total);
        return new AboutPayment(payments, invoice, Buyer.stripeCustomer(charge), draft);
    }

    /** {@code refund.updated} and {@code charge.refund.updated}: only the end of a refund that went wrong means something. */
    static BillingChange updated(BillingEvent event) {
        var refund = event.object();
        return refund.says("status", "failed") || refund.says("status", "canceled")
                ? failed(event)
                : new BillingChange.Nothing();
    }

    /** A refund never was. */
    static BillingChange failed(BillingEvent event) {
        var refund = event.object();
        var payments = payments(refund);
        long amount = amount(refund, "amount");
        if (payments.isEmpty() || amount == 0) {
            return new BillingChange.Nothing();
        }
        var draft = EventDraft.of(event, "stripe_refund_failed", event.created())
                .with("charge", payments.getFirst())
                .with("refund", refund.required("id"))
                .with("amount", amount);
        return new AboutPayment(payments, Optional.empty(), Optional.empty(), draft);
    }

    /** A credit note of money that was given back outside of Stripe is a refund; what it gives otherwise is told elsewhere. */
    static BillingChange credited(BillingEvent event) {
        var note = event.object();
        long amount = outOfBand(note);
        if (amount == 0) {
            return new BillingChange.Nothing();
        }
        return new BillingChange.Whole(EventDraft.of(event, "refund", event.created())
                .with(EventDraft.INVOICE, note.requiredReference("invoice"))
                .with("refund", note.required("id"))
                .with("amount", amount));
    }

    /** A credit note that was withdrawn never was. */
    static BillingChange voided(BillingEvent event) {
        var note = event.object();
        return outOfBand(note) == 0
                ? new BillingChange.Nothing()
                : new BillingChange.Whole(EventDraft.of(event, "refund_failed", event.created())
                        .with("refund", note.required("id")));
    }

    private static long outOfBand(Payload note) {
        return note.at("out_of_band_amount").absent() ? 0 : amount(note, "out_of_band_amount");
    }

    private static long amount(Payload object, String member) {
        long amount = StripeCurrency.of(object).amount(object.amount(member));
        if (amount < 0) {
            throw object.invalidAt(member, "is negative");
        }
        return amount;
    }

    /** By which payment its invoice is found: the charge first, and its payment intent. */
    static List<String> payments(Payload object) {
        return Stream.of(object.reference("charge"), object.reference("payment_intent"))
                .flatMap(Optional::stream)
                .toList();
    }
}
