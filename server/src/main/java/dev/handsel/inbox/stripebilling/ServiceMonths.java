package dev.handsel.inbox.stripebilling;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * How many service months a period opens. From 28 days on these are its length in months of the mean length, rounded: a
 * month, a quarter, a year and a 30-day interval are 1, 3, 12 and 1 wherever they begin. Shorter periods (days, weeks) do
 * not open a month each: they open one where a calendar month begins in them (UTC), so that four or five weeks count as one
 * month; what opens none belongs to the month before it. That the first invoice of a subscription opens one in any case is
 * for {@link InvoiceLines} to say.
 */
final class ServiceMonths {

    /** As many as a line can have. */
    private static final int MOST = 120;

    private static final Duration SHORTEST_MONTH = Duration.ofDays(28);

    /** A twelfth of 365.25 days. */
    private static final BigDecimal MEAN_MONTH = BigDecimal.valueOf(2_629_800);

    private ServiceMonths() {}

    static int of(Instant start, Instant end) {
        if (!end.isAfter(start)) {
            return 0;
        }
        var length = Duration.between(start, end);
        var months = length.compareTo(SHORTEST_MONTH.minusHours(1)) < 0 ? beginnings(start, end) : mean(length);
        return (int) Math.min(MOST, months);
    }

    private static long mean(Duration length) {
        return BigDecimal.valueOf(length.toSeconds())
                .divide(MEAN_MONTH, 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private static long beginnings(Instant start, Instant end) {
        return ChronoUnit.MONTHS.between(month(start.minusNanos(1)), month(end.minusNanos(1)));
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }
}
