package dev.handsel.inbox.stripebilling;

/**
 * What was paid of an invoice in money: {@code amount_paid} less what the same payment settled of an older debt (a positive
 * {@code starting_balance}), within 0 and the invoice's total. The customer's balance, and credit notes from before the
 * payment, are no money.
 *
 * <p>Versions before 2025-03-31 leave out of {@code amount_paid} what was paid outside of Stripe, and say so with {@code
 * paid_out_of_band}: all that was due has been paid then, as the merchant says. Later ones have it in {@code amount_paid}.
 *
 * @param applied how much of the invoice was not paid in money; 0 for an invoice of nothing or less
 * @param debtSettled what the same payment settled of an older debt
 */
record InvoiceCash(long applied, long debtSettled) {

    static InvoiceCash of(Payload invoice, StripeCurrency currency) {
        long total = Math.max(0, currency.amount(invoice.amount("total")));
        long owed = Math.max(0, currency.amount(invoice.amountOrZero("starting_balance")));
        long paid = Math.max(0, currency.amount(paid(invoice)));
        long cash = Math.clamp(paid - owed, 0, total);
        return new InvoiceCash(total - cash, Math.min(owed, paid));
    }

    private static long paid(Payload invoice) {
        long paid = invoice.amount("amount_paid");
        return invoice.isTrue("paid_out_of_band") ? Math.max(paid, invoice.amountOrZero("amount_due")) : paid;
    }
}
