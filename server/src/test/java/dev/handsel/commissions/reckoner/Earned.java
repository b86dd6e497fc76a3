package dev.handsel.commissions.reckoner;

import java.time.Instant;

/** A line of commission as it must stand in the books, in minor units. */
record Earned(
        String invoice,
        Kind kind,
        long base,
        int rateBp,
        long amount,
        String currency,
        Instant matureAt,
        String ruleVersion,
        long reversed,
        boolean flat) {

    /** As the tests of cases write it: {@code in_1 FIRST 600 of 2000 less 0}. */
    String brief() {
        return "%s %s %d of %d less %d".formatted(invoice, kind, amount, base, reversed);
    }

    /** All of it in one line. */
    String text() {
        return "%s, %d bp of %s by %s, due %s%s"
                .formatted(brief(), rateBp, currency, ruleVersion, matureAt, flat ? ", flat" : "");
    }
}
