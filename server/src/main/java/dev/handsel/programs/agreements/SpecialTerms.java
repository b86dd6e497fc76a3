package dev.handsel.programs.agreements;

import dev.handsel.base.ids.TermsId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one subject from an instant on, until other terms of the same subject take over as a whole.
 *
 * @param effectiveFrom the first instant they hold for
 * @param tiersFrom when the first month begins in which their tiers count, the first one after they were added; null where
 *     they have none or were not added yet
 */
public record SpecialTerms(
        TermsId id,
        Subject subject,
        Instant effectiveFrom,
        Conditions conditions,
        @Nullable Instant tiersFrom) {

    /** Those that were not added yet, or have no tiers. */
    public SpecialTerms(TermsId id, Subject subject, Instant effectiveFrom, Conditions conditions) {
        this(id, subject, effectiveFrom, conditions, null);
    }

    /** These as they are added at {@code now}. */
    public SpecialTerms addedAt(Instant now) {
        return new SpecialTerms(
                id, subject, effectiveFrom, conditions, conditions.tiers() == null ? null : CalendarMonth.after(now));
    }

    /** Whether they set tiers that count at {@code instant}; before, it is as if they set none. */
    boolean tieredAt(Instant instant) {
        return tiersFrom != null && !instant.isBefore(tiersFrom);
    }

    /** What they offer for a sale that they are about, to whom their tiers give this step, if they do. */
    Offer offer(Optional<FixedTier> fixed) {
        var offer = new Offer(subject.level(), id.toString(), conditions);
        var tiers = conditions.tiers();
        return tiers == null || fixed.isEmpty() ? offer : offer.with(new ReachedTier(tiers, fixed.get()));
    }
}
