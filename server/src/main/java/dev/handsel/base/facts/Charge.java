package dev.handsel.base.facts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a paid invoice says, as far as commissions are concerned. Amounts are minor units of its currency.
 *
 * @param currency ISO 4217 code
 * @param lines what was sold, after discount and without tax
 * @param tax on top of the lines
 * @param creditApplied the part paid from the customer's credit, which is not cash
 * @param debtSettled what the same payment settled of an older debt, beside this invoice
 * @param paidAt when it was paid
 */
public record Charge(
        String currency, List<InvoiceLine> lines, long tax, long creditApplied, long debtSettled, Instant paidAt) {

    /**
     * One line.
     *
     * @param amount minor units, negative for unused time
     * @param periodStart when the time that it pays for begins, or when a sale took place
     * @param months how many calendar months it pays for; 0 where it has no service period, or has an end
     * @param periodEnd when the time that it pays for ends, after its start; null where {@code months} says so
     * @param product what was sold, in the merchant's words; null where they do not say
     */
    public record InvoiceLine(
            long amount,
            Instant periodStart,
            int months,
            @Nullable Instant periodEnd,
            @Nullable String product) {}

    /** What was sold: the lines, after discount and without tax. */
    public long total() {
        return lines.stream().mapToLong(InvoiceLine::amount).reduce(0, Math::addExact);
    }

    /** What the invoice came to: lines and tax. */
    public long gross() {
        return Math.addExact(total(), tax);
    }

    /** What of it was paid in cash. */
    public long cash() {
        return Math.subtractExact(gross(), creditApplied);
    }

    /** The whole payment: the cash, and what it settled of an older debt. */
    public long received() {
        return Math.addExact(cash(), debtSettled);
    }

    /** Whether it has cash; no other invoice earns anything or covers any time. */
    public boolean hasCash() {
        return total() > 0 && gross() > 0 && cash() > 0;
    }

    /** Whether another charge is the same but for when it was paid, which the envelope of an event tells. */
    public boolean saysTheSameAs(Charge other) {
        return equals(
                new Charge(other.currency, other.lines, other.tax, other.creditApplied, other.debtSettled, paidAt));
    }
}
