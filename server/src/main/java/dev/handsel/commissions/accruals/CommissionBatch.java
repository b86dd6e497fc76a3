package dev.handsel.commissions.accruals;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.FactOutcome;
import dev.handsel.base.facts.FactOutcome.Waiting;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.money.Currencies;
import dev.handsel.commissions.accruals.Dispute.DisputeState;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.InputsJson;
import dev.handsel.commissions.rules.Reversal;
import dev.handsel.commissions.rules.Slices;
import dev.handsel.platform.audit.AuditTrail.AuditEntry;
import dev.handsel.programs.terms.RuleSet;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.customers.Customer;
import dev.handsel.referrals.customers.ReferralBatch;
import dev.handsel.referrals.customers.Span;
import dev.handsel.referrals.customers.Tenure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Works through the invoices, refunds and disputes of a batch in order, on what {@link CommissionWorkingSet} has read, and
 * collects what is to be written. Not for several threads.
 */
public final class CommissionBatch {

    private final Terms terms;
    private final Instant now;
    private final ReferralBatch referrals;
    private final CommissionWorkingSet workingSet;
    private final InputsJson json;

    CommissionBatch(
            Terms terms, Instant now, ReferralBatch referrals, CommissionWorkingSet workingSet, InputsJson json) {
        this.terms = terms;
        this.now = now;
        this.referrals = referrals;
        this.workingSet = workingSet;
        this.json = json;
    }

    /** An invoice: opens service months, and earns where somebody brought the customer. */
    public FactOutcome invoicePaid(Fact.InvoicePaid fact) {
        var known = workingSet.invoice(fact.invoice());
        if (known.isPresent()) {
            return again(known.get(), fact);
        }
        var missing = missing(fact);
        if (missing.isPresent()) {
            return new FactOutcome.Parked(missing.get());
        }
        var found = referrals.find(fact.customer()).orElseThrow();
        var charge = fact.charge();
        var customer = charge.withCash() ? referrals.attributeByCoupon(found, fact.coupon(), charge.paidAt()) : found;
        return count(fact, customer);
    }

    private FactOutcome again(Invoice known, Fact.InvoicePaid fact) {
        boolean same = referrals
                .find(fact.customer())
                .filter(customer -> known.saysTheSame(customer.id(), fact.charge()))
                .isPresent();
        return same ? new FactOutcome.Duplicate() : new FactOutcome.Quarantined("invoice_exists");
    }

    private FactOutcome count(Fact.InvoicePaid fact, Customer customer) {
        var charge = fact.charge();
        var rules = terms.at(charge.paidAt());
        boolean late = customer.lastPaidAt() != null && charge.paidAt().isBefore(customer.lastPaidAt());
        var extended = extended(customer, fact, rules);
        var span = extended.map(Tenure.Extended::span).orElse(null);
        var tenure = extended.map(Tenure.Extended::tenure).orElse(customer.tenure());
        var counted = referrals.keep(customer.invoiced(charge.paidAt(), charge.withCash(), tenure));
        var invoice = new Invoice(
                fact.invoice(), fact.envelope().id(), counted.id(), charge, counted.counted(), late, span, 0, null);
        workingSet.add(invoice);
        counted.affiliate().ifPresent(affiliate -> earn(invoice, counted, affiliate, rules));
        return FactOutcome.recorded(counted.affiliate().isPresent());
    }

    private static Optional<Tenure.Extended> extended(Customer customer, Fact.InvoicePaid fact, RuleSet rules) {
        var charge = fact.charge();
        return charge.months() == 0
                ? Optional.empty()
                : Optional.of(customer.tenure().extend(charge.anchor(), charge.months(), rules.gapGrace()));
    }

    private void earn(Invoice invoice, Customer customer, AffiliateId affiliate, RuleSet rules) {
        var charge = invoice.charge();
        if (!charge.withCash()) {
            return;
        }
        var spans = workingSet.spans(customer.id());
        var inputs = Inputs.of(charge, Slices.of(charge, invoice.span(), spans), rules);
        var written = json.write(inputs);
        for (var earning : inputs.earnings()) {
            var commission = new Commission(
                    CommissionId.fresh(),
                    affiliate,
                    customer.id(),
                    customer.ref(),
                    invoice.ref(),
                    invoice.eventId(),
                    earning,
                    Currencies.find(charge.currency()).orElseThrow(),
                    charge.paidAt(),
                    rules.id(),
                    rules.version(),
                    invoice.late(),
                    written,
                    inputs.engine(),
                    now);
            workingSet.add(commission);
        }
    }

    /** A refund: takes back its share of every commission; a full one gives the months back for later invoices. */
    public FactOutcome refund(Fact.Refund fact) {
        var missing = missing(fact);
        if (missing.isPresent()) {
            return new FactOutcome.Parked(missing.get());
        }
        var refunded = workingSet.refunded(workingSet.invoice(fact.invoice()).orElseThrow(), fact);
        if (refunded.owesMonths()) {
            giveBack(refunded, refunded.span());
        }
        return reverse(fact.invoice(), fact.envelope().occurredAt(), "refund");
    }

    private void giveBack(Invoice invoice, @Nullable Span span) {
        if (span == null) {
            return;
        }
        var customer = referrals.get(invoice.customer());
        workingSet.replace(invoice.givenBack(customer.counted()));
        referrals.keep(customer.withTenure(customer.tenure().giveBack(span)));
    }

    /** A dispute: what it is about is taken back at once. */
    public FactOutcome disputeOpened(Fact.DisputeOpened fact) {
        var missing = missing(fact);
        if (missing.isPresent()) {
            return new FactOutcome.Parked(missing.get());
        }
        var known = workingSet.dispute(fact.dispute());
        if (known.isPresent()) {
            boolean same =
                    known.get().invoice().equals(fact.invoice()) && known.get().amount() == fact.amount();
            return same ? new FactOutcome.Duplicate() : new FactOutcome.Quarantined("dispute_exists");
        }
        workingSet.keep(new Dispute(
                fact.dispute(),
                fact.invoice(),
                fact.amount(),
                DisputeState.OPENED,
                fact.envelope().id(),
                fact.envelope().occurredAt(),
                null,
                null));
        return reverse(fact.invoice(), fact.envelope().occurredAt(), "dispute");
    }

    /** A dispute's end: won gives again what was taken back, lost takes nothing more. */
    public FactOutcome disputeClosed(Fact.DisputeClosed fact) {
        var known = workingSet.dispute(fact.dispute());
        if (known.isEmpty()) {
            return new FactOutcome.Parked(missing(fact).orElseThrow());
        }
        var outcome = fact.won() ? DisputeState.WON : DisputeState.LOST;
        if (!known.get().invoice().equals(fact.invoice())) {
            return new FactOutcome.Quarantined("dispute_of_another_invoice");
        }
        if (known.get().state() != DisputeState.OPENED) {
            return known.get().state() == outcome
                    ? new FactOutcome.Duplicate()
                    : new FactOutcome.Quarantined("dispute_closed_otherwise");
        }
        workingSet.keep(known.get()
                .closed(outcome, fact.envelope().id(), fact.envelope().occurredAt()));
        return reverse(fact.invoice(), fact.envelope().occurredAt(), "dispute");
    }

    /** The first of what the fact needs that has not been told yet. */
    private Optional<Waiting> missing(Fact fact) {
        return fact.needs().stream().filter(need -> !isThere(need)).findFirst();
    }

    private boolean isThere(Waiting need) {
        return switch (need.thing()) {
            case CUSTOMER ->
                referrals.find(need.ref()).filter(Customer::signedUp).isPresent();
            case MONTHS ->
                referrals
                        .find(need.ref())
                        .filter(customer -> customer.tenure().begun())
                        .isPresent();
            case INVOICE -> workingSet.invoice(need.ref()).isPresent();
            case DISPUTE -> workingSet.dispute(need.ref()).isPresent();
            case TRADE -> throw new IllegalArgumentException("Commissions know no trades: " + need.key());
        };
    }

    /** Brings what is reversed of every commission of the invoice to its cumulative target. */
    private FactOutcome reverse(String ref, Instant at, String cause) {
        var invoice = workingSet.invoice(ref).orElseThrow();
        var balances = workingSet.balances(ref);
        for (var balance : balances) {
            long target = Reversal.target(
                    balance.amount(),
                    workingSet.takenBack(invoice),
                    invoice.charge().paid());
            if (target != balance.reversed()) {
                workingSet.post(balance.reversal(target, at));
                workingSet.keep(ref, balance.reversedTo(target));
                workingSet.audit(
                        target > balance.reversed() ? "commission.clawed_back" : "commission.reinstated",
                        balance.id(),
                        Map.of("invoice", ref, "cause", cause, "reversed", target, "before", balance.reversed()));
            }
        }
        return FactOutcome.recorded(!balances.isEmpty());
    }

    /** Writes everything, with a statement for each table that something changed in. */
    public List<AuditEntry> flush(String actor) {
        return workingSet.flush(actor, now);
    }
}
