package dev.handsel.commissions.reckoner;

import static dev.handsel.commissions.reckoner.HalfEven.product;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** An invoice of a customer and what it earns so far. */
record Judged(Facts facts, PaidInvoice invoice, List<LineTerms> terms, List<Band> bands) {

    /** The order in which invoices use up what may be earned at most. */
    static final Comparator<Judged> BY_PAYMENT = Comparator.comparing(Judged::invoice, PaidInvoice.BY_PAYMENT);

    YearMonth month() {
        return YearMonth.from(invoice.paidAt().atOffset(ZoneOffset.UTC));
    }

    long earned() {
        return bands.stream().mapToLong(Band::amount).sum();
    }

    /** No more than the lowest of its lines' amounts of this name, less what those others have earned in its currency. */
    Judged within(String cap, List<Judged> others) {
        var lowest = lowest(cap);
        if (lowest.isEmpty()) {
            return this;
        }
        long left = lowest.getAsLong();
        for (var other : others) {
            if (other.invoice().currency().equals(invoice.currency())) {
                left -= other.earned();
            }
        }
        var cut = new ArrayList<Band>();
        for (var band : bands) {
            var rest = band.cutTo(Math.max(0, left));
            left -= rest.amount();
            if (rest.amount() > 0) {
                cut.add(rest);
            }
        }
        return new Judged(facts, invoice, terms, cut);
    }

    private OptionalLong lowest(String cap) {
        return terms.stream()
                .map(line -> line.amount(cap, invoice.currency()))
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    /** As it must stand in the books after all that went back. */
    List<Earned> lines() {
        var lines = new ArrayList<Earned>();
        var rules = terms.getFirst().rules();
        for (var band : bands) {
            lines.add(new Earned(
                    invoice.id(),
                    band.kind(),
                    band.base(),
                    band.rateBp(),
                    band.amount(),
                    invoice.currency(),
                    band.matureAt(),
                    rules.version(),
                    reversed(band.amount()),
                    band.flat()));
        }
        return lines;
    }

    private long reversed(long amount) {
        long back = Math.min(facts.takenBack(invoice), invoice.received());
        return HalfEven.of(product(amount, back), product(invoice.received()));
    }
}
