package dev.handsel.programs.agreements;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A month for which the tiers of some terms have not been fixed.
 *
 * @param month when it begins, in UTC
 */
public record DueTier(SpecialTerms terms, Instant month) {

    /** What is counted. */
    public Tiers tiers() {
        return Objects.requireNonNull(terms.conditions().tiers());
    }

    /** From when on it is counted, until the month begins. */
    public Instant since() {
        return month.minus(Duration.ofDays(tiers().days()));
    }
}
