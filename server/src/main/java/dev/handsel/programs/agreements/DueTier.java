package dev.handsel.programs.agreements;

import dev.handsel.base.ids.AffiliateId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

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

    /** The step that an affiliate has in this month who brought so much, if they reached one. */
    public Optional<FixedTier> reached(AffiliateId affiliate, long figure) {
        return tiers().reached(figure).map(step -> new FixedTier(month, affiliate, figure, step.from()));
    }

    /** From when on it is counted, until the month begins. */
    public Instant since() {
        return month.minus(Duration.ofDays(tiers().days()));
    }
}
