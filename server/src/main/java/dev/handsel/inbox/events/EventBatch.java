package dev.handsel.inbox.events;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.FactOutcome;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.CommissionBatch;
import dev.handsel.inbox.events.EventStore.Contradiction;
import dev.handsel.platform.audit.AuditTrail.AuditEntry;
import dev.handsel.referrals.customers.Customer;
import dev.handsel.referrals.customers.ReferralBatch;
import dev.handsel.referrals.trades.TradeBatch;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Works through facts in the order of their arrival, one after the other, on what was read for all of them at once. What
 * a fact brings releases those that were parked for it. Not for several threads.
 */
final class EventBatch {

    private final Instant now;
    private final ReferralBatch referrals;
    private final CommissionBatch commissions;
    private final TradeBatch trades;
    private final Waitlist waitlist;
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, StoredEvent> arrived = new LinkedHashMap<>();
    private final Map<String, StoredEvent> settled = new LinkedHashMap<>();
    private final List<Contradiction> contradictions = new ArrayList<>();

    EventBatch(
            Instant now, ReferralBatch referrals, CommissionBatch commissions, TradeBatch trades, Waitlist waitlist) {
        this.now = now;
        this.referrals = referrals;
        this.commissions = commissions;
        this.trades = trades;
        this.waitlist = waitlist;
    }

    /** The programme's present. */
    Instant now() {
        return now;
    }

    void know(String id, String sha256) {
        known.put(id, sha256);
    }

    /** Takes the next fact, and whatever waited for it. */
    FactOutcome take(UnderstoodEvent event) {
        var before = known.get(event.id());
        if (before != null) {
            return before.equals(event.sha256())
                    ? new FactOutcome.Duplicate()
                    : contradicted(event, new FactOutcome.Quarantined("event_exists"));
        }
        var outcome = rivalled(event).orElseGet(() -> apply(event.fact()));
        return switch (outcome) {
            case FactOutcome.Duplicate duplicate -> duplicate;
            case FactOutcome.Quarantined quarantined -> contradicted(event, quarantined);
            case FactOutcome.Parked parked -> {
                store(event, parked);
                waitlist.add(parked.on().key(), event);
                yield parked;
            }
            case FactOutcome.Recorded _, FactOutcome.NotAttributed _ -> {
                store(event, outcome);
                release(event);
                yield outcome;
            }
        };
    }

    /** A second event about an invoice that is still parked is judged against the first. */
    private Optional<FactOutcome> rivalled(UnderstoodEvent event) {
        return event.fact()
                .asInvoice()
                .flatMap(second -> waitlist.invoice(second.invoice())
                        .map(first -> first.saysTheSameAs(second)
                                ? new FactOutcome.Duplicate()
                                : new FactOutcome.Quarantined("invoice_exists")));
    }

    private FactOutcome apply(Fact fact) {
        return switch (fact) {
            case Fact.Click click -> referrals.click(click);
            case Fact.Signup signup -> referrals.signup(signup);
            case Fact.AffiliateEnrolled enrolled -> referrals.enrolled(enrolled);
            case Fact.Login login -> referrals.concerning(login.customer());
            case Fact.TerminalLinked linked -> referrals.concerning(linked.customer());
            case Fact.InvoicePaid paid -> commissions.invoicePaid(paid);
            case Fact.Refund refund -> commissions.refund(refund);
            case Fact.RefundFailed failed -> commissions.refundFailed(failed);
            case Fact.ChargeRefunded refunded -> commissions.chargeRefunded(refunded);
            case Fact.ChargeRefundFailed failed -> commissions.chargeRefundFailed(failed);
            case Fact.DisputeTold told -> commissions.disputeTold(told);
            case Fact.DisputeOpened opened -> commissions.disputeOpened(opened);
            case Fact.DisputeClosed closed -> commissions.disputeClosed(closed);
            case Fact.SubscriptionCanceled canceled -> referrals.canceled(canceled);
            case Fact.TradeOpened opened -> trades.opened(opened);
            case Fact.TradeClosed closed -> trades.closed(closed);
            case Fact.FirstTrade first ->
                referrals.traded(first.customer(), first.envelope().occurredAt());
        };
    }

    private void store(UnderstoodEvent event, FactOutcome outcome) {
        known.put(event.id(), event.sha256());
        arrived.put(event.id(), StoredEvent.of(event, outcome));
    }

    private FactOutcome contradicted(UnderstoodEvent event, FactOutcome.Quarantined outcome) {
        contradictions.add(new Contradiction(event.id(), outcome.reason(), event.payload(), event.sha256()));
        return outcome;
    }

    /** Applies what waited for this, and what waited for that in turn. */
    private void release(UnderstoodEvent first) {
        var bringers = new ArrayDeque<>(List.of(first));
        while (!bringers.isEmpty()) {
            var released = Objects.requireNonNull(bringers.poll())
                    .brings()
                    .flatMap(key -> waitlist.release(key).stream())
                    .toList();
            for (var event : released) {
                var outcome = apply(event.fact());
                settle(event, outcome);
                switch (outcome) {
                    case FactOutcome.Parked parked -> waitlist.add(parked.on().key(), event);
                    case FactOutcome.Recorded _, FactOutcome.NotAttributed _ -> bringers.add(event);
                    case FactOutcome.Duplicate _, FactOutcome.Quarantined _ -> {}
                }
            }
        }
    }

    private void settle(UnderstoodEvent event, FactOutcome outcome) {
        if (outcome instanceof FactOutcome.Quarantined quarantined) {
            contradicted(event, quarantined);
        }
        var mine = arrived.get(event.id());
        if (mine != null) {
            arrived.put(event.id(), mine.again(outcome, now));
        } else {
            var theirs = StoredEvent.of(event, outcome);
            settled.put(event.id(), theirs.again(outcome, now));
        }
    }

    /** The events that {@link #flush} stores. */
    Stream<UnderstoodEvent> stored() {
        return arrived.values().stream().map(StoredEvent::event);
    }

    /** Writes everything, with a statement for each table that something changed in. */
    List<AuditEntry> flush(EventStore store, ProgramId program, String actor, Instant receivedAt) {
        referrals.flush();
        trades.flush();
        var entries = new ArrayList<>(referrals.attributed().stream()
                .map(customer -> attributed(actor, customer))
                .toList());
        referrals.affiliates().enrolled().stream()
                .map(affiliate -> new AuditEntry(
                        actor, "affiliate.enrolled", affiliate.id().toString(), Map.of("code", affiliate.code())))
                .forEach(entries::add);
        entries.addAll(commissions.flush(actor));
        store.addAll(program, arrived.values(), receivedAt, now);
        store.settleAll(program, settled.values());
        store.quarantineAll(program, contradictions, receivedAt);
        contradictions.stream()
                .map(found -> new AuditEntry(
                        actor, "event.quarantined", found.id(), Map.of("program", program, "reason", found.reason())))
                .forEach(entries::add);
        return entries;
    }

    private static AuditEntry attributed(String actor, Customer customer) {
        return new AuditEntry(
                actor, "customer.attributed", customer.id().toString(), Objects.requireNonNull(customer.attribution()));
    }
}
