package dev.handsel.commissions.rules;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.handsel.base.money.BasisPoints;
import dev.handsel.base.money.Fraction;
import dev.handsel.commissions.rules.Earning.CommissionKind;
import dev.handsel.commissions.rules.SaleTerms.LineTerms;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The bands of one invoice: which slices are in each, what was sold in it, and what that earns before caps. */
final class Bands {

    private final Inputs inputs;
    private final Map<Integer, LineTerms> terms = new HashMap<>();
    private final Set<Integer> flat;

    Bands(Inputs inputs) {
        this.inputs = inputs;
        var special = inputs.special();
        this.flat = special == null
                ? Set.of()
                : special.flats().stream()
                        .flatMap(amount -> amount.lines().stream())
                        .collect(toUnmodifiableSet());
        if (special != null) {
            special.lines().forEach(some -> some.lines().forEach(line -> terms.put(line, some)));
        }
    }

    /** Whether the band of this kind contains the slice. */
    boolean isIn(CommissionKind kind, Slice slice) {
        return earns(slice)
                && switch (kind) {
                    case FIRST -> slice.number() == 1;
                    case RECURRING -> slice.number() > 1;
                    case BONUS -> slice.inRow() >= inputs.rates().bonusFromMonth();
                    case BOUNTY -> false;
                };
    }

    /** Months after the last one that earns are in no band. */
    private boolean earns(Slice slice) {
        var line = terms.get(slice.line());
        return line == null || line.reach(slice.number());
    }

    /** Those in the band of this kind. */
    List<Slice> slices(CommissionKind kind) {
        return inputs.slices().stream().filter(slice -> isIn(kind, slice)).toList();
    }

    /** What of the lines the band is about, in minor units. */
    long sold(CommissionKind kind) {
        long sum = sum(slices(kind).stream());
        if (inputs.wasCounted()) {
            return sum;
        }
        long total = Math.clamp(
                sum(inputs.slices().stream().filter(this::earns)), 0, Math.max(0, sum(inputs.slices().stream())));
        return switch (kind) {
            case FIRST, BONUS -> Math.clamp(sum, 0, total);
            case RECURRING -> total - sold(CommissionKind.FIRST);
            case BOUNTY -> 0;
        };
    }

    private static long sum(Stream<Slice> some) {
        return some.mapToLong(Slice::amount).reduce(0, Math::addExact);
    }

    /** What the band earns, before caps; nothing where that comes to nothing. */
    @Nullable Earning earning(CommissionKind kind) {
        if (inputs.gross() <= 0 || inputs.paid() <= 0) {
            return null;
        }
        long sold = Math.max(0, sold(kind));
        var slices = slices(kind);
        var rated = rated(kind, slices);
        long amount = Math.addExact(exact(kind).roundedHalfEven(), flat(kind));
        return amount > 0
                ? new Earning(
                        kind,
                        inCash(Fraction.of(sold)).roundedHalfEven(),
                        rated.rate(),
                        amount,
                        inputs.matureAt(kind, slices),
                        takesFlat(kind))
                : null;
    }

    /** What the rates of the band earn, exactly; flat amounts come on top of it. */
    Fraction exact(CommissionKind kind) {
        var slices = slices(kind);
        return inCash(rated(kind, slices).of(Math.max(0, sold(kind)), sum(slices.stream())));
    }

    private Fraction inCash(Fraction sold) {
        return sold.times(inputs.paid(), inputs.gross());
    }

    /**
     * The rates of a band's slices.
     *
     * @param amount the slices that are rated, in minor units
     * @param weighted the sum of each slice times its rate in basis points
     */
    private record Rated(BigInteger amount, BigInteger weighted) {

        static final Rated NOTHING = new Rated(BigInteger.ZERO, BigInteger.ZERO);

        Rated and(long slice, int rate) {
            var units = BigInteger.valueOf(slice);
            return new Rated(amount.add(units), weighted.add(units.multiply(BigInteger.valueOf(rate))));
        }

        /** What of {@code sold} is earned where the slices of the band come to {@code sum}; no less than 0, no more than all. */
        Fraction of(long sold, long sum) {
            if (sold <= 0 || weighted.signum() <= 0) {
                return Fraction.of(0);
            }
            var all = BigInteger.valueOf(sum).multiply(BigInteger.valueOf(BasisPoints.WHOLE));
            return new Fraction(weighted.min(all), BigInteger.valueOf(BasisPoints.WHOLE)).times(sold, sum);
        }

        /** The mean rate; 0 where nothing is rated. */
        BasisPoints rate() {
            if (amount.signum() == 0) {
                return new BasisPoints(0);
            }
            var mean = amount.signum() < 0
                    ? new Fraction(weighted.negate(), amount.negate())
                    : new Fraction(weighted, amount);
            return new BasisPoints(Math.clamp(mean.roundedHalfEven(), 0, BasisPoints.WHOLE));
        }
    }

    private Rated rated(CommissionKind kind, List<Slice> slices) {
        var rated = Rated.NOTHING;
        for (var slice : slices) {
            if (kind == CommissionKind.BONUS || !flat.contains(slice.line())) {
                rated = rated.and(slice.amount(), rate(kind, slice));
            }
        }
        return rated;
    }

    private int rate(CommissionKind kind, Slice slice) {
        var line = terms.get(slice.line());
        var rates = inputs.rates();
        return line == null
                ? switch (kind) {
                    case FIRST -> rates.firstRateBp();
                    case RECURRING -> rates.recurringRateBp();
                    case BONUS -> rates.bonusRateBp();
                    case BOUNTY -> 0;
                }
                : switch (kind) {
                    case FIRST -> line.firstRateBp();
                    case RECURRING -> line.recurringRateBp();
                    case BONUS -> bonus(line, slice);
                    case BOUNTY -> 0;
                };
    }

    /** A flat amount is no rate that the bonus could make more than the whole with. */
    private int bonus(LineTerms line, Slice slice) {
        if (flat.contains(slice.line())) {
            return line.bonusRateBp();
        }
        return slice.number() == 1 ? line.bonusOnFirstBp() : line.bonusOnRecurringBp();
    }

    private boolean takesFlat(CommissionKind kind) {
        var special = inputs.special();
        return special != null
                && special.flats().stream().anyMatch(amount -> amount.amount() > 0 && times(amount, kind) > 0);
    }

    /** What flat amounts earn in the band. */
    long flat(CommissionKind kind) {
        var special = inputs.special();
        return special == null
                ? 0
                : special.flats().stream()
                        .mapToLong(amount -> Math.multiplyExact(amount.amount(), times(amount, kind)))
                        .reduce(0, Math::addExact);
    }

    private static int times(SaleTerms.FlatAmount amount, CommissionKind kind) {
        return switch (kind) {
            case FIRST -> amount.first();
            case RECURRING -> amount.recurring();
            case BONUS, BOUNTY -> 0;
        };
    }
}
