package dev.handsel.commissions.reckoner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What examples of terms have in common: 30, 15 and 5 percent, the bonus from month 4, 30 days of holding; all from one day on. */
final class Examples {

    static final Agreements USUAL = Agreements.of(List.of(RuleSet.USUAL));

    private static final String SINCE = "2025-01-01";

    private Examples() {}

    static SpecialTerms program(Conditions conditions) {
        return SpecialTerms.of(Level.PROGRAM, "", SINCE, conditions);
    }

    static SpecialTerms product(String product, Conditions conditions) {
        return SpecialTerms.of(Level.PRODUCT, product, SINCE, conditions);
    }

    static SpecialTerms group(String group, Conditions conditions) {
        return SpecialTerms.of(Level.GROUP, group, SINCE, conditions);
    }

    static SpecialTerms nora(Conditions conditions) {
        return SpecialTerms.of(Level.AFFILIATE, "nora", SINCE, conditions);
    }

    static SpecialTerms coupon(Conditions conditions) {
        return SpecialTerms.of(Level.COUPON, "nora", SINCE, conditions);
    }

    static SpecialTerms link(Conditions conditions) {
        return SpecialTerms.of(Level.LINK, "nora", SINCE, conditions);
    }

    /** An invoice of 20.00 for a month of the product {@code pro} that begins this month of 2026, named and paid by its day. */
    static PaidInvoice month(int month) {
        var day = "2026-%02d-01".formatted(month);
        return PaidInvoice.of(day, day, SoldLine.months(2000, day, 1).of("pro"));
    }

    /** So many of them, from January on. */
    static PaidInvoice[] months(int count) {
        var months = new ArrayList<PaidInvoice>();
        for (int month = 1; month <= count; month++) {
            months.add(month(month));
        }
        return months.toArray(PaidInvoice[]::new);
    }

    /** A customer of Nora's since the year began. */
    static Facts customer(PaidInvoice... invoices) {
        return Facts.of("2026-01-01", invoices);
    }

    /** {@code in_1 FIRST 600 of 2000 at 3000} for each line. */
    static List<String> lines(Agreements agreements, Facts facts) {
        return Reckoner.earned(facts, agreements).stream().map(Examples::text).toList();
    }

    static List<String> lines(Agreements agreements, Map<String, Facts> customers) {
        return Affiliates.earned(customers, agreements).values().stream()
                .flatMap(List::stream)
                .map(Examples::text)
                .sorted()
                .toList();
    }

    private static String text(Earned line) {
        return "%s %s %d of %d at %d%s%s"
                .formatted(
                        line.invoice(),
                        line.kind(),
                        line.amount(),
                        line.base(),
                        line.rateBp(),
                        line.flat() ? " flat" : "",
                        line.reversed() == 0 ? "" : " less " + line.reversed());
    }
}
