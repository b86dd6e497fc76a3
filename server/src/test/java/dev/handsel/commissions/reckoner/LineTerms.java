package dev.handsel.commissions.reckoner;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What holds for one line of an invoice: member by member by the strongest terms that set it, at last by the rule set. */
record LineTerms(List<SpecialTerms> strongestFirst, RuleSet rules) {

    private static final int WHOLE = 10_000;

    @Nullable SpecialTerms setting(String member) {
        for (var terms : strongestFirst) {
            if (terms.conditions().sets(member)) {
                return terms;
            }
        }
        return null;
    }

    private int figure(String member, int otherwise) {
        var terms = setting(member);
        return terms == null ? otherwise : terms.conditions().figures().getOrDefault(member, otherwise);
    }

    /** The amount in this currency; the terms that set it for others only say that there is none in this one. */
    OptionalLong amount(String member, String currency) {
        var terms = setting(member);
        var minor = terms == null
                ? null
                : terms.conditions().amounts().getOrDefault(member, Map.of()).get(currency);
        return minor == null ? OptionalLong.empty() : OptionalLong.of(minor);
    }

    /** What a slice of this number earns, in hundredths of a percent; a bonus no more than the rate beneath it leaves. */
    int rate(Kind kind, int number, boolean flat) {
        int first = figure("first_rate_bp", rules.firstBp());
        int recurring = figure("recurring_rate_bp", rules.recurringBp());
        int bonus = figure("bonus_rate_bp", rules.bonusBp());
        int beneath = flat ? 0 : number == 1 ? first : recurring;
        return switch (kind) {
            case FIRST -> first;
            case RECURRING -> recurring;
            case BONUS -> Math.min(bonus, WHOLE - beneath);
            case BOUNTY -> WHOLE;
        };
    }

    int holdDays() {
        return figure("hold_days", rules.holdDays());
    }

    boolean earns(int number) {
        return number <= figure("max_months", Integer.MAX_VALUE);
    }
}
