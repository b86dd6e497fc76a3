package dev.handsel.commissions.reckoner;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * An invoice that was paid, in minor units.
 *
 * @param olderDebt what the same payment settled of an older debt, beside this invoice
 */
record PaidInvoice(
        String id,
        Instant paidAt,
        String currency,
        List<SoldLine> lines,
        long tax,
        long creditApplied,
        long olderDebt) {

    /** With this begins the id of what stands for a bounty. */
    static final String BOUNTY = "!bounty-";

    /** Of one instant, those whose id comes first. */
    static final Comparator<PaidInvoice> BY_PAYMENT =
            Comparator.comparing(PaidInvoice::paidAt).thenComparing(PaidInvoice::id);

    /** In dollars, without tax, credit and debts. */
    static PaidInvoice of(String id, String paidAt, SoldLine... lines) {
        return new PaidInvoice(id, Days.of(paidAt), "USD", List.of(lines), 0, 0, 0);
    }

    boolean isBounty() {
        return id.startsWith(BOUNTY);
    }

    PaidInvoice taxed(long minor) {
        return new PaidInvoice(id, paidAt, currency, lines, minor, creditApplied, olderDebt);
    }

    PaidInvoice credited(long minor) {
        return new PaidInvoice(id, paidAt, currency, lines, tax, minor, olderDebt);
    }

    PaidInvoice owing(long minor) {
        return new PaidInvoice(id, paidAt, currency, lines, tax, creditApplied, minor);
    }

    long total() {
        long total = 0;
        for (var line : lines) {
            total = Math.addExact(total, line.amount());
        }
        return total;
    }

    long gross() {
        return Math.addExact(total(), tax);
    }

    long cash() {
        return Math.subtractExact(gross(), creditApplied);
    }

    long received() {
        return Math.addExact(cash(), olderDebt);
    }

    boolean hasCash() {
        return total() > 0 && gross() > 0 && cash() > 0;
    }
}
