package dev.handsel.base.facts;

import dev.handsel.base.words.Word;
import java.time.Instant;
import java.util.List;

/**
 * What a paid invoice says, as far as commissions are concerned. Amounts are minor units of its currency.
 *
 * @param currency ISO 4217 code
 * @param reason why it was written
 * @param lines what was sold, after discount and without tax
 * @param tax on top of the lines
 * @param creditApplied the part paid from the customer's credit, which is not cash
 * @param paidAt when it was paid
 */
public record Charge(
        String currency, InvoiceReason reason, List<InvoiceLine> lines, long tax, long creditApplied, Instant paidAt) {

    /** Why an invoice was written. */
    public enum InvoiceReason implements Word {
        /** A subscription began. */
        CREATE,
        /** A new period began. */
        CYCLE,
        /** A plan changed within its period. */
        UPDATE;

        /** Whether such invoices never open a service month. */
        public boolean opensNone() {
            return this == UPDATE;
        }
    }

    /**
     * One line.
     *
     * @param amount minor units, negative for unused time
     * @param periodStart when the time that it pays for begins
     * @param months how many months it pays for; 0 for a proration
     */
    public record InvoiceLine(long amount, Instant periodStart, int months) {}

    /** What the invoice came to: lines and tax. */
    public long gross() {
        return lines.stream().mapToLong(InvoiceLine::amount).reduce(tax, Math::addExact);
    }

    /** What was paid in cash. */
    public long paid() {
        return Math.subtractExact(gross(), creditApplied);
    }

    /** Whether cash came in; without it nothing is earned and no month is opened. */
    public boolean withCash() {
        return gross() > 0 && paid() > 0;
    }

    /** How many service months it opens: those of its longest line, none for an update or without cash. */
    public int months() {
        return reason.opensNone() || !withCash()
                ? 0
                : lines.stream().mapToInt(InvoiceLine::months).max().orElse(0);
    }

    /** When the first of the months it opens begins. */
    public Instant anchor() {
        return lines.stream()
                .filter(line -> line.months() > 0)
                .map(InvoiceLine::periodStart)
                .min(Instant::compareTo)
                .orElse(paidAt);
    }

    /** Whether a line belongs to a month that some other invoice may have opened. */
    public boolean prorates() {
        return months() == 0 || lines.stream().anyMatch(line -> line.months() == 0);
    }

    /** Whether it opens no month itself and so can count only after an invoice that did. */
    public boolean needsMonths() {
        return months() == 0 && (withCash() || reason.opensNone());
    }

    /** Whether another charge is the same but for when it was paid, which the envelope of an event tells. */
    public boolean saysTheSameAs(Charge other) {
        return equals(new Charge(other.currency, other.reason, other.lines, other.tax, other.creditApplied, paidAt));
    }
}
