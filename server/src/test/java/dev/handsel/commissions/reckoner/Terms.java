package dev.handsel.commissions.reckoner;

import java.util.List;

/** By which rules an invoice is judged. */
@FunctionalInterface
interface Terms {

    RuleSet of(PaidInvoice invoice);

    /** The last set that began by the time the invoice was paid, whenever it was told. */
    static Terms dated(List<RuleSet> sets) {
        return invoice -> {
            RuleSet inForce = null;
            for (var set : sets) {
                boolean begun = !set.effectiveFrom().isAfter(invoice.paidAt());
                if (begun && (inForce == null || set.effectiveFrom().isAfter(inForce.effectiveFrom()))) {
                    inForce = set;
                }
            }
            if (inForce == null) {
                throw new IllegalArgumentException("No rules were in force at " + invoice.paidAt());
            }
            return inForce;
        };
    }
}
