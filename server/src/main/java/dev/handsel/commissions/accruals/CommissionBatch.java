package dev.handsel.commissions.accruals;

import dev.handsel.base.facts.DisputeKind;
import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.Fact.Envelope;
import dev.handsel.base.facts.FactOutcome;
import dev.handsel.base.facts.FactOutcome.Waiting;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.commissions.accruals.CommissionChange.ChangeCause;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.MoneyBackReport;
import dev.handsel.commissions.rules.MoneyBackReport.MoneyBackKind;
import dev.handsel.platform.audit.AuditTrail.AuditEntry;
import dev.handsel.referrals.customers.Customer;
import dev.handsel.referrals.customers.ReferralBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes in the invoices, refunds and disputes of a batch in order, and in the end who has traded enough, on what {@link CommissionWorkingSet} has read. In the end
 * the commissions of every customer that they touch are computed anew, and the difference to the books is collected, to be
 * written. Not for several threads.
 */
public final class CommissionBatch {

    private static final Set<MoneyBackKind> CLOSED = Set.of(MoneyBackKind.DISPUTE_WON, MoneyBackKind.DISPUTE_LOST);
    private static final Set<MoneyBackKind> OPENED = Set.of(MoneyBackKind.INQUIRY, MoneyBackKind.CHARGEBACK);
    private static final Set<MoneyBackKind> TOLD = Set.of(
            MoneyBackKind.INQUIRY,
            MoneyBackKind.CHARGEBACK,
            MoneyBackKind.TOLD_INQUIRY,
            MoneyBackKind.TOLD_OPEN,
            MoneyBackKind.TOLD_WON,
            MoneyBackKind.TOLD_LOST);

    private final Booking booking;
    private final ReferralBatch referrals;
    private final CommissionWorkingSet workingSet;
    private final Map<CustomerId, List<CausingFact>> touched = new LinkedHashMap<>();

    CommissionBatch(Booking booking, ReferralBatch referrals, CommissionWorkingSet workingSet) {
        this.booking = booking;
        this.referrals = referrals;
        this.workingSet = workingSet;
    }

    /** An invoice: covers time, and earns where somebody brought the customer. */
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
        var customer = charge.hasCash() ? referrals.attributeByCoupon(found, fact.coupon(), charge.paidAt()) : found;
        boolean late = customer.lastPaidAt() != null && charge.paidAt().isBefore(customer.lastPaidAt());
        var counted = referrals.keep(customer.invoiced(charge.paidAt(), charge.hasCash()));
        var invoice = new Invoice(fact.invoice(), fact.envelope().id(), counted.id(), charge, late, Inputs.ENGINE);
        workingSet.add(invoice);
        touch(fact, invoice, ChangeCause.RECOMPUTED, charge.paidAt());
        return counted.outcome();
    }

    private FactOutcome again(Invoice known, Fact.InvoicePaid fact) {
        boolean same = referrals
                .find(fact.customer())
                .filter(customer -> known.saysTheSame(customer.id(), fact.charge()))
                .isPresent();
        return same ? new FactOutcome.Duplicate() : new FactOutcome.Quarantined("invoice_exists");
    }

    /** A refund: takes back its share of every commission; a full one gives the months back for invoices paid later. */
    public FactOutcome refund(Fact.Refund fact) {
        var missing = missing(fact);
        if (missing.isPresent()) {
            return new FactOutcome.Parked(missing.get());
        }
        var known = workingSet.told(fact.refund(), Set.of(MoneyBackKind.REFUND));
        if (!known.isEmpty()) {
            return same(known.getFirst(), fact)
                    ? new FactOutcome.Duplicate()
                    : new FactOutcome.Quarantined("refund_exists");
        }
        var report = report(fact, fact.invoice(), MoneyBackKind.REFUND, fact.refund(), fact.amount());
        return take(fact, report, ChangeCause.REFUND, report.at());
    }

    /** Its date decides which months are free, so that it is a part of what a refund says. */
    private static boolean same(MoneyBackReport known, Fact.Refund fact) {
        return known.invoice().equals(fact.invoice())
                && known.amount() == fact.amount()
                && known.at().equals(fact.envelope().occurredAt());
    }

    /** A refund that failed or was canceled: everything is as if it had not been told. */
    public FactOutcome refundFailed(Fact.RefundFailed fact) {
        var known = workingSet.told(fact.refund(), Set.of(MoneyBackKind.REFUND));
        if (known.isEmpty()) {
            return new FactOutcome.Parked(missing(fact).orElseThrow());
        }
        if (!workingSet.told(fact.refund(), Set.of(MoneyBackKind.REFUND_FAILED)).isEmpty()) {
            return new FactOutcome.Duplicate();
        }
        var refund = known.getFirst();
        var report = report(fact, refund.invoice(), MoneyBackKind.REFUND_FAILED, fact.refund(), 0);
        return take(fact, report, ChangeCause.REFUND_FAILED, refund.at());
    }

    /** Stripe's word of how much of a charge has gone back in all. */
    public FactOutcome chargeRefunded(Fact.ChargeRefunded fact) {
        var missing = missing(fact);
        if (missing.isPresent()) {
            return new FactOutcome.Parked(missing.get());
        }
        var report = report(fact, fact.invoice(), MoneyBackKind.CHARGE_REFUNDED, fact.charge(), fact.total());
        return take(fact, report, ChangeCause.REFUND, earliest(report));
    }

    /** Stripe's word that a refund of a charge failed or was canceled. */
    public FactOutcome chargeRefundFailed(Fact.ChargeRefundFailed fact) {
        var missing = missing(fact);
        if (missing.isPresent()) {
            return new FactOutcome.Parked(missing.get());
        }
        boolean known = workingSet.toldOf(fact.invoice(), fact.charge()).stream()
                .filter(report -> fact.refund().equals(report.part()))
                .anyMatch(report -> !report.at().isAfter(fact.envelope().occurredAt()));
        if (known) {
            return new FactOutcome.Duplicate();
        }
        var report = new MoneyBackReport(
                fact.envelope().id(),
                fact.invoice(),
                MoneyBackKind.CHARGE_REFUND_FAILED,
                fact.charge(),
                fact.refund(),
                fact.amount(),
                fact.envelope().occurredAt());
        return take(fact, report, ChangeCause.REFUND_FAILED, earliest(report));
    }

    /** A new word of a charge may move all of its refunds. */
    private Instant earliest(MoneyBackReport report) {
        return workingSet.toldOf(report.invoice(), report.ref()).stream()
                .map(MoneyBackReport::at)
                .filter(at -> at.isBefore(report.at()))
                .min(Instant::compareTo)
                .orElse(report.at());
    }

    /** A dispute: a charge-back takes what it is about at once, an inquiry nothing. */
    public FactOutcome disputeOpened(Fact.DisputeOpened fact) {
        var missing = missing(fact);
        if (missing.isPresent()) {
            return new FactOutcome.Parked(missing.get());
        }
        var kind = fact.kind() == DisputeKind.INQUIRY ? MoneyBackKind.INQUIRY : MoneyBackKind.CHARGEBACK;
        for (var known : workingSet.told(fact.dispute(), OPENED)) {
            if (!known.invoice().equals(fact.invoice())) {
                return new FactOutcome.Quarantined("dispute_of_another_invoice");
            }
            if (known.kind() == kind) {
                return known.amount() == fact.amount()
                        ? new FactOutcome.Duplicate()
                        : new FactOutcome.Quarantined("dispute_exists");
            }
        }
        var report = report(fact, fact.invoice(), kind, fact.dispute(), fact.amount());
        return take(fact, report, ChangeCause.DISPUTE, Instant.MAX);
    }

    /** A dispute's end: won gives again what was taken back, lost takes nothing more. */
    public FactOutcome disputeClosed(Fact.DisputeClosed fact) {
        var opened = workingSet.told(fact.dispute(), TOLD);
        if (opened.isEmpty()) {
            return new FactOutcome.Parked(missing(fact).orElseThrow());
        }
        if (!opened.getFirst().invoice().equals(fact.invoice())) {
            return new FactOutcome.Quarantined("dispute_of_another_invoice");
        }
        var outcome = fact.won() ? MoneyBackKind.DISPUTE_WON : MoneyBackKind.DISPUTE_LOST;
        var again = againClosed(fact, outcome, opened);
        if (again.isPresent()) {
            return again.get();
        }
        return take(fact, report(fact, fact.invoice(), outcome, fact.dispute(), 0), ChangeCause.DISPUTE, Instant.MAX);
    }

    /** An inquiry may end, become a charge-back and end once more; any other second end is a repetition or a contradiction. */
    private Optional<FactOutcome> againClosed(
            Fact.DisputeClosed fact, MoneyBackKind outcome, List<MoneyBackReport> opened) {
        boolean asked = opened.stream().anyMatch(report -> report.kind() == MoneyBackKind.INQUIRY);
        return workingSet.told(fact.dispute(), CLOSED).stream()
                .filter(closed -> !asked || closed.at().equals(fact.envelope().occurredAt()))
                .findFirst()
                .map(closed -> closed.kind() == outcome
                        ? new FactOutcome.Duplicate()
                        : new FactOutcome.Quarantined("dispute_closed_otherwise"));
    }

    /** Stripe's word of how a dispute stands: the last by date counts. */
    public FactOutcome disputeTold(Fact.DisputeTold fact) {
        var missing = missing(fact);
        if (missing.isPresent()) {
            return new FactOutcome.Parked(missing.get());
        }
        var kind = switch (fact.state()) {
            case INQUIRY -> MoneyBackKind.TOLD_INQUIRY;
            case OPEN -> MoneyBackKind.TOLD_OPEN;
            case WON -> MoneyBackKind.TOLD_WON;
            case LOST -> MoneyBackKind.TOLD_LOST;
        };
        var report = report(fact, fact.invoice(), kind, fact.dispute(), fact.amount());
        return take(fact, report, ChangeCause.DISPUTE, Instant.MAX);
    }

    private static MoneyBackReport report(Fact fact, String invoice, MoneyBackKind kind, String ref, long amount) {
        return new MoneyBackReport(
                fact.envelope().id(),
                invoice,
                kind,
                ref,
                null,
                amount,
                fact.envelope().occurredAt());
    }

    private FactOutcome take(Fact fact, MoneyBackReport report, ChangeCause cause, Instant judgedFrom) {
        var invoice = workingSet.invoice(report.invoice()).orElseThrow();
        workingSet.add(report);
        touch(fact, invoice, cause, judgedFrom);
        var outcome = referrals.get(invoice.customer()).outcome();
        return workingSet.excess(invoice).map(outcome::with).orElse(outcome);
    }

    private void touch(Fact fact, Invoice invoice, ChangeCause cause, Instant judgedFrom) {
        touched.computeIfAbsent(invoice.customer(), _ -> new ArrayList<>())
                .add(new CausingFact(
                        fact.envelope().id(),
                        invoice.ref(),
                        cause,
                        fact.envelope().occurredAt(),
                        judgedFrom));
    }

    private void qualified(CustomerId customer, List<Envelope> told) {
        var passedAt =
                referrals.get(customer).qualification().passedBy().orElseThrow().closedAt();
        var facts = touched.computeIfAbsent(customer, _ -> new ArrayList<>());
        told.forEach(one -> facts.add(CausingFact.qualifying(one, passedAt)));
    }

    /** The first of what the fact needs that has not been told yet. */
    private Optional<Waiting> missing(Fact fact) {
        return fact.needs().stream().filter(need -> !isThere(need)).findFirst();
    }

    private boolean isThere(Waiting need) {
        return switch (need.thing()) {
            case CUSTOMER ->
                referrals.find(need.ref()).filter(Customer::signedUp).isPresent();
            case INVOICE -> workingSet.invoice(need.ref()).isPresent();
            case REFUND ->
                !workingSet.told(need.ref(), Set.of(MoneyBackKind.REFUND)).isEmpty();
            case DISPUTE -> !workingSet.told(need.ref(), TOLD).isEmpty();
            case TRADE -> throw new IllegalArgumentException("Commissions know no trades: " + need.key());
        };
    }

    /** Books the differences, and writes everything, with a statement for each table that something changed in. */
    public List<AuditEntry> flush(String actor) {
        referrals.qualified().forEach(this::qualified);
        booking.begin(touched.keySet().stream().map(referrals::get).toList());
        touched.forEach((customer, facts) -> booking.book(referrals.get(customer), facts));
        return booking.flush(actor);
    }
}
