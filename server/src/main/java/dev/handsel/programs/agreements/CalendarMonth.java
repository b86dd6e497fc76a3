package dev.handsel.programs.agreements;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Months of UTC, told by the instants at which they begin. */
final class CalendarMonth {

    private CalendarMonth() {}

    /** When the month of this instant began. */
    static Instant of(Instant instant) {
        return first(instant).toInstant();
    }

    /** When the next month after this instant begins. */
    static Instant after(Instant instant) {
        return first(instant).plusMonths(1).toInstant();
    }

    private static OffsetDateTime first(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).withDayOfMonth(1).with(LocalTime.MIDNIGHT);
    }
}
