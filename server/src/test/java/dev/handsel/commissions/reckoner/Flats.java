package dev.handsel.commissions.reckoner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The flat amounts that lines of an invoice take in place of rates, and what they make of each band. */
final class Flats {

    private static final String FIRST_SALE = "flat_first_sale";
    private static final String SALE = "flat_sale";
    private static final String MONTH = "flat_month";

    private final PaidInvoice invoice;
    private final List<Numbered> slices;
    private final List<LineTerms> terms;
    private final List<PaidInvoice> earlier;

    /**
     * @param slices all of the invoice, also those that earn nothing
     * @param terms of each line
     * @param earlier the customer's invoices that count, before this one
     */
    Flats(PaidInvoice invoice, List<Numbered> slices, List<LineTerms> terms, List<PaidInvoice> earlier) {
        this.invoice = invoice;
        this.slices = slices;
        this.terms = terms;
        this.earlier = earlier;
    }

    /** An amount that is set by these terms: lines that take the same one share it. */
    private record Share(String member, SpecialTerms terms, long minor) {}

    /** Whether the line earns an amount in place of the first and recurring rate. */
    boolean taken(int line) {
        return share(line) != null;
    }

    private @Nullable Share share(int line) {
        var sold = invoice.lines().get(line);
        if (sold.amount() <= 0) {
            return null;
        }
        for (var member : List.of(FIRST_SALE, SALE, MONTH)) {
            boolean may = switch (member) {
                case FIRST_SALE -> earlier.isEmpty();
                case MONTH -> sold.end() != null;
                default -> true;
            };
            var setting = terms.get(line).setting(member);
            var minor = terms.get(line).amount(member, invoice.currency());
            if (may && setting != null && minor.isPresent()) {
                return new Share(member, setting, minor.getAsLong());
            }
        }
        return null;
    }

    /** All that is added to FIRST or RECURRING. */
    long in(Kind kind) {
        long sum = 0;
        for (var share : shared().entrySet()) {
            sum += share.getKey().minor() * times(kind, share.getKey(), share.getValue());
        }
        return sum;
    }

    private Map<Share, List<Integer>> shared() {
        var shared = new LinkedHashMap<Share, List<Integer>>();
        for (int line = 0; line < terms.size(); line++) {
            var share = share(line);
            if (share != null) {
                shared.computeIfAbsent(share, _ -> new ArrayList<>()).add(line);
            }
        }
        return shared;
    }

    private int times(Kind kind, Share share, List<Integer> lines) {
        if (!share.member().equals(MONTH)) {
            return saleIn(kind, lines) ? 1 : 0;
        }
        int before = Coverage.months(Coverage.runs(covered(share), Instant.MAX));
        int months = months(share, lines, before);
        boolean first = before == 0 && months > 0 && kept(lines).stream().anyMatch(slice -> slice.number() == 1);
        return switch (kind) {
            case FIRST -> first ? 1 : 0;
            case RECURRING -> first ? months - 1 : months;
            case BONUS, BOUNTY -> 0;
        };
    }

    /** Where one of the slices that begin first is not left out, the sale is in its band. */
    private boolean saleIn(Kind kind, List<Integer> lines) {
        var begin = Instant.MAX;
        for (var slice : slices) {
            if (lines.contains(slice.line()) && slice.begin().isBefore(begin)) {
                begin = slice.begin();
            }
        }
        for (var slice : kept(lines)) {
            if (slice.begin().equals(begin)) {
                return kind == (slice.number() == 1 ? Kind.FIRST : Kind.RECURRING);
            }
        }
        return false;
    }

    private int months(Share share, List<Integer> lines, int before) {
        var all = new ArrayList<>(covered(share));
        for (int line : lines) {
            add(invoice.lines().get(line), all);
        }
        int added = Coverage.months(Coverage.runs(all, Instant.MAX)) - before;
        var numbers = new TreeSet<Integer>();
        kept(lines).forEach(slice -> numbers.add(slice.number()));
        return Math.min(Math.max(0, added), numbers.size());
    }

    private List<TimeSpan> covered(Share share) {
        var covered = new ArrayList<TimeSpan>();
        for (var other : earlier) {
            for (var line : other.lines()) {
                boolean counts = share.terms().level() != Level.PRODUCT
                        || share.terms().subject().equals(line.product());
                if (counts) {
                    add(line, covered);
                }
            }
        }
        return covered;
    }

    private static void add(SoldLine line, List<TimeSpan> covered) {
        var end = line.end();
        if (line.amount() > 0 && end != null) {
            covered.add(new TimeSpan(line.start(), end));
        }
    }

    /** Those slices of these lines that earn. */
    private List<Numbered> kept(List<Integer> lines) {
        var kept = new ArrayList<Numbered>();
        for (var slice : slices) {
            if (lines.contains(slice.line()) && terms.get(slice.line()).earns(slice.number())) {
                kept.add(slice);
            }
        }
        return kept;
    }
}
