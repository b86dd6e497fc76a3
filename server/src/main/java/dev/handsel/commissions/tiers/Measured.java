package dev.handsel.commissions.tiers;

import dev.handsel.base.money.Currency;
import dev.handsel.programs.agreements.DueTier;
import dev.handsel.programs.agreements.Tiers.Measure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is counted before a month begins. Terms that count the same are fixed by one count.
 *
 * @param currency of the revenue; null where customers are counted
 * @param since from when on it is counted
 * @param month until when: when the month begins, in UTC
 */
record Measured(Measure by, @Nullable Currency currency, Instant since, Instant month) {

    static Measured of(DueTier due) {
        var tiers = due.tiers();
        return new Measured(tiers.by(), tiers.currency(), due.since(), due.month());
    }
}
