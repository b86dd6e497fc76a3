package dev.handsel.commissions.accruals;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.caps.AffiliateMonth;
import dev.handsel.commissions.caps.EarnedInvoice;
import dev.handsel.commissions.caps.MonthEarnings;
import dev.handsel.commissions.caps.MonthEarningsStore;
import dev.handsel.referrals.customers.AllCustomers;
import dev.handsel.referrals.customers.Customer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Applies caps of affiliates and months, after everything else: what one invoice takes, later ones cannot have. */
@Component
class CappedMonths {

    private final MonthEarningsStore store;
    private final AllCustomers customers;

    CappedMonths(MonthEarningsStore store, AllCustomers customers) {
        this.store = store;
        this.customers = customers;
    }

    /**
     * What caps make of judged invoices.
     *
     * @param invoices the same, cut
     * @param moved others of the same months that earn something else since, with what they are judged by
     */
    record Settled(List<JudgedInvoice> invoices, Map<EarnedInvoice, Moved> moved) {}

    /**
     * Why an invoice earns something else.
     *
     * @param facts of other customers
     * @param before what the affiliate had earned in the month before it, in minor units
     */
    record Moved(List<CausingFact> facts, long before) {}

    /** Puts judged invoices in their places of their months; nobody else does so in the programme meanwhile. */
    Settled settle(ProgramId program, List<JudgedInvoice> judged) {
        var months = months(program, judged);
        var earlier = new HashMap<AffiliateMonth, Map<String, Long>>();
        months.forEach((month, earnings) -> earlier.put(month, earnings.before()));
        judged.forEach(invoice -> enter(invoice, months));
        var known = judged.stream().map(JudgedInvoice::ref).collect(toSet());
        var moved = new LinkedHashMap<EarnedInvoice, Moved>();
        months.forEach((month, earnings) -> {
            var before = earnings.before();
            var facts = facts(month, judged);
            for (var invoice : earnings.changedSince(earlier.getOrDefault(month, Map.of()))) {
                if (!known.contains(invoice.ref())) {
                    moved.put(invoice, new Moved(facts, before.getOrDefault(invoice.ref(), 0L)));
                }
            }
        });
        return new Settled(judged.stream().map(invoice -> cut(invoice, months)).toList(), moved);
    }

    /** The months that are kept, and those that have to be from now on. */
    private Map<AffiliateMonth, MonthEarnings> months(ProgramId program, List<JudgedInvoice> judged) {
        var months = new HashMap<>(
                store.find(judged.stream().map(JudgedInvoice::month).collect(toSet())));
        judged.stream()
                .filter(JudgedInvoice::isCapped)
                .map(JudgedInvoice::month)
                .distinct()
                .filter(month -> !months.containsKey(month))
                .forEach(month -> months.put(month, store.begin(program, month)));
        return months;
    }

    private static void enter(JudgedInvoice invoice, Map<AffiliateMonth, MonthEarnings> months) {
        var earnings = months.get(invoice.month());
        if (earnings != null) {
            invoice.earned().ifPresentOrElse(earnings::put, () -> earnings.remove(invoice.ref()));
        }
    }

    private static List<CausingFact> facts(AffiliateMonth month, List<JudgedInvoice> judged) {
        return judged.stream()
                .filter(invoice -> invoice.month().equals(month))
                .flatMap(invoice -> invoice.concern().facts().stream())
                .distinct()
                .map(CausingFact::elsewhere)
                .toList();
    }

    private static JudgedInvoice cut(JudgedInvoice invoice, Map<AffiliateMonth, MonthEarnings> months) {
        var earnings = months.get(invoice.month());
        return earnings == null
                ? invoice
                : invoice.withEarnedInMonth(earnings.before().getOrDefault(invoice.ref(), 0L));
    }

    /** The customers of some invoices. */
    Map<CustomerId, Customer> customers(Collection<EarnedInvoice> invoices) {
        Set<CustomerId> ids = invoices.stream().map(EarnedInvoice::customer).collect(toSet());
        return customers.of(ids).stream().collect(toMap(Customer::id, customer -> customer));
    }

    /** Writes down what judged invoices earn, as {@link #settle} has placed them. */
    void keep(ProgramId program, List<JudgedInvoice> judged) {
        var kept = store.find(judged.stream().map(JudgedInvoice::month).collect(toSet()))
                .keySet();
        var earning = new LinkedHashMap<AffiliateMonth, List<EarnedInvoice>>();
        var nothing = new ArrayList<String>();
        for (var invoice : judged) {
            if (kept.contains(invoice.month())) {
                invoice.earned()
                        .ifPresentOrElse(
                                one -> earning.computeIfAbsent(invoice.month(), _ -> new ArrayList<>())
                                        .add(one),
                                () -> nothing.add(invoice.ref()));
            }
        }
        store.remove(program, nothing);
        earning.forEach((month, invoices) -> store.put(program, month, invoices));
    }
}
