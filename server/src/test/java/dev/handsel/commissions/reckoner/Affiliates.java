package dev.handsel.commissions.reckoner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What all customers' invoices earn for whoever brought them, also where an affiliate's month is limited. */
final class Affiliates {

    private static final String CAP = "cap_affiliate_month";

    private Affiliates() {}

    /** Every line that must stand in the books, by the same keys. */
    static Map<String, List<Earned>> earned(Map<String, Facts> customers, Agreements agreements) {
        var ofAffiliates = new HashMap<String, List<Judged>>();
        var judged = new HashMap<String, List<Judged>>();
        customers.forEach((customer, facts) -> {
            var theirs = new Reckoner(facts, agreements).judged();
            judged.put(customer, theirs);
            ofAffiliates
                    .computeIfAbsent(facts.owner().affiliate(), _ -> new ArrayList<>())
                    .addAll(theirs);
        });
        var last = new HashMap<String, Judged>();
        for (var all : ofAffiliates.values()) {
            limited(all).forEach(invoice -> last.put(invoice.invoice().id(), invoice));
        }
        var earned = new HashMap<String, List<Earned>>();
        judged.forEach((customer, invoices) -> earned.put(
                customer,
                invoices.stream()
                        .map(invoice -> Objects.requireNonNull(
                                last.get(invoice.invoice().id())))
                        .flatMap(invoice -> invoice.lines().stream())
                        .toList()));
        return earned;
    }

    private static List<Judged> limited(List<Judged> all) {
        var months = new HashMap<Object, List<Judged>>();
        all.stream().sorted(Judged.BY_PAYMENT).forEach(invoice -> {
            var before = months.computeIfAbsent(invoice.month(), _ -> new ArrayList<>());
            before.add(invoice.within(CAP, before));
        });
        return months.values().stream().flatMap(List::stream).toList();
    }
}
