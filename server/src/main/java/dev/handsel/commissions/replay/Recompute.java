package dev.handsel.commissions.replay;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.Histories;
import dev.handsel.commissions.accruals.Histories.Known;
import dev.handsel.programs.terms.Programs;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.customers.AllCustomers;
import dev.handsel.referrals.customers.AllCustomers.ProgramCustomer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Service;

/**
 * Compares every commission line that counts with what the facts give, as they are stored: invoices, refunds, disputes, trades
 * and terms. Lines of the first engine are compared with their own inputs. Whatever differs is reported; nothing is changed.
 */
@Service
public class Recompute {

    private static final int CHUNK = 200;

    private final AllCustomers customers;
    private final Histories histories;
    private final StoredLines lines;
    private final Programs programs;

    Recompute(AllCustomers customers, Histories histories, StoredLines lines, Programs programs) {
        this.customers = customers;
        this.histories = histories;
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
            chunk.forEach(entry -> terms.computeIfAbsent(entry.program(), programs::terms));
            var read = read(chunk, terms);
            var months = histories.months(
                    read.stream().flatMap(Recomputation::places).toList());
            for (var history : read) {
                differences.addAll(history.differences(months));
                invoiceCount += history.invoices();
                lineCount += history.lines();
            }
            customerCount += chunk.size();
            progress.accept(customerCount);
            chunk = customers.after(Optional.of(chunk.getLast().customer().id()), CHUNK);
        }
        return new RecomputeReport(customerCount, invoiceCount, lineCount, List.copyOf(differences));
    }

    private List<Recomputation> read(List<ProgramCustomer> chunk, Map<ProgramId, Terms> terms) {
        var ids = chunk.stream().map(entry -> entry.customer().id()).toList();
        var found = histories.of(ids);
        var written = lines.of(ids);
        return chunk.stream()
                .map(entry -> new Recomputation(
                        entry.customer(),
                        Objects.requireNonNull(terms.get(entry.program())),
                        found.getOrDefault(entry.customer().id(), Known.NOTHING),
                        written.getOrDefault(entry.customer().id(), List.of())))
                .toList();
    }
}
