package dev.handsel.programs.agreements;

import dev.handsel.base.money.BasisPoints;
import dev.handsel.base.refusal.Fault;
import dev.handsel.programs.agreements.Tiers.Step;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rates that are earned together: the bonus comes on top of the rate of the first month or of a later one. */
public final class RateSums {

    private RateSums() {}

    /**
     * The rates in basis points that make more than the whole with the bonus; one that is null or none makes nothing.
     *
     * @param pointer of what the rates are members of
     */
    public static List<Fault> faults(
            String pointer, @Nullable Integer first, @Nullable Integer recurring, @Nullable Integer bonus) {
        return Stream.of(
                        fault(pointer, "first_rate_bp", first, bonus),
                        fault(pointer, "recurring_rate_bp", recurring, bonus))
                .flatMap(found -> found)
                .toList();
    }

    private static Stream<Fault> fault(String pointer, String name, @Nullable Integer rate, @Nullable Integer bonus) {
        return rate != null
                        && bonus != null
                        && rate <= BasisPoints.WHOLE
                        && bonus <= BasisPoints.WHOLE
                        && rate + bonus > BasisPoints.WHOLE
                ? Stream.of(new Fault(
                        pointer + "/" + name, "above_whole", name + " and bonus_rate_bp together are more than 10000."))
                : Stream.of();
    }

    /**
     * Whether no rates of these conditions, with each step of their tiers and without one, make more than the whole, where {@code
     * rest} sets what they do not. What {@code rest} sets alone is not judged.
     */
    public static boolean fit(Conditions conditions, Conditions rest) {
        var steps = conditions.tiers() == null ? Stream.<Step>of() : conditions.tiers().steps().stream();
        return Stream.concat(Stream.of(conditions), steps.map(conditions::with))
                .allMatch(rates -> fit(rates.first(), rates.bonus(), rest.first(), rest.bonus())
                        && fit(rates.recurring(), rates.bonus(), rest.recurring(), rest.bonus()));
    }

    private static boolean fit(
            @Nullable BasisPoints rate,
            @Nullable BasisPoints bonus,
            @Nullable BasisPoints restRate,
            @Nullable BasisPoints restBonus) {
        return (rate == null && bonus == null) || value(rate, restRate) + value(bonus, restBonus) <= BasisPoints.WHOLE;
    }

    private static int value(@Nullable BasisPoints set, @Nullable BasisPoints rest) {
        if (set != null) {
            return set.value();
        }
        return rest == null ? 0 : rest.value();
    }
}
