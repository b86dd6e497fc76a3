package dev.handsel.programs.terms;

import dev.handsel.base.money.BasisPoints;
import dev.handsel.base.refusal.Fault;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rates that are earned together: the bonus comes on top of the rate of the first month or of a later one. */
public final class RateSums {

    private RateSums() {}

    /** The rates in basis points that make more than the whole with the bonus; one that is null or none makes nothing. */
    public static List<Fault> faults(@Nullable Integer first, @Nullable Integer recurring, @Nullable Integer bonus) {
        return Stream.of(fault("first_rate_bp", first, bonus), fault("recurring_rate_bp", recurring, bonus))
                .flatMap(found -> found)
                .toList();
    }

    private static Stream<Fault> fault(String name, @Nullable Integer rate, @Nullable Integer bonus) {
        return rate != null
                        && bonus != null
                        && rate <= BasisPoints.WHOLE
                        && bonus <= BasisPoints.WHOLE
                        && rate + bonus > BasisPoints.WHOLE
                ? Stream.of(
                        new Fault("/" + name, "above_whole", name + " and bonus_rate_bp together are more than 10000."))
                : Stream.of();
    }
}
