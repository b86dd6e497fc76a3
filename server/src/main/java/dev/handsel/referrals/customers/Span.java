package dev.handsel.referrals.customers;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The service months that one invoice opened, in calendar months of UTC from its anchor.
 *
 * @param months how many, at least one
 * @param firstLifetime the lifetime number of the first, counted from 1
 * @param firstContinuous the continuous number of the first, counted from 1
 * @param run the run of continuous months they belong to
 * @param anchor when the first begins; the others begin on the same day of later months, or on the last where a month
 *     is too short
 */
public record Span(int months, int firstLifetime, int firstContinuous, int run, Instant anchor) {

    /** One service month. */
    public record Month(int lifetime, int continuous, Instant start) {}

    /** The month of this index, counted from 0. */
    public Month month(int index) {
        return new Month(firstLifetime + index, firstContinuous + index, start(index));
    }

    /** When the last month is over. */
    public Instant end() {
        return start(months);
    }

    private Instant start(int index) {
        return anchor.atOffset(ZoneOffset.UTC).plusMonths(index).toInstant();
    }
}
