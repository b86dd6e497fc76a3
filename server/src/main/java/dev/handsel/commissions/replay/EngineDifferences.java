package dev.handsel.commissions.replay;

import static java.util.stream.Collectors.toSet;

import dev.handsel.base.digest.Sha256;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.Histories;
import dev.handsel.commissions.accruals.Histories.Known;
import dev.handsel.commissions.accruals.Invoice;
import dev.handsel.commissions.caps.AffiliateMonth;
import dev.handsel.commissions.caps.Place;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

    /**
     * Every invoice that is still as the first engine booked it, and every other one to which a month's cap leaves more or less
     * where these are booked anew.
     */
    Differences of(Terms terms) {
        var months = months(terms);
        var compared = new HashMap<Whose, Compared>();
        var digest = new AtomicReference<>("");
        eachChunk(terms.program().id(), chunk -> digest.set(digest(terms, chunk, months, compared, digest.get())));
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

    /** One invoice, and what it is judged by. */
    private record Judged(Customer customer, Invoice stored, CustomerInvoice invoice, Optional<Inputs> inputs) {

        Place place() {
            return ReckonedMonths.place(customer, invoice);
        }

        Judged cut(ReckonedMonths months) {
            return new Judged(customer, stored, invoice, months.cut(customer, invoice, inputs));
        }

        List<Earning> earned() {
            return inputs.map(Inputs::earnings).orElse(List.of());
        }
    }

    private Stream<Judged> judged(Terms terms, List<Customer> chunk) {
        var known = histories.of(chunk.stream().map(Customer::id).toList());
        return chunk.stream().flatMap(customer -> {
            var theirs = known.getOrDefault(customer.id(), new Known(List.of()));
            var history = theirs.of(customer, terms);
            return theirs.invoices().stream()
                    .map(invoice ->
                            new Judged(customer, invoice.stored(), invoice.judged(), history.inputs(invoice.judged())));
        });
    }

    /** The months with a cap that invoices of the first engine are in, with all that they will hold. */
    private ReckonedMonths months(Terms terms) {
        var reckoned = new ReckonedMonths();
        var changed = changed(terms);
        if (!changed.isEmpty()) {
            eachChunk(
                    terms.program().id(),
                    chunk -> judged(terms, chunk)
                            .filter(one -> changed.contains(one.place().month()))
                            .forEach(one -> reckoned.enter(one.customer(), one.invoice(), one.inputs())));
        }
        return reckoned;
    }

    private Set<AffiliateMonth> changed(Terms terms) {
        var months = new HashSet<AffiliateMonth>();
        if (terms.agreements().limitAffiliates()) {
            eachChunk(terms.program().id(), chunk -> {
                var perhaps = new HashSet<AffiliateMonth>();
                judged(terms, chunk).filter(one -> one.stored().wasCounted()).forEach(one -> {
                    boolean capped = one.inputs().flatMap(Inputs::monthCap).isPresent();
                    (capped ? months : perhaps).add(one.place().month());
                });
                months.addAll(histories.kept(perhaps));
            });
        }
        return months;
    }

    private String digest(
            Terms terms, List<Customer> chunk, ReckonedMonths months, Map<Whose, Compared> compared, String before) {
        var booked = lines.of(chunk.stream().map(Customer::id).toList());
        var told = new StringBuilder(before);
        judged(terms, chunk).forEach(uncut -> {
            var one = uncut.cut(months);
            var earned = one.earned();
            var lived = lived(booked.getOrDefault(one.customer().id(), List.of()), one.stored());
            if (one.stored().wasCounted() || moves(one, months, lived)) {
                var whose = new Whose(
                        one.customer().affiliate().orElseThrow(),
                        one.invoice().charge().currency());
                compared.merge(whose, new Compared(1, actual(lived), would(earned, one.invoice())), Compared::plus);
                told.append('\n').append(one.stored().ref()).append(earned);
                lived.forEach(line -> told.append(line.earning()).append(line.reversed()));
            }
        });
        return Sha256.hex(told.toString());
    }

    /** Whether the cap of a month leaves something else to an invoice that follows the facts already. */
    private static boolean moves(Judged one, ReckonedMonths months, List<StoredLine> lived) {
        var booked = lived.stream().map(StoredLine::earning).collect(toSet());
        return months.isReckoned(one.place().month()) && !booked.equals(Set.copyOf(one.earned()));
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
