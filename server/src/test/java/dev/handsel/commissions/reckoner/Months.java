package dev.handsel.commissions.reckoner;

import java.time.Instant;
import java.time.ZoneOffset;

/** Calendar months of UTC, the ends of months clamped. */
final class Months {

    private Months() {}

    static Instant after(Instant start, int months) {
        return start.atOffset(ZoneOffset.UTC).plusMonths(months).toInstant();
    }

    /** How many whole months after {@code start} are over by {@code end}. */
    static int whole(Instant start, Instant end) {
        int months = 0;
        while (!after(start, months + 1).isAfter(end)) {
            months++;
        }
        return months;
    }
}
