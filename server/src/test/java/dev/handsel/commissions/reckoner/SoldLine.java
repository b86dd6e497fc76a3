package dev.handsel.commissions.reckoner;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of an invoice, in minor units after discount and without tax; without an end it has no service period. */
record SoldLine(
        long amount,
        Instant start,
        @Nullable Instant end,
        @Nullable String product) {

    static SoldLine months(long amount, Instant start, int months) {
        return new SoldLine(amount, start, months == 0 ? null : Months.after(start, months), null);
    }

    static SoldLine months(long amount, String day, int months) {
        return months(amount, Days.of(day), months);
    }

    static SoldLine until(long amount, String day, String end) {
        return new SoldLine(amount, Days.of(day), Days.of(end), null);
    }

    SoldLine of(@Nullable String other) {
        return new SoldLine(amount, start, end, other);
    }

    /** A sale, a fee. */
    static SoldLine once(long amount, String day) {
        return months(amount, day, 0);
    }
}
