package dev.handsel.inbox.stripebilling;

import dev.handsel.inbox.stripebilling.BillingChange.InvoiceSettled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Translates {@code invoice.paid}: what was sold, for which time, and how much of it was paid in money. */
final class PaidInvoice {

    private PaidInvoice() {}

    static BillingChange of(BillingEvent event) {
        event.apiVersion().requireUnderstood();
        var invoice = event.object();
        var currency = StripeCurrency.of(invoice);
        var paidAt = paidAt(event);
        long total = currency.amount(invoice.amount("total"));
        long tax = Taxes.total(invoice, currency);
        var cash = InvoiceCash.of(invoice, currency);
        var id = invoice.required("id");
        var draft = EventDraft.of(event, "invoice_paid", paidAt)
                .with(EventDraft.INVOICE, id)
                .with("currency", currency.code())
                .with("tax", tax)
                .with("credit_applied", cash.applied());
        if (cash.debtSettled() > 0) {
            draft = draft.with("debt_settled", cash.debtSettled());
        }
        draft = draft.withCoupons(Coupons.of(invoice));
        for (var line : InvoiceLines.of(invoice, currency, Math.subtractExact(total, tax), paidAt)) {
            draft = draft.with(line);
        }
        return new InvoiceSettled(
                id, Buyer.requiredStripeCustomer(invoice), Buyer.named(invoice), payments(invoice), draft);
    }

    private static Instant paidAt(BillingEvent event) {
        return event.object()
                .at("status_transitions")
                .time("paid_at")
                .filter(paid -> paid.isBefore(event.created()))
                .orElse(event.created());
    }

    /** The charges and payment intents: members of the invoice in older versions, its list of payments in newer ones. */
    private static List<String> payments(Payload invoice) {
        var payments = new ArrayList<String>();
        add(payments, invoice.reference("charge"));
        add(payments, invoice.reference("payment_intent"));
        invoice.list("payments").forEach(payment -> payments.addAll(paying(payment)));
        return payments.stream().distinct().toList();
    }

    /** What an {@code invoice_payment} consists of. */
    static List<String> paying(Payload invoicePayment) {
        var payments = new ArrayList<String>();
        var payment = invoicePayment.at("payment");
        add(payments, payment.reference("charge"));
        add(payments, payment.reference("payment_intent"));
        add(payments, payment.at("payment_intent").reference("latest_charge"));
        return payments;
    }

    private static void add(List<String> payments, Optional<String> payment) {
        payment.ifPresent(payments::add);
    }
}
