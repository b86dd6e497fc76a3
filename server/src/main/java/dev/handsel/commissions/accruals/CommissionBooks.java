package dev.handsel.commissions.accruals;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.ledger.Entry;
import dev.handsel.ledger.Ledger;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.referrals.customers.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The invoices, disputes and commissions that a batch concerns: what was read, kept up to date in memory, and what is to
 * be written in the end.
 */
final class CommissionBooks {

    /** An audit entry before its actor is known. */
    private record Deed(String action, CommissionId line, Object body) {}

    private final ProgramId program;
    private final InvoiceStore invoiceStore;
    private final LineStore lineStore;
    private final Ledger ledger;

    private final Map<String, Invoice> invoices = new HashMap<>();
    private final Map<String, Dispute> disputes = new HashMap<>();
    private final Map<String, Map<CommissionId, LineState>> lines = new HashMap<>();
    private final Map<CustomerId, List<Span>> spans = new HashMap<>();

    private final Map<String, Invoice> newInvoices = new LinkedHashMap<>();
    private final Map<String, Invoice> changedInvoices = new LinkedHashMap<>();
    private final List<Fact.Refund> refunds = new ArrayList<>();
    private final Map<String, Dispute> changedDisputes = new LinkedHashMap<>();
    private final List<Line> newLines = new ArrayList<>();
    private final Map<CommissionId, LineState> states = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();

    CommissionBooks(ProgramId program, InvoiceStore invoiceStore, LineStore lineStore, Ledger ledger) {
        this.program = program;
        this.invoiceStore = invoiceStore;
        this.lineStore = lineStore;
        this.ledger = ledger;
    }

    /** Reads invoices by reference; whoever is to change them is known afterwards. */
    Collection<CustomerId> readInvoices(Collection<String> refs) {
        if (!refs.isEmpty()) {
            invoiceStore.find(program, refs).forEach(invoice -> invoices.put(invoice.ref(), invoice));
        }
        return invoices.values().stream().map(Invoice::customer).distinct().toList();
    }

    /** Reads what can be taken back of these invoices, and locks it. */
    void readReversible(Collection<String> refs, Collection<String> disputeRefs) {
        if (!refs.isEmpty()) {
            invoiceStore.disputes(program, refs, disputeRefs).forEach(dispute -> disputes.put(dispute.ref(), dispute));
            lineStore.take(program, refs).forEach((ref, state) -> linesOf(ref).putAll(state));
        }
    }

    /** Reads the service months of these customers. */
    void readSpans(Collection<CustomerId> customers) {
        if (!customers.isEmpty()) {
            spans.putAll(invoiceStore.spans(customers));
        }
    }

    Optional<Invoice> invoice(String ref) {
        return Optional.ofNullable(invoices.get(ref));
    }

    Optional<Dispute> dispute(String ref) {
        return Optional.ofNullable(disputes.get(ref));
    }

    List<LineState> lines(String invoice) {
        return List.copyOf(linesOf(invoice).values());
    }

    List<Span> spans(CustomerId customer) {
        return spans.getOrDefault(customer, List.of());
    }

    /** Refunds, and disputes that are open or lost, of the invoice. */
    long takenBack(Invoice invoice) {
        return disputes.values().stream()
                .filter(dispute -> dispute.invoice().equals(invoice.ref()))
                .filter(Dispute::takesBack)
                .mapToLong(Dispute::amount)
                .reduce(invoice.refunded(), Math::addExact);
    }

    void add(Invoice invoice) {
        invoices.put(invoice.ref(), invoice);
        newInvoices.put(invoice.ref(), invoice);
        if (invoice.span() != null) {
            spans.computeIfAbsent(invoice.customer(), _ -> new ArrayList<>()).add(invoice.span());
        }
    }

    /** Keeps a changed invoice. */
    void replace(Invoice invoice) {
        invoices.put(invoice.ref(), invoice);
        (newInvoices.containsKey(invoice.ref()) ? newInvoices : changedInvoices).put(invoice.ref(), invoice);
    }

    Invoice refunded(Invoice invoice, Fact.Refund refund) {
        var refunded = invoice.refunded(refund.amount());
        refunds.add(refund);
        replace(refunded);
        return refunded;
    }

    void keep(Dispute dispute) {
        disputes.put(dispute.ref(), dispute);
        changedDisputes.put(dispute.ref(), dispute);
    }

    void add(Line line) {
        var state = LineState.of(line);
        newLines.add(line);
        keep(line.invoice(), state);
        post(state.accrual(line.paidAt()));
        audit(
                "commission.accrued",
                line.id(),
                Map.of(
                        "affiliate", line.affiliate(),
                        "invoice", line.invoice(),
                        "kind", line.earning().kind(),
                        "amount", line.earning().amount(),
                        "currency", line.currency().getCurrencyCode()));
    }

    void keep(String invoice, LineState state) {
        linesOf(invoice).put(state.id(), state);
        states.put(state.id(), state);
    }

    void post(Entry entry) {
        entries.add(entry);
    }

    void audit(String action, CommissionId line, Object body) {
        deeds.add(new Deed(action, line, body));
    }

    private Map<CommissionId, LineState> linesOf(String invoice) {
        return lines.computeIfAbsent(invoice, _ -> new LinkedHashMap<>());
    }

    /** A line that came so late that its holding period is over already is payable at once. */
    private void matureNewLines(Instant now) {
        for (var line : newLines) {
            var state = Objects.requireNonNull(states.get(line.id()));
            if (state.isDue(now)) {
                if (state.reversed() < state.amount()) {
                    post(state.maturity(now));
                }
                states.put(line.id(), state.overHolding());
            }
        }
    }

    List<AuditTrail.Entry> flush(String actor, Instant now) {
        matureNewLines(now);
        invoiceStore.addAll(program, List.copyOf(newInvoices.values()));
        invoiceStore.changeAll(program, List.copyOf(changedInvoices.values()));
        invoiceStore.addRefunds(program, refunds);
        invoiceStore.saveDisputes(program, List.copyOf(changedDisputes.values()));
        lineStore.addAll(program, newLines, states);
        newLines.forEach(line -> states.remove(line.id()));
        lineStore.changeAll(List.copyOf(states.values()));
        ledger.post(program, actor, entries);
        return deeds.stream()
                .map(deed ->
                        new AuditTrail.Entry(actor, deed.action(), deed.line().toString(), deed.body()))
                .toList();
    }
}
