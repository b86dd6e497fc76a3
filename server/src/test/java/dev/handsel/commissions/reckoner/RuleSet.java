package dev.handsel.commissions.reckoner;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is earned from an instant on: rates in hundredths of a percent, times in days of 24 hours. */
record RuleSet(
        String version,
        Instant effectiveFrom,
        int firstBp,
        int recurringBp,
        int bonusBp,
        int bonusFromMonth,
        int holdDays,
        int gapGraceDays,
        Map<String, Long> bounty) {

    RuleSet(
            String version,
            Instant effectiveFrom,
            int firstBp,
            int recurringBp,
            int bonusBp,
            int bonusFromMonth,
            int holdDays,
            int gapGraceDays) {
        this(version, effectiveFrom, firstBp, recurringBp, bonusBp, bonusFromMonth, holdDays, gapGraceDays, Map.of());
    }

    /** The same with a bounty, in minor units by currency. */
    RuleSet promising(Map<String, Long> other) {
        return new RuleSet(
                version, effectiveFrom, firstBp, recurringBp, bonusBp, bonusFromMonth, holdDays, gapGraceDays, other);
    }

    /** In dollars if there is one, else in the currency that comes first; nothing where none is promised. */
    @Nullable String bountyCurrency() {
        String first = null;
        for (var currency : bounty.keySet()) {
            boolean better = first == null || currency.equals("USD") || currency.compareTo(first) < 0;
            if (better && !"USD".equals(first)) {
                first = currency;
            }
        }
        return first;
    }

    /** 30, 15 and 5 percent, the bonus from month 4, 30 days of holding and of grace; since ever. */
    static final RuleSet USUAL = new RuleSet("v1", Instant.parse("2020-01-01T00:00:00Z"), 3000, 1500, 500, 4, 30, 30);

    int rate(Kind kind) {
        return switch (kind) {
            case FIRST -> firstBp;
            case RECURRING -> recurringBp;
            case BONUS -> bonusBp;
            case BOUNTY -> 10_000;
        };
    }
}
