package dev.handsel.commissions.accruals;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.caps.AffiliateMonth;
import dev.handsel.commissions.caps.EarnedInvoice;
import dev.handsel.commissions.caps.KeptInvoice;
import dev.handsel.commissions.caps.MonthEarnings;
import dev.handsel.commissions.caps.MonthEarningsStore;
import dev.handsel.commissions.caps.Place;
import dev.handsel.commissions.rules.Bounty;
import dev.handsel.platform.database.Locks;
import dev.handsel.referrals.customers.AllCustomers;
import dev.handsel.referrals.customers.Customer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Applies caps of affiliates and months, after everything else: what one invoice or bounty takes, later ones cannot have. Of a month only
 * what follows the first change is read.
 */
@Component
class CappedMonths {

    private final MonthEarningsStore store;
    private final AllCustomers customers;
    private final Locks locks;

    CappedMonths(MonthEarningsStore store, AllCustomers customers, Locks locks) {
        this.store = store;
        this.customers = customers;
        this.locks = locks;
    }

    /**
     * Keeps everybody else from booking for the affiliates of these customers until the transaction ends: what one customer's
     * invoice takes of a month, another's cannot have. All of them are locked at once, after the keys and customers of a
     * batch and before anything that is booked is read, and nothing is waited for afterwards that another batch holds while it
     * waits here: of customers, rows that name them can be added; lines are locked under the lock of their affiliate alone,
     * also those of other customers, who have the same one.
     */
    void keepOthersOut(ProgramId program, Collection<Customer> booked) {
        var affiliates = booked.stream()
                .flatMap(customer -> customer.affiliate().stream())
                .toList();
        locks.take(Locks.affiliateCaps(program, affiliates));
    }

    /**
     * What caps make of judged invoices.
     *
     * @param invoices the same, cut
     * @param moved others of the same months that earn something else since, with what they are judged by
     * @param kept what is to be kept otherwise than before
     * @param gone places of which nothing is earned any more
     */
    record Settled(List<Judged> invoices, Map<EarnedInvoice, Moved> moved, List<KeptInvoice> kept, List<Place> gone) {}

    /**
     * Why an invoice earns something else.
     *
     * @param facts of other customers
     * @param before what the affiliate had earned in the month before it, in minor units
     */
    record Moved(List<CausingFact> facts, long before) {}

    /** Puts judged invoices in their places of their months; nobody else does so for their affiliates meanwhile. */
    Settled settle(ProgramId program, List<Judged> judged) {
        var months = months(program, judged);
        var inMonths = judged.stream()
                .filter(invoice -> months.contains(invoice.month()))
                .toList();
        var known = store.at(inMonths.stream().map(Judged::place).toList());
        var changed = inMonths.stream()
                .filter(invoice -> !invoice.earned()
                        .equals(Optional.ofNullable(known.get(invoice.place())).map(KeptInvoice::invoice)))
                .toList();
        var left = left(judged);
        var placed = place(inMonths, changed, left.keySet());
        var gone = Stream.concat(
                        left.keySet().stream(),
                        changed.stream()
                                .filter(invoice -> invoice.earned().isEmpty())
                                .map(Judged::place))
                .toList();
        var cut = judged.stream().map(placed::cut).toList();
        return new Settled(cut, moved(judged, left, placed), placed.kept(), gone);
    }

    /** The places where bounties are kept that were judged to be elsewhere, with why. */
    private Map<Place, List<CausingFact>> left(List<Judged> judged) {
        var bounties = judged.stream()
                .filter(one -> one.concern().occasion() instanceof Bounty)
                .collect(toMap(one -> one.concern().customer().id(), one -> one));
        var left = new LinkedHashMap<Place, List<CausingFact>>();
        for (var kept : store.bounties(bounties.keySet())) {
            var bounty = Objects.requireNonNull(bounties.get(kept.customer()));
            if (!kept.place().equals(bounty.place())) {
                left.put(kept.place(), bounty.concern().facts());
            }
        }
        return left;
    }

    /** The months that are kept, and those that have to be from now on. */
    private Set<AffiliateMonth> months(ProgramId program, List<Judged> judged) {
        var kept = new HashSet<>(store.kept(judged.stream().map(Judged::month).collect(toSet())));
        judged.stream()
                .filter(Judged::isCapped)
                .map(Judged::month)
                .filter(kept::add)
                .forEach(month -> store.begin(program, month));
        return kept;
    }

    /**
     * Months as they are with these invoices.
     *
     * @param before what was earned before the first change of each month, and before all that is judged and comes earlier
     * @param changed each from its first change on
     */
    private record Placed(Map<Place, Long> before, Map<AffiliateMonth, MonthEarnings> changed) {

        private Judged cut(Judged invoice) {
            var early = before.get(invoice.place());
            if (early != null) {
                return invoice.withEarnedInMonth(early);
            }
            var earnings = changed.get(invoice.month());
            return earnings == null ? invoice : invoice.withEarnedInMonth(earnings.before(invoice.key()));
        }

        private List<KeptInvoice> kept() {
            return changed.values().stream()
                    .flatMap(earnings -> earnings.changed().stream())
                    .toList();
        }
    }

    private Placed place(List<Judged> judged, List<Judged> changed, Set<Place> left) {
        var first = new HashMap<AffiliateMonth, Place>();
        Stream.concat(changed.stream().map(Judged::place), left.stream())
                .forEach(place -> first.merge(place.month(), place, Place::first));
        var early = judged.stream()
                .map(Judged::place)
                .filter(place -> Optional.ofNullable(first.get(place.month()))
                        .filter(start -> !place.isBefore(start))
                        .isEmpty());
        var before = store.before(Stream.concat(first.values().stream(), early).toList());
        var months = store.from(first.values(), before);
        left.forEach(place -> Objects.requireNonNull(months.get(place.month())).remove(place));
        for (var invoice : changed) {
            var earnings = Objects.requireNonNull(months.get(invoice.month()));
            invoice.earned().ifPresentOrElse(earnings::put, () -> earnings.remove(invoice.place()));
        }
        return new Placed(before, months);
    }

    private static Map<EarnedInvoice, Moved> moved(
            List<Judged> judged, Map<Place, List<CausingFact>> left, Placed placed) {
        var keys = judged.stream().map(Judged::key).collect(toSet());
        var moved = new LinkedHashMap<EarnedInvoice, Moved>();
        placed.changed().forEach((month, earnings) -> {
            var facts = facts(month, judged, left);
            for (var kept : earnings.changed()) {
                var invoice = kept.invoice();
                if (!keys.contains(invoice.key())) {
                    moved.put(invoice, new Moved(facts, earnings.before(invoice.key())));
                }
            }
        });
        return moved;
    }

    private static List<CausingFact> facts(
            AffiliateMonth month, List<Judged> judged, Map<Place, List<CausingFact>> left) {
        var here = judged.stream()
                .filter(invoice -> invoice.month().equals(month))
                .flatMap(invoice -> invoice.concern().facts().stream());
        var elsewhere = left.entrySet().stream()
                .filter(place -> place.getKey().month().equals(month))
                .flatMap(place -> place.getValue().stream());
        return Stream.concat(here, elsewhere)
                .distinct()
                .map(CausingFact::elsewhere)
                .toList();
    }

    /** The customers of some invoices. */
    Map<CustomerId, Customer> customers(Collection<EarnedInvoice> invoices) {
        Set<CustomerId> ids = invoices.stream().map(EarnedInvoice::customer).collect(toSet());
        return customers.of(ids).stream().collect(toMap(Customer::id, customer -> customer));
    }

    /** Writes down what {@link #settle} has found; after the invoices themselves. */
    void keep(ProgramId program, Settled settled) {
        store.remove(settled.gone());
        store.put(program, settled.kept());
    }
}
