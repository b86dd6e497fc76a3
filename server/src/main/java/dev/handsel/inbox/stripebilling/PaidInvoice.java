package dev.handsel.inbox.stripebilling;

import dev.handsel.inbox.stripebilling.BillingChange.InvoiceSettled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Translates {@code invoice.paid}.
 *
 * <p>The reason follows {@code billing_reason}: {@code subscription_create} and {@code quote_accept} are {@code create},
 * {@code subscription_cycle} is {@code cycle}, {@code subscription_update} is {@code update}, and so is {@code
 * subscription_threshold}, which charges usage within a period. Every other invoice (written by hand, by the API, or for
 * pending items) does not say whether it is a customer's first. It is a {@code cycle} where one of its lines opens months:
 * rates depend on how many months were opened before and not on the word, so a first one counts as the first all the same.
 * Where none does, it is an {@code update}: one-off sales belong to the month that they fall into, and those to customers who
 * never paid for a month wait for one.
 */
final class PaidInvoice {

    private PaidInvoice() {}

    static BillingChange of(BillingEvent event) {
        var invoice = event.object();
        var currency = StripeCurrency.of(invoice);
        var paidAt = paidAt(event);
        long total = currency.amount(invoice.amount("total"));
        long tax = Taxes.total(invoice, currency);
        boolean begins = begins(invoice);
        var lines = InvoiceLines.of(invoice, currency, Math.subtractExact(total, tax), begins, paidAt);
        var id = invoice.required("id");
        var draft = EventDraft.of(event, "invoice_paid", paidAt)
                .with(EventDraft.INVOICE, id)
                .with("currency", currency.code())
                .with("reason", begins ? "create" : reason(invoice, lines))
                .with("tax", tax)
                .with("credit_applied", currency.amount(credit(invoice)))
                .with("coupon", Buyer.coupon(invoice));
        for (var line : lines) {
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

    private static boolean begins(Payload invoice) {
        return invoice.says("billing_reason", "subscription_create") || invoice.says("billing_reason", "quote_accept");
    }

    private static String reason(Payload invoice, List<InvoiceLines.Sold> lines) {
        return switch (invoice.text("billing_reason").orElse("")) {
            case "subscription_cycle" -> "cycle";
            case "subscription_update", "subscription_threshold" -> "update";
            case String _ -> lines.stream().anyMatch(line -> line.months() > 0) ? "cycle" : "update";
        };
    }

    /**
     * What was not paid in cash: from the customer's balance, which is negative where it is in their favour, and by credit
     * notes from before the payment. Money that a customer owed and paid with this invoice is no part of it.
     */
    private static long credit(Payload invoice) {
        boolean balances = !invoice.at("starting_balance").absent()
                && !invoice.at("ending_balance").absent();
        if (balances) {
            long used = invoice.amount("ending_balance") - invoice.amount("starting_balance");
            return Math.max(0, used) + Math.max(0, invoice.amountOrZero("pre_payment_credit_notes_amount"));
        }
        return invoice.at("amount_due").absent()
                ? 0
                : Math.max(0, invoice.amount("total") - invoice.amount("amount_due"));
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
