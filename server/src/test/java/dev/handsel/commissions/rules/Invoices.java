package dev.handsel.commissions.rules;

import dev.handsel.base.facts.Block;
import dev.handsel.base.facts.Charge;
import dev.handsel.base.facts.Charge.InvoiceLine;
import dev.handsel.base.facts.Qualification;
import dev.handsel.commissions.rules.MoneyBack.Refunded;
import dev.handsel.programs.terms.RuleSet;
import dev.handsel.programs.terms.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One customer's paid invoices, one after the other, and what they earn. */
final class Invoices {

    private static final Instant SIGNUP = Instant.parse("2000-01-01T00:00:00Z");

    private final RuleSet rules;
    private final List<CustomerInvoice> paid = new ArrayList<>();

    Invoices(RuleSet rules) {
        this.rules = rules;
    }

    Invoices() {
        this(Rules.STANDARD);
    }

    /** A line without an end or a product. */
    static InvoiceLine line(long amount, Instant start, int months) {
        return new InvoiceLine(amount, start, months, null, null);
    }

    /** A charge in US dollars. */
    static Charge charge(List<InvoiceLine> lines, long tax, long creditApplied, Instant paidAt) {
        return new Charge("USD", lines, tax, creditApplied, 0, paidAt);
    }

    /** Pays {@code amount} for the months from {@code start} on. */
    List<Earning> paid(String start, int months, long amount) {
        var at = Instant.parse(start);
        return paid(charge(List.of(line(amount, at, months)), 0, 0, at));
    }

    List<Earning> paid(Charge charge) {
        return inputs(charge).earnings();
    }

    Inputs inputs(Charge charge) {
        var invoice = new CustomerInvoice("in_" + paid.size(), charge, MoneyBack.NONE);
        paid.add(invoice);
        return Inputs.of(charge, history().slices(invoice), rules);
    }

    private CustomerHistory history() {
        return new CustomerHistory(SIGNUP, paid, Rules.forCustomer(rules), Block.NONE, Qualification.NONE);
    }

    /** Gives the invoice of this index back in full, a day after it was paid. */
    void refundedInFull(int index) {
        var invoice = paid.get(index);
        var refund = new Refunded(
                invoice.paidAt().plus(Duration.ofDays(1)), invoice.charge().received());
        paid.set(index, new CustomerInvoice(invoice.ref(), invoice.charge(), new MoneyBack(List.of(refund), 0)));
    }
}
