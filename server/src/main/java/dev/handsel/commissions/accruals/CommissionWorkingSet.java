package dev.handsel.commissions.accruals;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;

import dev.handsel.base.facts.FactOutcome.Note;
import dev.handsel.base.facts.FactOutcome.NoteCode;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.CommissionBalance.Inherited;
import dev.handsel.commissions.accruals.CommissionChange.ChangeCause;
import dev.handsel.commissions.rules.CustomerInvoice;
import dev.handsel.commissions.rules.MoneyBack;
import dev.handsel.commissions.rules.MoneyBackReport;
import dev.handsel.commissions.rules.MoneyBackReport.MoneyBackKind;
import dev.handsel.commissions.rules.Occasion;
import dev.handsel.ledger.Ledger;
import dev.handsel.ledger.Transaction;
import dev.handsel.platform.audit.AuditTrail.AuditEntry;
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
 * The invoices, reports of money back and commissions that a batch concerns: what was read, kept up to date in memory, and
 * what is to be written in the end.
 */
final class CommissionWorkingSet {

    /** An audit entry before its actor is known. */
    private record AuditNote(String action, CommissionId commission, Object body) {}

    private final ProgramId program;
    private final InvoiceStore invoiceStore;
    private final MoneyBackStore moneyBackStore;
    private final CommissionStore commissionStore;
    private final Ledger ledger;

    private final Map<String, Invoice> invoices = new HashMap<>();
    private final Map<CustomerId, Map<String, Invoice>> byCustomer = new HashMap<>();
    private final Map<String, List<MoneyBackReport>> reportsByInvoice = new HashMap<>();
    private final Map<String, List<MoneyBackReport>> reportsByRef = new HashMap<>();
    private final Map<CustomerId, Map<CommissionId, BookedLine>> lines = new HashMap<>();

    private final List<Invoice> newInvoices = new ArrayList<>();
    private final List<MoneyBackReport> newReports = new ArrayList<>();
    private final List<Commission> newCommissions = new ArrayList<>();
    private final Map<CommissionId, CommissionBalance> changedBalances = new LinkedHashMap<>();
    private final List<CommissionChange> changes = new ArrayList<>();
    private final List<Transaction> transactions = new ArrayList<>();
    private final List<AuditNote> auditNotes = new ArrayList<>();

    CommissionWorkingSet(
            ProgramId program,
            InvoiceStore invoiceStore,
            MoneyBackStore moneyBackStore,
            CommissionStore commissionStore,
            Ledger ledger) {
        this.program = program;
        this.invoiceStore = invoiceStore;
        this.moneyBackStore = moneyBackStore;
        this.commissionStore = commissionStore;
        this.ledger = ledger;
    }

    /**
     * Reads invoices by reference, those of refunds, and all of some customers, by the merchant's ids; whose the others are is
     * known afterwards.
     */
    Collection<CustomerId> readInvoices(
            Collection<String> refs, Collection<String> refunds, Collection<String> customerRefs) {
        if (!refs.isEmpty() || !refunds.isEmpty()) {
            invoiceStore.find(program, refs, refunds, customerRefs).forEach(this::know);
        }
        return byCustomer.keySet();
    }

    /**
     * Reads what was told of money that went back to these customers.
     *
     * @param unread those of them whose invoices were not all read yet
     * @param refs refunds and disputes that are named, whosever they are
     */
    void readHistories(Collection<CustomerId> customers, Collection<CustomerId> unread, Collection<String> refs) {
        if (!unread.isEmpty()) {
            invoiceStore.of(unread).values().forEach(theirs -> theirs.forEach(this::know));
        }
        if (!customers.isEmpty() && !invoices.isEmpty()) {
            moneyBackStore.of(program, customers, refs).forEach(this::know);
        }
    }

    /** Reads what is booked for these customers, as far as it was not read yet, and locks it. */
    void readLines(Collection<CustomerId> customers) {
        var unread = customers.stream()
                .filter(customer -> !lines.containsKey(customer))
                .toList();
        if (!unread.isEmpty()) {
            unread.forEach(customer -> lines.put(customer, new LinkedHashMap<>()));
            commissionStore.take(unread).forEach(this::keep);
        }
    }

    private void know(Invoice invoice) {
        invoices.put(invoice.ref(), invoice);
        byCustomer
                .computeIfAbsent(invoice.customer(), _ -> new LinkedHashMap<>())
                .put(invoice.ref(), invoice);
    }

    private void know(MoneyBackReport report) {
        reportsByInvoice
                .computeIfAbsent(report.invoice(), _ -> new ArrayList<>())
                .add(report);
        reportsByRef.computeIfAbsent(report.ref(), _ -> new ArrayList<>()).add(report);
    }

    Optional<Invoice> invoice(String ref) {
        return Optional.ofNullable(invoices.get(ref));
    }

    /** All invoices of the customer. */
    Collection<Invoice> invoices(CustomerId customer) {
        return byCustomer.getOrDefault(customer, Map.of()).values();
    }

    /** An invoice as the rules see it. */
    CustomerInvoice judged(Invoice invoice) {
        return invoice.with(MoneyBack.of(reportsByInvoice.getOrDefault(invoice.ref(), List.of())));
    }

    /** What to know where more went back of the invoice than was paid; no more than all that it earned is taken back. */
    Optional<Note> excess(Invoice invoice) {
        var back = MoneyBack.of(reportsByInvoice.getOrDefault(invoice.ref(), List.of()));
        long paid = Math.max(0, invoice.charge().received());
        return back.takenBack() <= paid
                ? Optional.empty()
                : Optional.of(new Note(
                        NoteCode.EXCEEDS_INVOICE, invoice.charge().currency(), paid, back.refunded(), back.disputed()));
    }

    /** What was told of money that went back of the invoice, as causes, by date. */
    List<CausingFact> moneyBack(Occasion occasion) {
        return reportsByInvoice.getOrDefault(occasion.ref(), List.of()).stream()
                .sorted(comparing(MoneyBackReport::at))
                .map(report -> new CausingFact(
                        report.event(), report.invoice(), ChangeCause.of(report.kind()), report.at(), Instant.MAX))
                .toList();
    }

    /** What was told of a refund or dispute, of one of these kinds. */
    List<MoneyBackReport> told(String ref, Collection<MoneyBackKind> kinds) {
        return reportsByRef.getOrDefault(ref, List.of()).stream()
                .filter(report -> kinds.contains(report.kind()))
                .toList();
    }

    /** What was told of a charge of the invoice. */
    List<MoneyBackReport> toldOf(String invoice, String charge) {
        return reportsByInvoice.getOrDefault(invoice, List.of()).stream()
                .filter(report -> report.ref().equals(charge))
                .toList();
    }

    /** Reads what is known of these customers whose invoices were not read yet. */
    void readUnread(Collection<CustomerId> customers) {
        var unread = customers.stream()
                .filter(customer -> invoices(customer).isEmpty())
                .toList();
        readHistories(unread, unread, List.of());
    }

    /** The lines of a customer by invoice, those that were replaced too. */
    Map<String, List<BookedLine>> lines(CustomerId customer) {
        return lines.getOrDefault(customer, Map.of()).values().stream().collect(groupingBy(BookedLine::invoice));
    }

    void add(Invoice invoice) {
        know(invoice);
        newInvoices.add(invoice);
    }

    void add(MoneyBackReport report) {
        know(report);
        newReports.add(report);
    }

    /** Enters a commission in the books, with what it takes over from the lines whose place it takes. */
    BookedLine add(Commission commission, Inherited inherited) {
        var balance = CommissionBalance.of(commission, inherited);
        var line = BookedLine.of(commission, balance);
        newCommissions.add(commission);
        change(line);
        post(balance.accrual(commission.accruedAt()));
        audit(
                "commission.accrued",
                commission.id(),
                Map.ofEntries(
                        Map.entry("affiliate", commission.affiliate()),
                        commission.named(),
                        Map.entry("kind", commission.earning().kind()),
                        Map.entry("amount", commission.earning().amount()),
                        Map.entry("currency", commission.currency().code())));
        return line;
    }

    private void keep(BookedLine line) {
        lines.computeIfAbsent(line.customer(), _ -> new LinkedHashMap<>())
                .put(line.balance().id(), line);
    }

    /** Keeps a line whose balance has changed. */
    void change(BookedLine line) {
        keep(line);
        changedBalances.put(line.balance().id(), line.balance());
    }

    void add(CommissionChange change) {
        changes.add(change);
    }

    void post(Transaction transaction) {
        transactions.add(transaction);
    }

    void audit(String action, CommissionId commission, Object body) {
        auditNotes.add(new AuditNote(action, commission, body));
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
        invoiceStore.addAll(program, newInvoices);
        moneyBackStore.addAll(program, newReports);
        commissionStore.addAll(program, newCommissions, changedBalances);
        newCommissions.forEach(commission -> changedBalances.remove(commission.id()));
        commissionStore.changeAll(List.copyOf(changedBalances.values()));
        commissionStore.addChanges(changes);
        ledger.post(program, actor, transactions);
        return auditNotes.stream()
                .map(note ->
                        new AuditEntry(actor, note.action(), note.commission().toString(), note.body()))
                .toList();
    }
}
