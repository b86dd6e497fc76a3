package dev.handsel.commissions.rules;

import static java.util.Comparator.comparing;

import dev.handsel.base.facts.CalendarMonths;
import dev.handsel.base.facts.ServicePeriod;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Times of service, united: what is covered twice counts once. */
public final class Coverage {

    /** A hole of up to this is none. */
    static final Duration CLOSED = Duration.ofDays(1);

    private static final long DAYS_OF_A_MONTH = 31;

    /** So many missing days still make a month: plans of 28 days count as people count them. */
    private static final long FORGIVEN = 3;

    private final List<Covering> coverings;
    private final Duration grace;

    /** The coverings united where they touch or overlap, by their begin; cut anywhere, they stay united. */
    private final List<ServicePeriod> pieces = new ArrayList<>();

    /** By piece: when its run begins; what the runs before it make; the last gap before its run. */
    private final List<Before> before = new ArrayList<>();

    /** What these cover, seen with gaps that are longer than the grace. */
    Coverage(Collection<Covering> coverings, Duration grace) {
        this.coverings = coverings.stream()
                .sorted(comparing(Covering::start).thenComparing(Covering::end).thenComparing(Covering::invoice))
                .toList();
        this.grace = grace;
        this.coverings.forEach(this::unite);
        pieces.forEach(this::append);
    }

    /**
     * What comes before a piece.
     *
     * @param start when the piece's run begins
     * @param months whole months of the runs before that one
     * @param days what those leave over
     * @param gap the last gap before that run; null where there is none
     */
    private record Before(
            Instant start, long months, long days, @Nullable Gap gap) {}

    private void unite(Covering covering) {
        if (pieces.isEmpty() || pieces.getLast().end().isBefore(covering.start())) {
            pieces.add(covering.period());
        } else if (covering.end().isAfter(pieces.getLast().end())) {
            pieces.set(pieces.size() - 1, new ServicePeriod(pieces.getLast().start(), covering.end()));
        }
    }

    private void append(ServicePeriod piece) {
        if (before.isEmpty()) {
            before.add(new Before(piece.start(), 0, 0, null));
            return;
        }
        var last = before.getLast();
        var over = pieces.get(before.size() - 1).end();
        var next = piece.start();
        if (!isHole(over, next)) {
            before.add(last);
            return;
        }
        var run = Run.of(last.start(), over, Set.of());
        var gap = isGap(over, next) ? new Gap(over, next) : last.gap();
        before.add(new Before(piece.start(), last.months() + run.months(), last.days() + run.days(), gap));
    }

    /**
     * Service without a hole.
     *
     * @param start its first instant
     * @param end the first instant after it
     * @param months whole calendar months from its start
     * @param days what is left over, rounded to whole days, half up
     * @param invoices whose it is, in the order in which they begin
     */
    public record Run(Instant start, Instant end, int months, long days, List<String> invoices) {

        private static Run of(Instant start, Instant end, Set<String> invoices) {
            int months = CalendarMonths.whole(start, end);
            var rest = Duration.between(CalendarMonths.after(start, months), end);
            long days = BigDecimal.valueOf(rest.toMillis())
                    .divide(BigDecimal.valueOf(Duration.ofDays(1).toMillis()), 0, RoundingMode.HALF_UP)
                    .longValueExact();
            return new Run(start, end, months, days, List.copyOf(invoices));
        }
    }

    /** The runs that begin before {@code until}, cut there, with the invoices that they are made of. */
    List<Run> runs(Instant until) {
        var runs = new ArrayList<Run>();
        @Nullable Instant start = null;
        var end = Instant.MIN;
        Set<String> invoices = new LinkedHashSet<>();
        for (var covering : coverings) {
            if (!covering.start().isBefore(until)) {
                break;
            }
            if (start != null && isHole(end, covering.start())) {
                runs.add(Run.of(start, end, invoices));
                invoices = new LinkedHashSet<>();
                start = null;
            }
            if (start == null) {
                start = covering.start();
                end = start;
            }
            var covered = covering.period().until(until).end();
            end = covered.isAfter(end) ? covered : end;
            invoices.add(covering.invoice());
        }
        if (start != null) {
            runs.add(Run.of(start, end, invoices));
        }
        return List.copyOf(runs);
    }

    private static boolean isHole(Instant end, Instant next) {
        return end.isBefore(next) && Duration.between(end, next).compareTo(CLOSED) > 0;
    }

    /** A time without service that is longer than the grace. */
    public record Gap(Instant start, Instant end) {}

    private boolean isGap(Instant end, Instant next) {
        return isHole(end, next) && Duration.between(end, next).compareTo(grace) > 0;
    }

    /** The last hole before {@code until} that is longer than the grace; null where there is none. */
    @Nullable Gap lastGap(Instant until) {
        int last = lastBefore(until);
        if (last < 0) {
            return null;
        }
        var end = pieces.get(last).until(until).end();
        return isGap(end, until) ? new Gap(end, until) : before.get(last).gap();
    }

    /** The months from {@code from} on, where no service is under way, to {@code until}: those that its runs make together. */
    int months(Instant from, Instant until) {
        int last = lastBefore(until);
        if (last < 0 || pieces.get(last).start().isBefore(from)) {
            return 0;
        }
        var upTo = before.get(last);
        int first = lastBefore(from) + 1;
        var since = before.get(first);
        var run = Run.of(upTo.start(), pieces.get(last).until(until).end(), Set.of());
        long whole = upTo.months() - since.months() + run.months();
        long days = upTo.days() - since.days() + run.days();
        return Math.toIntExact(whole + (days + FORGIVEN) / DAYS_OF_A_MONTH);
    }

    /** The last piece that begins before then; -1 where none does. */
    private int lastBefore(Instant instant) {
        int low = 0;
        int high = pieces.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pieces.get(middle).start().isBefore(instant)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
