package dev.handsel.commissions.replay;

import dev.handsel.commissions.accruals.Invoice;
import dev.handsel.commissions.replay.Recompute.RecomputeDifference;
import dev.handsel.commissions.replay.StoredLines.StoredLine;
import dev.handsel.commissions.rules.Earning;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.Reversal;
import dev.handsel.commissions.rules.Slices;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.customers.Customer;
import dev.handsel.referrals.customers.Span;
import dev.handsel.referrals.customers.Tenure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One customer's history, gone through once more in the order in which it counted. */
final class Recomputation {

    private final Customer customer;
    private final Terms terms;
    private final List<Invoice> invoices;
    private final List<StoredLine> lines;
    private final Map<String, Long> disputed;

    private final List<RecomputeDifference> differences = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private Tenure tenure = Tenure.NONE;

    Recomputation(
            Customer customer,
            Terms terms,
            List<Invoice> invoices,
            List<StoredLine> lines,
            Map<String, Long> disputed) {
        this.customer = customer;
        this.terms = terms;
        this.invoices = invoices.stream()
                .sorted(Comparator.comparingInt(Invoice::number))
                .toList();
        this.lines = lines;
        this.disputed = disputed;
    }

    List<RecomputeDifference> differences() {
        int number = 0;
        for (var invoice : invoices) {
            number++;
            if (invoice.number() != number) {
                differ(invoice.ref(), "is invoice " + invoice.number() + " of its customer, not " + number);
            }
            months(invoice);
            earnings(invoice);
            giveBack(number);
        }
        if (!customer.tenure().equals(tenure)) {
            differ(customer.id(), "has the months " + customer.tenure() + ", its invoices give " + tenure);
        }
        if (customer.counted() != number) {
            differ(customer.id(), "counts " + customer.counted() + " invoices, there are " + number);
        }
        return List.copyOf(differences);
    }

    private void months(Invoice invoice) {
        var charge = invoice.charge();
        if (charge.months() > 0) {
            var grace = terms.at(charge.paidAt()).gapGrace();
            var extended = tenure.extend(charge.anchor(), charge.months(), grace);
            tenure = extended.tenure();
            spans.add(extended.span());
            if (!extended.span().equals(invoice.span())) {
                differ(invoice.ref(), "opened " + invoice.span() + ", the rules give " + extended.span());
            }
        } else if (invoice.span() != null) {
            differ(invoice.ref(), "opened months though it pays for none");
        }
    }

    /** Full refunds that came when this many invoices had counted. */
    private void giveBack(int number) {
        invoices.stream()
                .filter(invoice -> Objects.equals(invoice.givenBackAfter(), number) && invoice.span() != null)
                .forEach(invoice -> tenure = tenure.giveBack(Objects.requireNonNull(invoice.span())));
    }

    private void earnings(Invoice invoice) {
        var written = lines.stream()
                .filter(line -> line.invoice().equals(invoice.ref()))
                .toList();
        var charge = invoice.charge();
        if (customer.affiliate().isEmpty() || !charge.withCash()) {
            written.forEach(line -> differ(line.id(), "exists though nothing is earned"));
            return;
        }
        var rules = terms.at(charge.paidAt());
        var inputs = Inputs.of(charge, Slices.of(charge, invoice.span(), spans), rules);
        var earnings = inputs.earnings();
        for (var line : written) {
            earnings.stream()
                    .filter(earning -> earning.kind() == line.kind())
                    .findFirst()
                    .ifPresentOrElse(
                            earning -> compare(line, earning, inputs, rules.id()),
                            () -> differ(line.id(), "exists though this band earns nothing"));
            reversed(line, invoice);
        }
        earnings.stream()
                .filter(earning -> written.stream().noneMatch(line -> line.kind() == earning.kind()))
                .forEach(earning -> differ(invoice.ref(), "lacks its commission " + earning));
    }

    private void compare(StoredLine line, Earning earning, Inputs inputs, long ruleSetId) {
        var stored = new Earning(line.kind(), line.base(), earning.rate(), line.amount(), line.matureAt());
        if (!stored.equals(earning) || line.rateBp() != earning.rate().value()) {
            differ(line.id(), "was written as " + stored + ", the rules give " + earning);
        }
        if (!line.intact()) {
            differ(line.id(), "has inputs that are not those it was written with");
        }
        if (!line.inputs().equals(inputs)) {
            differ(line.id(), "was computed from " + line.inputs() + ", the facts give " + inputs);
        }
        if (!line.inputs().earnings().contains(earning)) {
            differ(line.id(), "does not follow from its own inputs");
        }
        if (line.ruleSetId() != ruleSetId) {
            differ(line.id(), "was computed with rule set " + line.ruleSetId() + ", " + ruleSetId + " was in force");
        }
        if (line.accrued() != line.amount()) {
            differ(line.id(), "accrued " + line.accrued() + " in the ledger, not " + line.amount());
        }
    }

    private void reversed(StoredLine line, Invoice invoice) {
        long takenBack = Math.addExact(invoice.refunded(), disputed.getOrDefault(invoice.ref(), 0L));
        long target = Reversal.target(line.amount(), takenBack, invoice.charge().paid());
        if (target != line.reversed()) {
            differ(line.id(), "is reversed by " + line.reversed() + ", refunds and disputes give " + target);
        }
    }

    private void differ(Object object, String what) {
        differences.add(new RecomputeDifference(object.toString(), what));
    }
}
