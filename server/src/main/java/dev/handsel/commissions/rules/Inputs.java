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
import java.util.stream.Stream;

/**
 * Everything that the commissions of one invoice are computed from, and the computation. Stored with every line, so that
 * it can be repeated for ever.
 *
 * @param engine names this computation; one that computes otherwise has another name
 * @param gross what the invoice came to
 * @param paid what of it was cash
 * @param received the whole payment: the cash, and what it settled of an older debt
 */
public record Inputs(
        String engine, long gross, long paid, long received, Instant paidAt, List<Slice> slices, Rates rates) {

    /** Bands by the service calendar. */
    public static final String ENGINE = "commission/2";

    /** Bands by months counted in the order in which invoices came; lines of it stay as they were booked. */
    public static final String COUNTED = "commission/1";

    public Inputs {
        // The first engine knew of no older debts.
        received = received == 0 ? paid : received;
    }

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
    static Inputs of(Charge charge, List<Slice> slices, RuleSet rules) {
        return new Inputs(
                ENGINE, charge.gross(), charge.cash(), charge.received(), charge.paidAt(), slices, Rates.of(rules));
    }

    /** What is earned: at most one earning a band, bands that come to nothing left out. */
    public List<Earning> earnings() {
        return Arrays.stream(CommissionKind.values())
                .flatMap(kind -> earning(kind).stream())
                .toList();
    }

    /** What the band of this kind earns; nothing where that comes to nothing. */
    public Optional<Earning> earning(CommissionKind kind) {
        long sold = sold(kind);
        if (sold <= 0 || gross <= 0 || paid <= 0) {
            return Optional.empty();
        }
        var exactBase = Fraction.of(sold).times(paid, gross);
        var rate = rate(kind);
        long amount = exactBase.times(rate.value(), BasisPoints.WHOLE).roundedHalfEven();
        return amount > 0
                ? Optional.of(new Earning(kind, exactBase.roundedHalfEven(), rate, amount, matureAt(kind)))
                : Optional.empty();
    }

    /**
     * What of the lines the band of this kind is about, in minor units. A credit that is more than its band has reduces the
     * other one, so that FIRST and RECURRING together are always the whole; the first engine knew no such credits.
     */
    public long sold(CommissionKind kind) {
        long sum = sum(slices.stream().filter(slice -> isIn(kind, slice)));
        if (engine.equals(COUNTED)) {
            return sum;
        }
        long total = Math.max(0, sum(slices.stream()));
        return switch (kind) {
            case FIRST, BONUS -> Math.clamp(sum, 0, total);
            case RECURRING -> total - sold(CommissionKind.FIRST);
        };
    }

    private static long sum(Stream<Slice> some) {
        return some.mapToLong(Slice::amount).reduce(0, Math::addExact);
    }

    /** Whether the band of this kind contains the slice. */
    public boolean isIn(CommissionKind kind, Slice slice) {
        return switch (kind) {
            case FIRST -> slice.number() == 1;
            case RECURRING -> slice.number() > 1;
            case BONUS -> slice.inRow() >= rates.bonusFromMonth();
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

    /** The holding period runs from the payment; a bonus paid for in advance is not free before its first slice begins. */
    private Instant matureAt(CommissionKind kind) {
        var held = paidAt.plus(Duration.ofDays(rates.holdDays()));
        if (kind != CommissionKind.BONUS) {
            return held;
        }
        var begins = slices.stream()
                .filter(slice -> isIn(kind, slice))
                .map(Slice::begin)
                .min(Instant::compareTo)
                .orElse(held);
        return begins.isAfter(held) ? begins : held;
    }
}
