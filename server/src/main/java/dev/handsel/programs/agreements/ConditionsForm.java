package dev.handsel.programs.agreements;

import dev.handsel.base.money.BasisPoints;
import dev.handsel.base.money.Currency;
import dev.handsel.base.refusal.Fault;
import dev.handsel.platform.json.CurrencyCode;
import dev.handsel.platform.json.Judged;
import dev.handsel.programs.agreements.Tiers.Measure;
import dev.handsel.programs.agreements.Tiers.Step;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link Conditions} as they are written: by managers, in answers, and in the database. Rates are basis points. */
public record ConditionsForm(
        @Nullable @Min(0) @Max(BasisPoints.WHOLE) Integer firstRateBp,
        @Nullable @Min(0) @Max(BasisPoints.WHOLE) Integer recurringRateBp,
        @Nullable @Min(0) @Max(BasisPoints.WHOLE) Integer bonusRateBp,
        @Nullable @Min(0) @Max(3650) Integer holdDays,
        @Nullable @Min(0) @Max(1200) Integer maxMonths,
        @Nullable Map<@CurrencyCode String, @PositiveOrZero @Max(MOST) Long> flatFirstSale,
        @Nullable Map<@CurrencyCode String, @PositiveOrZero @Max(MOST) Long> flatSale,
        @Nullable Map<@CurrencyCode String, @PositiveOrZero @Max(MOST) Long> flatMonth,
        @Nullable Map<@CurrencyCode String, @PositiveOrZero @Max(MOST) Long> capCustomer,
        @Nullable Map<@CurrencyCode String, @PositiveOrZero @Max(MOST) Long> capAffiliateMonth,
        @Nullable @Valid TiersForm tiers)
        implements Judged {

    /** Largest amount, in minor units. */
    public static final long MOST = 10_000_000_000_000L;

    /** {@link Tiers} as they are written. */
    record TiersForm(
            @NotNull Measure by,
            @NotNull @Min(1) @Max(3660) Integer days,
            @Nullable @CurrencyCode String currency,
            @NotNull @Valid @Size(min = 1, max = 20) List<StepForm> steps) {

        private Tiers tiers() {
            return new Tiers(
                    by,
                    days,
                    currency == null ? null : Currency.of(currency),
                    steps.stream().map(StepForm::step).toList());
        }

        private static TiersForm of(Tiers tiers) {
            return new TiersForm(
                    tiers.by(),
                    tiers.days(),
                    tiers.currency() == null ? null : tiers.currency().code(),
                    tiers.steps().stream().map(StepForm::of).toList());
        }
    }

    /** A step of tiers: from so many customers, or so many minor units. */
    record StepForm(
            @NotNull @Min(1) @Max(MOST) Long from,
            @Nullable @Min(0) @Max(BasisPoints.WHOLE) Integer firstRateBp,
            @Nullable @Min(0) @Max(BasisPoints.WHOLE) Integer recurringRateBp,
            @Nullable @Min(0) @Max(BasisPoints.WHOLE) Integer bonusRateBp) {

        private Step step() {
            return new Step(from, rate(firstRateBp), rate(recurringRateBp), rate(bonusRateBp));
        }

        private static StepForm of(Step step) {
            return new StepForm(step.from(), value(step.first()), value(step.recurring()), value(step.bonus()));
        }
    }

    @Override
    public List<Fault> judge() {
        var faults = new ArrayList<>(RateSums.faults("", firstRateBp, recurringRateBp, bonusRateBp));
        Optional.ofNullable(tiers).ifPresent(these -> judge(these, faults));
        return faults;
    }

    private void judge(TiersForm these, List<Fault> faults) {
        if (these.by() == Measure.REVENUE && these.currency() == null) {
            faults.add(new Fault("/tiers/currency", "required", "Revenue is counted in one currency."));
        }
        if (these.by() == Measure.CUSTOMERS && these.currency() != null) {
            faults.add(new Fault("/tiers/currency", "not_here", "Customers are counted, whatever they pay in."));
        }
        long before = 0;
        for (int i = 0; i < these.steps().size(); i++) {
            var step = these.steps().get(i);
            var pointer = "/tiers/steps/" + i;
            if (step.from() <= before) {
                faults.add(new Fault(pointer + "/from", "out_of_order", "Each step begins above the one before."));
            }
            before = step.from();
            faults.addAll(RateSums.faults(
                    pointer,
                    or(step.firstRateBp(), firstRateBp),
                    or(step.recurringRateBp(), recurringRateBp),
                    or(step.bonusRateBp(), bonusRateBp)));
        }
    }

    /** The conditions that this writes. */
    public Conditions conditions() {
        return new Conditions(
                rate(firstRateBp),
                rate(recurringRateBp),
                rate(bonusRateBp),
                holdDays,
                maxMonths,
                amounts(flatFirstSale),
                amounts(flatSale),
                amounts(flatMonth),
                amounts(capCustomer),
                amounts(capAffiliateMonth),
                tiers == null ? null : tiers.tiers());
    }

    /** How these conditions are written. */
    public static ConditionsForm of(Conditions conditions) {
        return new ConditionsForm(
                value(conditions.first()),
                value(conditions.recurring()),
                value(conditions.bonus()),
                conditions.holdDays(),
                conditions.maxMonths(),
                minor(conditions.flatFirstSale()),
                minor(conditions.flatSale()),
                minor(conditions.flatMonth()),
                minor(conditions.capCustomer()),
                minor(conditions.capAffiliateMonth()),
                conditions.tiers() == null ? null : TiersForm.of(conditions.tiers()));
    }

    private static @Nullable Integer or(@Nullable Integer rate, @Nullable Integer usual) {
        return rate == null ? usual : rate;
    }

    private static @Nullable BasisPoints rate(@Nullable Integer value) {
        return value == null ? null : new BasisPoints(value);
    }

    private static @Nullable Integer value(@Nullable BasisPoints rate) {
        return rate == null ? null : rate.value();
    }

    private static @Nullable Amounts amounts(@Nullable Map<String, Long> minor) {
        return minor == null ? null : new Amounts(minor);
    }

    private static @Nullable Map<String, Long> minor(@Nullable Amounts amounts) {
        return amounts == null ? null : new TreeMap<>(amounts.minor());
    }
}
