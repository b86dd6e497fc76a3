package dev.handsel.commissions.reckoner;

import java.time.Duration;
import java.time.Instant;

/** How often a customer pays: by months of the calendar, or by days. */
enum Plan {
    MONTHLY(1, 0, 7),
    QUARTERLY(3, 0, 4),
    YEARLY(12, 0, 2),
    WEEKLY(0, 7, 8),
    FOUR_WEEKS(0, 28, 6),
    THIRTY_DAYS(0, 30, 6);

    private final int months;
    private final int days;
    private final int most;

    Plan(int months, int days, int most) {
        this.months = months;
        this.days = days;
        this.most = most;
    }

    /** When so many periods are over. */
    Instant after(Instant anchor, int periods) {
        return months > 0
                ? Months.after(anchor, months * periods)
                : anchor.plus(Duration.ofDays((long) days * periods));
    }

    /** Its length as {@code months} of a line; 0 where that does not say it. */
    int months() {
        return months;
    }

    /** How many periods a customer stays at most. */
    int most() {
        return most;
    }
}
