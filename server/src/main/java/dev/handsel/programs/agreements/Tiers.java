package dev.handsel.programs.agreements;

import dev.handsel.base.money.BasisPoints;
import dev.handsel.base.money.Currency;
import dev.handsel.base.words.Word;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rates by how much an affiliate brought lately. Which step counts is fixed once, when a month begins.
 *
 * @param by what is counted
 * @param days of how many days of 24 hours before the month began
 * @param currency of the revenue; null where customers are counted
 * @param steps the lowest first
 */
public record Tiers(Measure by, int days, @Nullable Currency currency, List<Step> steps) {

    /** What is counted of an affiliate. */
    public enum Measure implements Word {
        /** Customers. */
        CUSTOMERS,
        /** What customers paid, in minor units of one currency. */
        REVENUE
    }

    /**
     * Rates from a figure on; a rate that is null stays what it is without tiers.
     *
     * @param from customers, or minor units; 1 or more
     */
    public record Step(
            long from,
            @Nullable BasisPoints first,
            @Nullable BasisPoints recurring,
            @Nullable BasisPoints bonus) {}

    public Tiers {
        steps = List.copyOf(steps);
    }

    /** The highest step that this figure reaches, if it reaches one. */
    public Optional<Step> reached(long figure) {
        return steps.stream().filter(step -> step.from() <= figure).reduce((_, higher) -> higher);
    }
}
