package dev.handsel.inbox.stripebilling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a paid invoice: each amount after its discounts and without its tax, together exactly the invoice's total
 * without tax.
 *
 * <p>A line opens months where it is a subscription's, no proration, and something was paid for it. One-off lines,
 * prorations and what was free belong to the month that they fall into. Usage of a past period beside the new period opens
 * nothing either: its months were opened before. Stripe sends the first lines of a long invoice only, and knows shipping and
 * roundings that are on no line; what is missing from the total is told as a line of its own that opens no month.
 */
final class InvoiceLines {

    /**
     * A line of an invoice as it is told.
     *
     * @param amount after discounts and without tax
     * @param end when the time that it pays for ends; {@code start} where it pays for none
     * @param months how many service months it opens
     */
    record Sold(long amount, Instant start, Instant end, int months) {

        Sold opening(int some) {
            return new Sold(amount, start, end, some);
        }

        /** Whether both open the same months, so that they can be told as one. */
        boolean besides(Sold other) {
            return months == other.months && start.equals(other.start);
        }

        Sold plus(Sold other) {
            return new Sold(Math.addExact(amount, other.amount), start, end, months);
        }
    }

    /** As many as an event can have. */
    private static final int MOST = 90;

    private final Payload invoice;
    private final StripeCurrency currency;
    private final Instant otherwise;

    private InvoiceLines(Payload invoice, StripeCurrency currency, Instant otherwise) {
        this.invoice = invoice;
        this.currency = currency;
        this.otherwise = otherwise;
    }

    /**
     * The lines, which add up to {@code total}.
     *
     * @param begins whether the invoice is the first of a subscription, so that it opens a month if anything of it is paid
     * @param otherwise when a line without a period begins
     */
    static List<Sold> of(Payload invoice, StripeCurrency currency, long total, boolean begins, Instant otherwise) {
        return new InvoiceLines(invoice, currency, otherwise).of(total, begins);
    }

    private List<Sold> of(long total, boolean begins) {
        var lines = new ArrayList<Sold>();
        invoice.list("lines").forEach(line -> lines.add(line(line)));
        lines.replaceAll(line -> past(line, lines) ? line.opening(0) : line);
        if (begins && lines.stream().allMatch(line -> line.months() == 0)) {
            beginSomewhere(lines);
        }
        long rest =
                Math.subtractExact(total, lines.stream().mapToLong(Sold::amount).reduce(0, Math::addExact));
        if (rest != 0 || lines.isEmpty()) {
            var start = lines.isEmpty() ? otherwise : lines.getFirst().start();
            lines.add(new Sold(rest, start, start, 0));
        }
        return few(lines);
    }

    private Sold line(Payload line) {
        var period = line.at("period");
        var start = period.time("start").orElse(otherwise);
        var end = period.time("end").orElse(start);
        long amount = net(line);
        boolean opens = amount > 0 && subscription(line) && !proration(line);
        return new Sold(amount, start, end, opens ? ServiceMonths.of(start, end) : 0);
    }

    private long net(Payload line) {
        long net = currency.amount(line.amount("amount"));
        for (var discount : line.list("discount_amounts")) {
            net = Math.subtractExact(net, currency.amount(discount.amount("amount")));
        }
        for (var credit : line.list("pretax_credit_amounts")) {
            if (credit.says("type", "credit_balance_transaction")) {
                net = Math.subtractExact(net, currency.amount(credit.amount("amount")));
            }
        }
        return Math.subtractExact(net, Taxes.included(line, currency));
    }

    private static boolean subscription(Payload line) {
        var kind = line.at("parent").text("type").or(() -> line.text("type"));
        return kind.map(known -> known.equals("subscription") || known.equals("subscription_item_details"))
                .orElseGet(() -> line.at("price").at("recurring").isObject()
                        || line.at("plan").isObject());
    }

    private static boolean proration(Payload line) {
        var parent = line.at("parent");
        return line.isTrue("proration")
                || parent.at("subscription_item_details").isTrue("proration")
                || parent.at("invoice_item_details").isTrue("proration");
    }

    private static boolean past(Sold line, List<Sold> all) {
        return line.months() > 0
                && all.stream()
                        .anyMatch(other -> other.months() > 0 && !other.start().isBefore(line.end()));
    }

    /** A first period that was cut short, or is a few days long, is a beginning all the same. */
    private void beginSomewhere(List<Sold> lines) {
        var told = invoice.list("lines");
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).amount() > 0 && subscription(told.get(i))) {
                lines.set(i, lines.get(i).opening(1));
                return;
            }
        }
    }

    /** Lines that open the same are told as one where there are too many; if there still are, the last open nothing. */
    private static List<Sold> few(List<Sold> lines) {
        if (lines.size() <= MOST) {
            return lines;
        }
        var merged = new ArrayList<Sold>();
        for (var line : lines) {
            int same = 0;
            while (same < merged.size() && !merged.get(same).besides(line)) {
                same++;
            }
            if (same < merged.size()) {
                merged.set(same, merged.get(same).plus(line));
            } else {
                merged.add(line);
            }
        }
        while (merged.size() > MOST) {
            var last = merged.removeLast();
            merged.set(merged.size() - 1, merged.getLast().plus(last).opening(0));
        }
        return merged;
    }
}
