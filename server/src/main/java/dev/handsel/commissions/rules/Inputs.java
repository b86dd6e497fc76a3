package dev.handsel.commissions.rules;

import dev.handsel.base.facts.Charge;
import dev.handsel.base.money.BasisPoints;
import dev.handsel.base.money.Fraction;
import dev.handsel.commissions.rules.Earning.CommissionKind;
import dev.handsel.programs.terms.RuleSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the commissions of one invoice are computed from, and the computation. Stored with every line, so that
 * it can be repeated for ever.
 *
 * @param engine names this computation; a later one that computes otherwise has another name
 * @param gross what the invoice came to
 * @param paid what of it was cash
 */
public record Inputs(String engine, long gross, long paid, Instant paidAt, List<Slice> slices, Rates rates) {

    /** The computation below. */
    public static final String ENGINE = "commission/1";

    /** The terms, as they were. */
    public record Rates(
            String version, int firstRateBp, int recurringRateBp, int bonusRateBp, int bonusFromMonth, int holdDays) {

        public static Rates of(RuleSet rules) {
            return new Rates(
                    rules.version(),
                    rules.first().value(),
                    rules.recurring().value(),
                    rules.bonus().value(),
                    rules.bonusFromMonth(),
                    rules.holdDays());
        }
    }

    /** What the commissions of this charge are computed from under these rules. */
    public static Inputs of(Charge charge, List<Slice> slices, RuleSet rules) {
        return new Inputs(ENGINE, charge.gross(), charge.paid(), charge.paidAt(), slices, Rates.of(rules));
    }

    /** What is earned: at most one earning a band, bands that come to nothing left out. */
    public List<Earning> earnings() {
        return Arrays.stream(CommissionKind.values())
                .flatMap(kind -> earning(kind).stream())
                .toList();
    }

    private Optional<Earning> earning(CommissionKind kind) {
        var band = slices.stream().filter(slice -> isIn(kind, slice)).toList();
        long sold = band.stream().mapToLong(Slice::amount).reduce(0, Math::addExact);
        if (sold <= 0 || gross <= 0 || paid <= 0) {
            return Optional.empty();
        }
        var exactBase = Fraction.of(sold).times(paid, gross);
        var rate = rate(kind);
        long amount = exactBase.times(rate.value(), BasisPoints.WHOLE).roundedHalfEven();
        return amount > 0
                ? Optional.of(new Earning(kind, exactBase.roundedHalfEven(), rate, amount, matureAt(kind, band)))
                : Optional.empty();
    }

    /** Whether the band of this kind contains the slice. */
    public boolean isIn(CommissionKind kind, Slice slice) {
        return switch (kind) {
            case FIRST -> slice.lifetimeMonth() == 1;
            case RECURRING -> slice.lifetimeMonth() > 1;
            case BONUS -> slice.continuousMonth() >= rates.bonusFromMonth();
        };
    }

    private BasisPoints rate(CommissionKind kind) {
        return new BasisPoints(
                switch (kind) {
                    case FIRST -> rates.firstRateBp();
                    case RECURRING -> rates.recurringRateBp();
                    case BONUS -> rates.bonusRateBp();
                });
    }

    /** The holding period runs from the payment; a bonus paid for in advance is not free before its month begins. */
    private Instant matureAt(CommissionKind kind, List<Slice> band) {
        var held = paidAt.plus(Duration.ofDays(rates.holdDays()));
        if (kind != CommissionKind.BONUS) {
            return held;
        }
        var begins =
                band.stream().map(Slice::monthStart).min(Instant::compareTo).orElse(held);
        return begins.isAfter(held) ? begins : held;
    }
}
