package dev.handsel.commissions.rules;

import static java.util.Comparator.comparing;

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

    /** What these cover. */
    Coverage(Collection<Covering> coverings) {
        this.coverings = coverings.stream()
                .sorted(comparing(Covering::start).thenComparing(Covering::end).thenComparing(Covering::invoice))
                .toList();
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

    /** The runs from {@code from} on that begin before {@code until}, cut there. */
    List<Run> runs(Instant from, Instant until) {
        var runs = new ArrayList<Run>();
        @Nullable Instant start = null;
        var end = Instant.MIN;
        Set<String> invoices = new LinkedHashSet<>();
        for (var covering : coverings) {
            if (covering.start().isBefore(from) || !covering.start().isBefore(until)) {
                continue;
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

    /** The last hole before {@code until} that is longer than {@code grace}; null where there is none. */
    @Nullable Gap lastGap(Instant until, Duration grace) {
        var runs = runs(Instant.MIN, until);
        var next = until;
        for (var run : runs.reversed()) {
            if (isHole(run.end(), next) && Duration.between(run.end(), next).compareTo(grace) > 0) {
                return new Gap(run.end(), next);
            }
            next = run.start();
        }
        return null;
    }

    /** The months that runs make together. */
    static int months(List<Run> runs) {
        long whole = runs.stream().mapToLong(Run::months).sum();
        long days = runs.stream().mapToLong(Run::days).sum();
        return Math.toIntExact(whole + (days + FORGIVEN) / DAYS_OF_A_MONTH);
    }
}
