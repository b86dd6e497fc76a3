package dev.handsel.base.facts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Calendar months of UTC from any instant; where a month is too short for the day, its last one is taken. */
public final class CalendarMonths {

    private CalendarMonths() {}

    /** So many months later, counted from {@code start} at once: 31 January and two months is 31 March. */
    public static Instant after(Instant start, int months) {
        return start.atOffset(ZoneOffset.UTC).plusMonths(months).toInstant();
    }

    /** The most months after {@code start} that are over by {@code end}, which is not before it. */
    public static int whole(Instant start, Instant end) {
        int months = Math.toIntExact(
                ChronoUnit.MONTHS.between(start.atOffset(ZoneOffset.UTC), end.atOffset(ZoneOffset.UTC)));
        // The library counts days of the month: from 31 January to 28 February it sees none.
        while (!after(start, months + 1).isAfter(end)) {
            months++;
        }
        return months;
    }
}
