package dev.handsel.programs.agreements;

import dev.handsel.base.money.BasisPoints;
import dev.handsel.programs.agreements.Tiers.Step;
import org.jspecify.annotations.Nullable;

/**
 * What one level sets; a member that is null is left to the levels beneath. Amounts of no currency set nothing apart: rates
 * count in all of them, and there is no cap.
 *
 * @param first the rate of a customer's first month
 * @param recurring the rate of every later month
 * @param bonus the rate on top for customers who stay
 * @param holdDays days of 24 hours between payment and maturity
 * @param maxMonths months of a customer after which nothing is earned any more
 * @param flatFirstSale what the first sale to a customer earns instead of a rate
 * @param flatSale what each sale earns instead of a rate
 * @param flatMonth what each month earns instead of a rate
 * @param capCustomer the most that one customer earns
 * @param capAffiliateMonth the most that one affiliate earns in a month
 * @param tiers other rates for who brings more
 */
public record Conditions(
        @Nullable BasisPoints first,
        @Nullable BasisPoints recurring,
        @Nullable BasisPoints bonus,
        @Nullable Integer holdDays,
        @Nullable Integer maxMonths,
        @Nullable Amounts flatFirstSale,
        @Nullable Amounts flatSale,
        @Nullable Amounts flatMonth,
        @Nullable Amounts capCustomer,
        @Nullable Amounts capAffiliateMonth,
        @Nullable Tiers tiers) {

    /** The conditions of a rule set, which has rates and days alone. */
    public static Conditions of(BasisPoints first, BasisPoints recurring, BasisPoints bonus, int holdDays) {
        return new Conditions(first, recurring, bonus, holdDays, null, null, null, null, null, null, null);
    }

    /** These with the rates that a step sets. */
    Conditions with(Step step) {
        return new Conditions(
                step.first() == null ? first : step.first(),
                step.recurring() == null ? recurring : step.recurring(),
                step.bonus() == null ? bonus : step.bonus(),
                holdDays,
                maxMonths,
                flatFirstSale,
                flatSale,
                flatMonth,
                capCustomer,
                capAffiliateMonth,
                tiers);
    }
}
