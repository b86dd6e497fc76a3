package dev.handsel.commissions.replay;

import static java.util.stream.Collectors.toSet;

import dev.handsel.base.digest.Sha256;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.Histories;
import dev.handsel.commissions.accruals.Histories.Known;
import dev.handsel.commissions.caps.AffiliateMonth;
import dev.handsel.commissions.caps.Place;
import dev.handsel.commissions.replay.CostPreview.Compared;
import dev.handsel.commissions.replay.CostPreview.Cost;
import dev.handsel.commissions.replay.CostPreview.Whose;
import dev.handsel.commissions.replay.StoredLines.StoredLine;
import dev.handsel.commissions.rules.Earning;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.Occasion;
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

    /**
     * One invoice or bounty, and what it is judged by.
     *
     * @param counted whether it is as the first engine booked it
     */
    private record Judged(Customer customer, boolean counted, Occasion occasion, Optional<Inputs> inputs) {

        Place place() {
            return ReckonedMonths.place(customer, occasion);
        }

        Judged cut(ReckonedMonths months) {
            return new Judged(customer, counted, occasion, months.cut(customer, occasion, inputs));
        }

        List<Earning> earned() {
            return inputs.map(Inputs::earnings).orElse(List.of());
        }
    }

    private Stream<Judged> judged(Terms terms, List<Customer> chunk) {
        var known = histories.of(chunk.stream().map(Customer::id).toList());
        return chunk.stream().flatMap(customer -> {
            var theirs = known.getOrDefault(customer.id(), Known.NOTHING);
            var history = theirs.of(customer, terms);
            var invoices = theirs.invoices().stream()
                    .map(invoice -> new Judged(
                            customer,
                            invoice.stored().wasCounted(),
                            invoice.judged(),
                            history.inputs(invoice.judged())));
            var bounty = history.bounty().map(one -> new Judged(customer, false, one, history.inputs(one)));
            return Stream.concat(invoices, bounty.stream());
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
                            .forEach(one -> reckoned.enter(one.customer(), one.occasion(), one.inputs())));
        }
        return reckoned;
    }

    private Set<AffiliateMonth> changed(Terms terms) {
        var months = new HashSet<AffiliateMonth>();
        if (terms.agreements().limitAffiliates()) {
            eachChunk(terms.program().id(), chunk -> {
                var perhaps = new HashSet<AffiliateMonth>();
                judged(terms, chunk).filter(Judged::counted).forEach(one -> {
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
            var lived = lived(booked.getOrDefault(one.customer().id(), List.of()), one.occasion());
            if (one.counted() || moves(one, months, lived)) {
                var whose = new Whose(
                        one.customer().affiliate().orElseThrow(), one.occasion().currency());
                compared.merge(
                        whose,
                        Compared.of(one.occasion(), actual(lived), would(earned, one.occasion())),
                        Compared::plus);
                told.append('\n').append(one.place().key()).append(earned);
                lived.forEach(line -> told.append(line.earning()).append(line.reversed()));
            }
        });
        return Sha256.hex(told.toString());
    }

    /** Whether the cap of a month leaves something else to what follows the facts already. */
    private static boolean moves(Judged one, ReckonedMonths months, List<StoredLine> lived) {
        var booked = lived.stream().map(StoredLine::earning).collect(toSet());
        return months.isReckoned(one.place().month()) && !booked.equals(Set.copyOf(one.earned()));
    }

    private static List<StoredLine> lived(List<StoredLine> lines, Occasion occasion) {
        return lines.stream()
                .filter(line -> line.invoice().equals(occasion.ref()) && !line.recomputed())
                .toList();
    }

    private static Cost actual(List<StoredLine> lines) {
        return lines.stream()
                .map(line -> new Cost(line.amount(), line.reversed()))
                .reduce(Cost.NONE, Cost::plus);
    }

    private static Cost would(List<Earning> earnings, Occasion occasion) {
        return earnings.stream()
                .map(earning -> new Cost(earning.amount(), occasion.reversed(earning.amount())))
                .reduce(Cost.NONE, Cost::plus);
    }
}
