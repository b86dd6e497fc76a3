package dev.handsel.commissions.replay;

import dev.handsel.base.digest.Sha256;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.Histories;
import dev.handsel.commissions.accruals.Histories.Known;
import dev.handsel.commissions.accruals.Invoice;
import dev.handsel.commissions.replay.CostPreview.Compared;
import dev.handsel.commissions.replay.CostPreview.Cost;
import dev.handsel.commissions.replay.CostPreview.Whose;
import dev.handsel.commissions.replay.StoredLines.StoredLine;
import dev.handsel.commissions.rules.CustomerInvoice;
import dev.handsel.commissions.rules.Earning;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.programs.terms.Terms;
import dev.handsel.referrals.customers.AllCustomers;
import dev.handsel.referrals.customers.Customer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** What invoices of the first engine have earned, beside what they earn by the rules of today. Changes nothing. */
@Component
class EngineDifferences {

    private static final int CHUNK = 200;

    private final AllCustomers customers;
    private final Histories histories;
    private final StoredLines lines;

    EngineDifferences(AllCustomers customers, Histories histories, StoredLines lines) {
        this.customers = customers;
        this.histories = histories;
        this.lines = lines;
    }

    /**
     * The differences.
     *
     * @param digest names this very list: SHA-256 over every earning, booked and computed, in hexadecimal
     */
    record Differences(Map<Whose, Compared> compared, String digest) {}

    /** Every invoice that is still as the first engine booked it. */
    Differences of(Terms terms) {
        var compared = new HashMap<Whose, Compared>();
        var digest = new AtomicReference<>("");
        eachChunk(terms.program().id(), chunk -> digest.set(digest(terms, chunk, compared, digest.get())));
        return new Differences(compared, digest.get());
    }

    /** Goes through the attributed customers of a programme. */
    void eachChunk(ProgramId program, Consumer<List<Customer>> work) {
        var chunk = customers.attributed(program, Optional.empty(), CHUNK);
        while (!chunk.isEmpty()) {
            work.accept(chunk);
            chunk = customers.attributed(program, Optional.of(chunk.getLast().id()), CHUNK);
        }
    }

    private String digest(Terms terms, List<Customer> chunk, Map<Whose, Compared> compared, String before) {
        var ids = chunk.stream().map(Customer::id).toList();
        var known = histories.of(ids);
        var booked = lines.of(ids);
        var told = new StringBuilder(before);
        for (var customer : chunk) {
            var theirs = known.getOrDefault(customer.id(), new Known(List.of()));
            var history = theirs.of(customer, terms);
            for (var invoice : theirs.invoices()) {
                if (invoice.stored().wasCounted()) {
                    var earned = history.inputs(invoice.judged())
                            .map(Inputs::earnings)
                            .orElse(List.of());
                    var lived = lived(booked.getOrDefault(customer.id(), List.of()), invoice.stored());
                    compared.merge(
                            new Whose(
                                    customer.affiliate().orElseThrow(),
                                    invoice.judged().charge().currency()),
                            new Compared(1, actual(lived), would(earned, invoice.judged())),
                            Compared::plus);
                    told.append('\n').append(invoice.stored().ref()).append(earned);
                    lived.forEach(line -> told.append(line.earning()).append(line.reversed()));
                }
            }
        }
        return Sha256.hex(told.toString());
    }

    private static List<StoredLine> lived(List<StoredLine> lines, Invoice invoice) {
        return lines.stream()
                .filter(line -> line.invoice().equals(invoice.ref()) && !line.recomputed())
                .toList();
    }

    private static Cost actual(List<StoredLine> lines) {
        return lines.stream()
                .map(line -> new Cost(line.amount(), line.reversed()))
                .reduce(Cost.NONE, Cost::plus);
    }

    private static Cost would(List<Earning> earnings, CustomerInvoice invoice) {
        return earnings.stream()
                .map(earning -> new Cost(earning.amount(), invoice.reversed(earning.amount())))
                .reduce(Cost.NONE, Cost::plus);
    }
}
