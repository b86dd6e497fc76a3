package dev.handsel.inbox.stripeevents;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import dev.handsel.base.facts.ServicePeriod;
import dev.handsel.base.money.Split;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * As many lines as an event can have. Where there are more, lines of one period are told as one and lines of periods that
 * follow each other as one that is longer, as long as every slice keeps its amount and its begin and the same time is covered:
 * what a merged line would round otherwise is told as a line without a service period at the begin of its slice. If that is
 * not enough, products are left out, and at last the smallest lines are told as one sale at the begin of the first.
 */
final class FewLines {

    static final int MOST = 90;

    private FewLines() {}

    /** Part of a line that is numbered by itself. */
    private record Slice(Instant begin, long amount) {}

    private record Kind(Instant start, Optional<Instant> end, Optional<String> product, boolean negative) {}

    static List<SoldLine> of(List<SoldLine> lines) {
        if (lines.size() <= MOST) {
            return lines;
        }
        var alike = joined(alike(lines));
        if (alike.size() <= MOST) {
            return alike;
        }
        var bare = lines.stream()
                .map(line -> new SoldLine(line.amount(), line.start(), line.end(), Optional.empty()))
                .toList();
        return largest(joined(alike(bare)));
    }

    /** Lines of one period, product and sign as one. */
    private static List<SoldLine> alike(List<SoldLine> lines) {
        var kinds = new LinkedHashMap<Kind, List<SoldLine>>();
        for (var line : lines) {
            var kind = new Kind(
                    line.start(), line.end(), line.product(), line.end().isPresent() && line.amount() < 0);
            kinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(line);
        }
        var merged = new LinkedHashMap<Kind, SoldLine>();
        kinds.values().stream()
                .flatMap(some -> merged(some).stream())
                .forEach(line -> merged.merge(
                        new Kind(
                                line.start(),
                                line.end(),
                                line.product(),
                                line.end().isPresent() && line.amount() < 0),
                        line,
                        FewLines::plus));
        return List.copyOf(merged.values());
    }

    /** One line for all of the same period, and what its slices lack as lines without one. */
    private static List<SoldLine> merged(List<SoldLine> same) {
        var whole = same.stream().reduce(FewLines::plus).orElseThrow();
        var wanted = new LinkedHashMap<Instant, Long>();
        same.stream()
                .flatMap(line -> slices(line).stream())
                .forEach(slice -> wanted.merge(slice.begin(), slice.amount(), Math::addExact));
        var lines = new ArrayList<SoldLine>();
        lines.add(whole);
        for (var slice : slices(whole)) {
            long lacking = wanted.getOrDefault(slice.begin(), 0L) - slice.amount();
            if (lacking != 0) {
                lines.add(new SoldLine(lacking, slice.begin(), Optional.empty(), whole.product()));
            }
        }
        return lines;
    }

    private static SoldLine plus(SoldLine line, SoldLine other) {
        return new SoldLine(Math.addExact(line.amount(), other.amount()), line.start(), line.end(), line.product());
    }

    /** Lines of which one begins where the other ends, as one, where that keeps all slices. */
    private static List<SoldLine> joined(List<SoldLine> lines) {
        var sorted = lines.stream().sorted(comparing(SoldLine::start)).toList();
        var joined = new ArrayList<SoldLine>();
        for (var line : sorted) {
            int before = 0;
            while (before < joined.size() && !follows(joined.get(before), line)) {
                before++;
            }
            if (before < joined.size()) {
                joined.set(before, together(joined.get(before), line));
            } else {
                joined.add(line);
            }
        }
        return joined;
    }

    private static boolean follows(SoldLine line, SoldLine next) {
        if (!line.end().equals(Optional.of(next.start()))
                || next.end().isEmpty()
                || !line.product().equals(next.product())
                || Long.signum(line.amount()) != Long.signum(next.amount())) {
            return false;
        }
        var apart = new ArrayList<>(slices(line));
        apart.addAll(slices(next));
        return apart.equals(slices(together(line, next)));
    }

    private static SoldLine together(SoldLine line, SoldLine next) {
        return new SoldLine(Math.addExact(line.amount(), next.amount()), line.start(), next.end(), line.product());
    }

    private static List<SoldLine> largest(List<SoldLine> lines) {
        if (lines.size() <= MOST) {
            return lines;
        }
        var sorted = lines.stream()
                .sorted(comparingLong(line -> -Math.abs(line.amount())))
                .toList();
        var rest = sorted.subList(MOST - 1, sorted.size());
        var first = rest.stream().map(SoldLine::start).min(Instant::compareTo).orElseThrow();
        long sum = rest.stream().mapToLong(SoldLine::amount).reduce(0, Math::addExact);
        var told = new ArrayList<>(sorted.subList(0, MOST - 1));
        told.add(new SoldLine(sum, first, Optional.empty(), Optional.empty()));
        return told;
    }

    /** The slices of a line, as commissions will cut it. */
    private static List<Slice> slices(SoldLine line) {
        var begins = line.end()
                .map(end -> new ServicePeriod(line.start(), end).slices().toList())
                .orElse(List.of(line.start()));
        var parts = Split.equally(line.amount(), begins.size());
        var slices = new ArrayList<Slice>();
        for (int i = 0; i < parts.length; i++) {
            slices.add(new Slice(begins.get(i), parts[i]));
        }
        return slices;
    }
}
