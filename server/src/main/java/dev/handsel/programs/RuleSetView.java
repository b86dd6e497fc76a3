package dev.handsel.programs;

import java.time.Instant;

/** A rule set as the API shows it. */
record RuleSetView(
        String version,
        Instant effectiveFrom,
        int firstRateBp,
        int recurringRateBp,
        int bonusRateBp,
        int bonusFromMonth,
        int holdDays,
        int gapGraceDays,
        int attributionWindowDays) {

    static RuleSetView of(RuleSet rules) {
        return new RuleSetView(
                rules.version(),
                rules.effectiveFrom(),
                rules.first().value(),
                rules.recurring().value(),
                rules.bonus().value(),
                rules.bonusFromMonth(),
                rules.holdDays(),
                rules.gapGraceDays(),
                rules.attributionWindowDays());
    }
}
