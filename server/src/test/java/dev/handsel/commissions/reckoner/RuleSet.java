package dev.handsel.commissions.reckoner;

import java.time.Instant;

/** What is earned from an instant on: rates in hundredths of a percent, times in days of 24 hours. */
record RuleSet(
        String version,
        Instant effectiveFrom,
        int firstBp,
        int recurringBp,
        int bonusBp,
        int bonusFromMonth,
        int holdDays,
        int gapGraceDays) {

    /** 30, 15 and 5 percent, the bonus from month 4, 30 days of holding and of grace; since ever. */
    static final RuleSet USUAL = new RuleSet("v1", Instant.parse("2020-01-01T00:00:00Z"), 3000, 1500, 500, 4, 30, 30);

    int rate(Kind kind) {
        return switch (kind) {
            case FIRST -> firstBp;
            case RECURRING -> recurringBp;
            case BONUS -> bonusBp;
        };
    }
}
