package dev.handsel.referrals.agreements;

import dev.handsel.base.money.Currencies;
import dev.handsel.base.refusal.Fault;
import dev.handsel.platform.json.Judged;
import dev.handsel.platform.json.Plain;
import dev.handsel.platform.json.Within;
import dev.handsel.programs.agreements.ConditionsForm;
import dev.handsel.programs.agreements.Level;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Terms as a manager writes them.
 *
 * @param subject the id of a link or affiliate, a coupon, the slug of a group, or a product; absent for the programme
 */
public record TermsDraft(
        @NotNull Level level,
        @Nullable @Size(min = 1, max = 200) @Plain String subject,
        @NotNull @Within Instant effectiveFrom,
        @NotNull @Valid ConditionsForm conditions)
        implements Judged {

    @Override
    public List<Fault> judge() {
        var faults = new ArrayList<Fault>();
        if (level == Level.PROGRAM && subject != null) {
            faults.add(new Fault("/subject", "not_here", "Terms of the programme are for all of it."));
        }
        if (level != null && level != Level.PROGRAM && subject == null) {
            faults.add(new Fault("/subject", "required", "Says whom or what the terms are for."));
        }
        if (conditions != null) {
            judge(conditions, faults);
        }
        return faults;
    }

    private void judge(ConditionsForm these, List<Fault> faults) {
        if (level == Level.PROGRAM) {
            ruled("first_rate_bp", these.firstRateBp(), faults);
            ruled("recurring_rate_bp", these.recurringRateBp(), faults);
            ruled("bonus_rate_bp", these.bonusRateBp(), faults);
            ruled("hold_days", these.holdDays(), faults);
        }
        if (effectiveFrom != null) {
            ended("flat_first_sale", these.flatFirstSale(), faults);
            ended("flat_sale", these.flatSale(), faults);
            ended("flat_month", these.flatMonth(), faults);
            ended("cap_customer", these.capCustomer(), faults);
            ended("cap_affiliate_month", these.capAffiliateMonth(), faults);
        }
    }

    private static void ruled(String name, @Nullable Integer value, List<Fault> faults) {
        if (value != null) {
            faults.add(new Fault(
                    "/conditions/" + name,
                    "by_rule_set",
                    "For the whole programme this is said by a rule set: add one."));
        }
    }

    private void ended(String name, @Nullable Map<String, Long> amounts, List<Fault> faults) {
        if (amounts != null) {
            amounts.keySet().stream()
                    .flatMap(code -> Currencies.fault("/conditions/" + name + "/" + code, code, effectiveFrom).stream())
                    .forEach(faults::add);
        }
    }
}
