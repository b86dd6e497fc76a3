package dev.handsel.commissions.rules;

import dev.handsel.base.facts.Charge;
import dev.handsel.base.facts.Charge.InvoiceLine;
import dev.handsel.base.facts.Charge.InvoiceReason;
import dev.handsel.programs.terms.RuleSet;
import dev.handsel.programs.terms.Rules;
import dev.handsel.referrals.customers.Span;
import dev.handsel.referrals.customers.Tenure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One customer's paid invoices, one after the other, and what they earn. */
final class Invoices {

    private final RuleSet rules;
    private final List<Span> spans = new ArrayList<>();
    private Tenure tenure = Tenure.NONE;

    Invoices(RuleSet rules) {
        this.rules = rules;
    }

    Invoices() {
        this(Rules.STANDARD);
    }

    /** Pays {@code amount} for the months from {@code start} on. */
    List<Earning> paid(String start, int months, long amount) {
        var at = Instant.parse(start);
        return paid(new Charge("USD", InvoiceReason.CYCLE, List.of(new InvoiceLine(amount, at, months)), 0, 0, at));
    }

    List<Earning> paid(Charge charge) {
        return inputs(charge).earnings();
    }

    Inputs inputs(Charge charge) {
        if (charge.months() == 0) {
            return Inputs.of(charge, Slices.of(charge, null, spans), rules);
        }
        var extended = tenure.extend(charge.anchor(), charge.months(), rules.gapGrace());
        tenure = extended.tenure();
        spans.add(extended.span());
        return Inputs.of(charge, Slices.of(charge, extended.span(), spans), rules);
    }

    /** Gives the months of the invoice of this index back, as a full refund does. */
    void refundedInFull(int index) {
        tenure = tenure.giveBack(spans.get(index));
    }
}
