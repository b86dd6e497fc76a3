package dev.handsel.commissions.accruals;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.ledger.Ledger;
import dev.handsel.ledger.Transaction;
import dev.handsel.platform.audit.AuditTrail.AuditEntry;
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
final class CommissionWorkingSet {

    /** An audit entry before its actor is known. */
    private record AuditNote(String action, CommissionId commission, Object body) {}

    private final ProgramId program;
    private final InvoiceStore invoiceStore;
    private final CommissionStore commissionStore;
    private final Ledger ledger;

    private final Map<String, Invoice> invoices = new HashMap<>();
    private final Map<String, Dispute> disputes = new HashMap<>();
    private final Map<String, Map<CommissionId, CommissionBalance>> balances = new HashMap<>();
    private final Map<CustomerId, List<Span>> spans = new HashMap<>();

    private final Map<String, Invoice> newInvoices = new LinkedHashMap<>();
    private final Map<String, Invoice> changedInvoices = new LinkedHashMap<>();
    private final List<Fact.Refund> refunds = new ArrayList<>();
    private final Map<String, Dispute> changedDisputes = new LinkedHashMap<>();
    private final List<Commission> newCommissions = new ArrayList<>();
    private final Map<CommissionId, CommissionBalance> changedBalances = new LinkedHashMap<>();
    private final List<Transaction> transactions = new ArrayList<>();
    private final List<AuditNote> auditNotes = new ArrayList<>();

    CommissionWorkingSet(ProgramId program, InvoiceStore invoiceStore, CommissionStore commissionStore, Ledger ledger) {
        this.program = program;
        this.invoiceStore = invoiceStore;
        this.commissionStore = commissionStore;
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
            commissionStore
                    .take(program, refs)
                    .forEach((ref, balance) -> balancesOf(ref).putAll(balance));
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

    List<CommissionBalance> balances(String invoice) {
        return List.copyOf(balancesOf(invoice).values());
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

    void add(Commission commission) {
        var balance = CommissionBalance.of(commission);
        newCommissions.add(commission);
        keep(commission.invoice(), balance);
        post(balance.accrual(commission.paidAt()));
        audit(
                "commission.accrued",
                commission.id(),
                Map.of(
                        "affiliate", commission.affiliate(),
                        "invoice", commission.invoice(),
                        "kind", commission.earning().kind(),
                        "amount", commission.earning().amount(),
                        "currency", commission.currency().code()));
    }

    void keep(String invoice, CommissionBalance balance) {
        balancesOf(invoice).put(balance.id(), balance);
        changedBalances.put(balance.id(), balance);
    }

    void post(Transaction transaction) {
        transactions.add(transaction);
    }

    void audit(String action, CommissionId commission, Object body) {
        auditNotes.add(new AuditNote(action, commission, body));
    }

    private Map<CommissionId, CommissionBalance> balancesOf(String invoice) {
        return balances.computeIfAbsent(invoice, _ -> new LinkedHashMap<>());
    }

    /** A commission that came so late that its holding period is over already is payable at once. */
    private void matureNewCommissions(Instant now) {
        for (var commission : newCommissions) {
            var balance = Objects.requireNonNull(changedBalances.get(commission.id()));
            if (balance.isDue(now)) {
                if (balance.reversed() < balance.amount()) {
                    post(balance.maturity(now));
                }
                changedBalances.put(commission.id(), balance.overHolding());
            }
        }
    }

    List<AuditEntry> flush(String actor, Instant now) {
        matureNewCommissions(now);
        invoiceStore.addAll(program, List.copyOf(newInvoices.values()));
        invoiceStore.changeAll(program, List.copyOf(changedInvoices.values()));
        invoiceStore.addRefunds(program, refunds);
        invoiceStore.saveDisputes(program, List.copyOf(changedDisputes.values()));
        commissionStore.addAll(program, newCommissions, changedBalances);
        newCommissions.forEach(commission -> changedBalances.remove(commission.id()));
        commissionStore.changeAll(List.copyOf(changedBalances.values()));
        ledger.post(program, actor, transactions);
        return auditNotes.stream()
                .map(note ->
                        new AuditEntry(actor, note.action(), note.commission().toString(), note.body()))
                .toList();
    }
}
