package dev.handsel.commissions.reckoner;

import static dev.handsel.commissions.reckoner.HalfEven.product;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What one invoice earns by the terms of its lines, before what its customer or affiliate may earn at most. */
final class Earning {

    private static final int WHOLE = 10_000;

    private final PaidInvoice invoice;
    private final RuleSet rules;
    private final List<LineTerms> terms;
    private final Flats flats;
    private final List<Numbered> kept = new ArrayList<>();

    Earning(PaidInvoice invoice, List<Numbered> slices, List<LineTerms> terms, List<PaidInvoice> earlier) {
        this.invoice = invoice;
        this.terms = terms;
        this.rules = terms.getFirst().rules();
        this.flats = new Flats(invoice, slices, terms, earlier);
        for (var slice : slices) {
            if (terms.get(slice.line()).earns(slice.number())) {
                kept.add(slice);
            }
        }
    }

    List<Band> bands() {
        var bands = new ArrayList<Band>();
        for (var kind : Kind.values()) {
            long flat = kind == Kind.BONUS || kind == Kind.BOUNTY ? 0 : flats.in(kind);
            long amount = Math.addExact(rated(kind), flat);
            if (amount != 0) {
                bands.add(new Band(kind, base(kind), rateBp(kind), amount, flat != 0, matureAt(kind)));
            }
        }
        return bands;
    }

    private List<Numbered> slices(Kind kind) {
        return kept.stream().filter(slice -> slice.earns(kind, rules)).toList();
    }

    private List<Numbered> ratedSlices(Kind kind) {
        return slices(kind).stream()
                .filter(slice -> kind == Kind.BONUS || !flats.taken(slice.line()))
                .toList();
    }

    private static long sum(List<Numbered> slices) {
        long sum = 0;
        for (var slice : slices) {
            sum = Math.addExact(sum, slice.amount());
        }
        return sum;
    }

    /** What is left of the invoice without the slices that earn nothing. */
    private long total() {
        return Math.clamp(sum(kept), 0, invoice.total());
    }

    private long sold(Kind kind) {
        return switch (kind) {
            case FIRST, BONUS -> Math.clamp(sum(slices(kind)), 0, total());
            case RECURRING -> total() - sold(Kind.FIRST);
            case BOUNTY -> 0;
        };
    }

    private long base(Kind kind) {
        return HalfEven.of(product(sold(kind), invoice.cash()), product(invoice.gross()));
    }

    private BigInteger timesRate(Kind kind) {
        var sum = BigInteger.ZERO;
        for (var slice : ratedSlices(kind)) {
            int rate = terms.get(slice.line()).rate(kind, slice.number(), flats.taken(slice.line()));
            sum = sum.add(product(slice.amount(), rate));
        }
        return sum;
    }

    private long rated(Kind kind) {
        long all = sum(slices(kind));
        if (sold(kind) == 0) {
            return 0;
        }
        var over = timesRate(kind).multiply(product(sold(kind), invoice.cash()));
        long amount = HalfEven.of(over, product(all, invoice.gross(), WHOLE));
        return Math.clamp(amount, 0, base(kind));
    }

    private int rateBp(Kind kind) {
        long sum = sum(ratedSlices(kind));
        return sum == 0 ? 0 : Math.clamp(HalfEven.of(timesRate(kind), product(sum)), 0, WHOLE);
    }

    private Instant matureAt(Kind kind) {
        int days = terms.stream().mapToInt(LineTerms::holdDays).max().orElseThrow();
        var held = invoice.paidAt().plus(Duration.ofDays(days));
        if (kind != Kind.BONUS) {
            return held;
        }
        var first = slices(kind).stream()
                .map(Numbered::begin)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return first.isAfter(held) ? first : held;
    }
}
