package dev.handsel.commissions.reckoner;

import static dev.handsel.commissions.reckoner.HalfEven.product;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What follows from all that is known of a customer. Each question is asked anew and answered by looking at everything. */
final class Reckoner {

    private final Facts facts;
    private final Terms terms;

    Reckoner(Facts facts, Terms terms) {
        this.facts = facts;
        this.terms = terms;
    }

    static List<Earned> earned(Facts facts, List<RuleSet> rules) {
        return new Reckoner(facts, Terms.dated(rules)).earned();
    }

    /** Every line that must stand in the books. */
    List<Earned> earned() {
        var earned = new ArrayList<Earned>();
        for (var invoice : facts.own()) {
            if (invoice.hasCash()) {
                var slices = numbered(invoice);
                for (var kind : Kind.values()) {
                    add(invoice, slices, kind, earned);
                }
            }
        }
        return earned;
    }

    private void add(PaidInvoice invoice, List<Numbered> slices, Kind kind, List<Earned> earned) {
        var rules = terms.of(invoice);
        long sold = sold(invoice, slices, kind, rules);
        long base = HalfEven.of(product(sold, invoice.cash()), product(invoice.gross()));
        long amount = HalfEven.of(product(sold, invoice.cash(), rules.rate(kind)), product(invoice.gross(), 10_000));
        if (amount != 0) {
            earned.add(new Earned(
                    invoice.id(),
                    kind,
                    base,
                    rules.rate(kind),
                    amount,
                    invoice.currency(),
                    matureAt(invoice, slices, kind, rules),
                    rules.version(),
                    reversed(invoice, amount)));
        }
    }

    private static long sold(PaidInvoice invoice, List<Numbered> slices, Kind kind, RuleSet rules) {
        return switch (kind) {
            case FIRST, BONUS -> Math.min(invoice.total(), Math.max(0, sum(slices, kind, rules)));
            case RECURRING -> invoice.total() - sold(invoice, slices, Kind.FIRST, rules);
        };
    }

    private static long sum(List<Numbered> slices, Kind kind, RuleSet rules) {
        long sum = 0;
        for (var slice : slices) {
            if (slice.earns(kind, rules)) {
                sum = Math.addExact(sum, slice.amount());
            }
        }
        return sum;
    }

    private static Instant matureAt(PaidInvoice invoice, List<Numbered> slices, Kind kind, RuleSet rules) {
        var held = invoice.paidAt().plus(Duration.ofDays(rules.holdDays()));
        if (kind != Kind.BONUS) {
            return held;
        }
        var first = slices.stream()
                .filter(slice -> slice.earns(kind, rules))
                .map(Numbered::begin)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return first.isAfter(held) ? first : held;
    }

    private long reversed(PaidInvoice invoice, long amount) {
        long back = Math.min(facts.takenBack(invoice), invoice.received());
        return HalfEven.of(product(amount, back), product(invoice.received()));
    }

    /** The slices of all lines of an invoice, each with its numbers. */
    List<Numbered> numbered(PaidInvoice invoice) {
        var numbered = new ArrayList<Numbered>();
        for (var line : invoice.lines()) {
            for (var slice : Slice.of(line)) {
                numbered.add(new Numbered(
                        slice.begin(), slice.amount(), number(slice.begin(), invoice), inARow(slice.begin(), invoice)));
            }
        }
        return numbered;
    }

    private int number(Instant at, PaidInvoice invoice) {
        return 1 + Coverage.months(Coverage.runs(covered(counting(invoice)), at));
    }

    private int inARow(Instant at, PaidInvoice invoice) {
        var since = endOfLastGap(at, invoice);
        var after = new ArrayList<TimeSpan>();
        for (var span : covered(counting(invoice))) {
            if (!span.start().isBefore(since)) {
                after.add(span);
            }
        }
        return 1 + Coverage.months(Coverage.runs(after, at));
    }

    private Instant endOfLastGap(Instant at, PaidInvoice invoice) {
        var grace = Duration.ofDays(Math.max(1, terms.of(invoice).gapGraceDays()));
        var runs = Coverage.runs(covered(known(invoice)), at);
        var found = Instant.MIN;
        for (int i = 0; i < runs.size(); i++) {
            var next = i + 1 < runs.size() ? runs.get(i + 1).start() : at;
            if (Duration.between(runs.get(i).end(), next).compareTo(grace) > 0) {
                found = next;
            }
        }
        return found;
    }

    /** What had been paid by the time this invoice was, and had not gone back; and the invoice itself. */
    private List<PaidInvoice> counting(PaidInvoice invoice) {
        var counting = new ArrayList<PaidInvoice>();
        for (var other : known(invoice)) {
            if (other.id().equals(invoice.id()) || !facts.givenBack(other, invoice.paidAt())) {
                counting.add(other);
            }
        }
        return counting;
    }

    private List<PaidInvoice> known(PaidInvoice invoice) {
        var known = new ArrayList<PaidInvoice>();
        for (var other : facts.own()) {
            if (other.hasCash() && !other.paidAt().isAfter(invoice.paidAt())) {
                known.add(other);
            }
        }
        return known;
    }

    private static List<TimeSpan> covered(List<PaidInvoice> invoices) {
        var covered = new ArrayList<TimeSpan>();
        for (var invoice : invoices) {
            for (var line : invoice.lines()) {
                var end = line.end();
                if (line.amount() > 0 && end != null) {
                    covered.add(new TimeSpan(line.start(), end));
                }
            }
        }
        return covered;
    }
}
