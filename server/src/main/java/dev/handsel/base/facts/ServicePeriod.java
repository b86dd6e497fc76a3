package dev.handsel.base.facts;

import dev.handsel.base.facts.Charge.InvoiceLine;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The time that a line pays for.
 *
 * @param start its first instant
 * @param end the first instant after it
 */
public record ServicePeriod(Instant start, Instant end) {

    /** A rest of this length or more is a slice of its own. */
    private static final Duration HALF_A_MONTH = Duration.ofDays(15);

    private static final int MOST_SLICES = 120;

    /** The period of a line; nothing for one-off sales and fees. */
    public static Optional<ServicePeriod> of(InvoiceLine line) {
        var start = line.periodStart();
        if (line.periodEnd() != null) {
            return Optional.of(new ServicePeriod(start, line.periodEnd()));
        }
        return line.months() == 0
                ? Optional.empty()
                : Optional.of(new ServicePeriod(start, CalendarMonths.after(start, line.months())));
    }

    /** When its slices begin: each a calendar month after the other. */
    public Stream<Instant> slices() {
        int whole = CalendarMonths.whole(start, end);
        var rest = Duration.between(CalendarMonths.after(start, whole), end);
        int slices = rest.compareTo(HALF_A_MONTH) < 0 ? whole : whole + 1;
        return IntStream.range(0, Math.clamp(slices, 1, MOST_SLICES))
                .mapToObj(month -> CalendarMonths.after(start, month));
    }

    /** The part of it before an instant that is after its start. */
    public ServicePeriod until(Instant instant) {
        return end.isAfter(instant) ? new ServicePeriod(start, instant) : this;
    }
}
