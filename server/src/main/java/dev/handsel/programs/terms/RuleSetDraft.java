package dev.handsel.programs.terms;

import dev.handsel.base.money.BasisPoints;
import dev.handsel.base.refusal.Fault;
import dev.handsel.platform.json.CurrencyCode;
import dev.handsel.platform.json.Judged;
import dev.handsel.platform.json.Plain;
import dev.handsel.platform.json.Within;
import dev.handsel.programs.agreements.Amounts;
import dev.handsel.programs.agreements.ConditionsForm;
import dev.handsel.programs.agreements.RateSums;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule set as a manager writes it: to add it, or to see what it would cost. */
public record RuleSetDraft(
        @NotBlank @Size(max = 100) @Plain
        @Pattern(
                regexp = "(?!\\.{1,2}$|[\\s\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]"
                        + "|[\\s\\S]*[\\s\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]$)[^/\\\\;%]*",
                message = "without / \\ ; %, a blank at either end, and neither . nor .., as it stands in paths")
        String version,

        @NotNull @Within Instant effectiveFrom,
        @NotNull @Min(0) @Max(BasisPoints.WHOLE) Integer firstRateBp,
        @NotNull @Min(0) @Max(BasisPoints.WHOLE) Integer recurringRateBp,
        @NotNull @Min(0) @Max(BasisPoints.WHOLE) Integer bonusRateBp,
        @NotNull @Min(1) @Max(1200) Integer bonusFromMonth,
        @NotNull @Min(0) @Max(3650) Integer holdDays,
        @NotNull @Min(0) @Max(3650) Integer gapGraceDays,
        @NotNull @Min(1) @Max(3650) Integer attributionWindowDays,

        @Schema(
                description =
                        "Minor units by currency: what is earned once for a customer who has traded enough; none without it.")
        @Nullable Map<@CurrencyCode String, @NotNull @Positive @Max(ConditionsForm.MOST) Long> firstTradeBounty)
        implements Judged {

    /** Rates that would give away more than was sold. */
    @Override
    public List<Fault> judge() {
        return RateSums.faults("", firstRateBp, recurringRateBp, bonusRateBp);
    }

    /** The rule set, not yet of any programme. */
    public RuleSet ruleSet() {
        return new RuleSet(
                0,
                version,
                effectiveFrom,
                new BasisPoints(firstRateBp),
                new BasisPoints(recurringRateBp),
                new BasisPoints(bonusRateBp),
                bonusFromMonth,
                holdDays,
                gapGraceDays,
                attributionWindowDays,
                firstTradeBounty == null ? Amounts.NONE : new Amounts(firstTradeBounty));
    }
}
