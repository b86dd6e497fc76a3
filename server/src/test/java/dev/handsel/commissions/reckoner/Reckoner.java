package dev.handsel.commissions.reckoner;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What follows from all that is known of a customer. Each question is asked anew and answered by looking at everything. */
final class Reckoner {

    private final Facts facts;
    private final Agreements agreements;

    Reckoner(Facts facts, Agreements agreements) {
        this.facts = facts;
        this.agreements = agreements;
    }

    static List<Earned> earned(Facts facts, List<RuleSet> rules) {
        return earned(facts, Agreements.of(rules));
    }

    /** Every line that must stand in the books where the affiliate brought nobody else. */
    static List<Earned> earned(Facts facts, Agreements agreements) {
        return Objects.requireNonNull(
                Affiliates.earned(Map.of("alone", facts), agreements).get("alone"));
    }

    /** The invoices that earn, in the order in which they are known, before what an affiliate may earn at most in a month. */
    List<Judged> judged() {
        var earning = new ArrayList<>(
                facts.own().stream().filter(PaidInvoice::hasCash).toList());
        facts.bounty(agreements).ifPresent(earning::add);
        var judged = new ArrayList<Judged>();
        for (var invoice : earning.stream().sorted(PaidInvoice.BY_PAYMENT).toList()) {
            judged.add(invoice.isBounty() ? bounty(invoice, judged) : judged(invoice, judged));
        }
        judged.sort(Comparator.comparingInt(one -> earning.indexOf(one.invoice())));
        return judged;
    }

    /** All that is promised, no more than what the others leave that had not gone back by then. */
    private Judged bounty(PaidInvoice promised, List<Judged> before) {
        var terms = agreements.of(facts.owner(), promised.paidAt(), null);
        var due = promised.paidAt().plus(Duration.ofDays(terms.holdDays()));
        var band = new Band(Kind.BOUNTY, promised.total(), 10_000, promised.total(), false, due);
        var counting = before.stream()
                .filter(other -> !facts.givenBack(other.invoice(), promised.paidAt()))
                .toList();
        return new Judged(facts, promised, List.of(terms), List.of(band)).within("cap_customer", counting);
    }

    private Judged judged(PaidInvoice invoice, List<Judged> before) {
        var earlier = earlier(invoice);
        var terms = invoice.lines().stream()
                .map(line -> agreements.of(facts.owner(), invoice.paidAt(), line.product()))
                .toList();
        var bands = new Earning(invoice, numbered(invoice), terms, earlier).bands();
        var counting = before.stream()
                .filter(other -> other.invoice().isBounty() || earlier.contains(other.invoice()))
                .toList();
        return new Judged(facts, invoice, terms, bands).within("cap_customer", counting);
    }

    /** Those that were paid before, in the order of payment, and had not gone back by the time this one was paid. */
    private List<PaidInvoice> earlier(PaidInvoice invoice) {
        var earlier = new ArrayList<PaidInvoice>();
        for (var other : counting(invoice)) {
            if (PaidInvoice.BY_PAYMENT.compare(other, invoice) < 0) {
                earlier.add(other);
            }
        }
        return earlier;
    }

    /** The slices of all lines of an invoice, each with its numbers. */
    List<Numbered> numbered(PaidInvoice invoice) {
        var numbered = new ArrayList<Numbered>();
        for (int line = 0; line < invoice.lines().size(); line++) {
            for (var slice : Slice.of(invoice.lines().get(line))) {
                numbered.add(new Numbered(
                        line,
                        slice.begin(),
                        slice.amount(),
                        number(slice.begin(), invoice),
                        inARow(slice.begin(), invoice)));
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
        var grace =
                Duration.ofDays(Math.max(1, agreements.rules(invoice.paidAt()).gapGraceDays()));
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
