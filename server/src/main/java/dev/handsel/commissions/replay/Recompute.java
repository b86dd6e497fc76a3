package dev.handsel.commissions.replay;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.Dispute;
import dev.handsel.commissions.accruals.Invoice;
import dev.handsel.commissions.accruals.InvoiceStore;
import dev.handsel.programs.terms.Programs;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.customers.AllCustomers;
import dev.handsel.referrals.customers.AllCustomers.ProgramCustomer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Service;

/**
 * Computes every commission line ever written once more, from the invoices, refunds, disputes and rule sets as they are
 * stored: the customer's months in the order in which they counted, the slices, the amounts, the maturity, and what was
 * taken back. Whatever differs from what was written is reported; nothing is changed.
 */
@Service
public class Recompute {

    private static final int CHUNK = 200;

    private final AllCustomers customers;
    private final InvoiceStore invoices;
    private final StoredLines lines;
    private final Programs programs;

    Recompute(AllCustomers customers, InvoiceStore invoices, StoredLines lines, Programs programs) {
        this.customers = customers;
        this.invoices = invoices;
        this.lines = lines;
        this.programs = programs;
    }

    /** Something that is not what it should be: a commission, an invoice or a customer, and what is wrong with it. */
    public record RecomputeDifference(String object, String what) {}

    /** What was recomputed, and every difference. */
    public record RecomputeReport(long customers, long invoices, long lines, List<RecomputeDifference> differences) {
        public boolean ok() {
            return differences.isEmpty();
        }
    }

    /**
     * Goes through all customers, in memory that does not grow with them.
     *
     * @param progress told how many customers are done, from time to time
     */
    public RecomputeReport run(LongConsumer progress) {
        var differences = new ArrayList<RecomputeDifference>();
        var terms = new HashMap<ProgramId, Terms>();
        long customerCount = 0;
        long invoiceCount = 0;
        long lineCount = 0;
        var chunk = customers.after(Optional.empty(), CHUNK);
        while (!chunk.isEmpty()) {
            var ids = chunk.stream().map(entry -> entry.customer().id()).toList();
            var found = invoices.of(ids);
            var written = lines.of(ids);
            for (var entry : chunk) {
                var mine = found.getOrDefault(entry.customer().id(), List.of());
                var earned = written.getOrDefault(entry.customer().id(), List.of());
                var history = new Recomputation(
                        entry.customer(),
                        terms.computeIfAbsent(entry.program(), programs::terms),
                        mine,
                        earned,
                        disputed(entry, mine));
                differences.addAll(history.differences());
                invoiceCount += mine.size();
                lineCount += earned.size();
            }
            customerCount += chunk.size();
            progress.accept(customerCount);
            chunk = customers.after(Optional.of(chunk.getLast().customer().id()), CHUNK);
        }
        return new RecomputeReport(customerCount, invoiceCount, lineCount, List.copyOf(differences));
    }

    /** What disputes that are open or lost take back, by invoice. */
    private Map<String, Long> disputed(ProgramCustomer entry, List<Invoice> mine) {
        var sums = new HashMap<String, Long>();
        if (!mine.isEmpty() && entry.customer().affiliate().isPresent()) {
            var refs = mine.stream().map(Invoice::ref).toList();
            invoices.disputes(entry.program(), refs, List.of()).stream()
                    .filter(Dispute::takesBack)
                    .forEach(dispute -> sums.merge(dispute.invoice(), dispute.amount(), Math::addExact));
        }
        return sums;
    }
}
