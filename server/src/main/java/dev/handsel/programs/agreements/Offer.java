package dev.handsel.programs.agreements;

import dev.handsel.base.money.BasisPoints;
import dev.handsel.programs.agreements.Tiers.Step;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one level offers for a sale.
 *
 * @param source the id of the terms, or the version of the rule set
 * @param tier the step that gave some of the rates; null where none did
 */
public record Offer(
        Level level,
        String source,
        Conditions conditions,
        @Nullable ReachedTier tier) {

    /** What is offered to everybody. */
    public Offer(Level level, String source, Conditions conditions) {
        this(level, source, conditions, null);
    }

    /** This with the rates of a step in place of its own. */
    Offer with(ReachedTier reached) {
        return new Offer(level, source, conditions.with(reached.step()), reached);
    }

    /** The step that gave this rate, if one did. */
    @Nullable ReachedTier tierOf(Function<Step, @Nullable BasisPoints> rate) {
        return tier == null || rate.apply(tier.step()) == null ? null : tier;
    }
}
