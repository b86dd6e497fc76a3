package dev.handsel.commissions.reckoner;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that a programme has agreed upon, in no order, and the steps of tiers that are fixed already. */
record Agreements(List<RuleSet> rules, List<SpecialTerms> terms, List<Membership> memberships, List<FixedStep> steps) {

    /** The whole programme's rules alone. */
    static Agreements of(List<RuleSet> rules) {
        return new Agreements(rules, List.of(), List.of(), List.of());
    }

    Agreements with(SpecialTerms... others) {
        return new Agreements(rules, List.of(others), memberships, steps);
    }

    Agreements with(Membership... others) {
        return new Agreements(rules, terms, List.of(others), steps);
    }

    Agreements with(FixedStep... others) {
        return new Agreements(rules, terms, memberships, List.of(others));
    }

    /** The last set that began by then. */
    RuleSet rules(Instant at) {
        RuleSet inForce = null;
        for (var set : rules) {
            boolean begun = !set.effectiveFrom().isAfter(at);
            if (begun && (inForce == null || set.effectiveFrom().isAfter(inForce.effectiveFrom()))) {
                inForce = set;
            }
        }
        if (inForce == null) {
            throw new IllegalArgumentException("No rules were in force at " + at);
        }
        return inForce;
    }

    /** What holds for a line of this product that a customer of this owner's pays then. */
    LineTerms of(Owner owner, Instant at, @Nullable String product) {
        var strongestFirst = new ArrayList<SpecialTerms>();
        for (var level : Level.values()) {
            var subject = subject(level, owner, at, product);
            var inForce = subject == null ? null : last(level, subject, at);
            if (inForce != null) {
                strongestFirst.add(stepped(inForce, owner.affiliate(), at));
            }
        }
        return new LineTerms(strongestFirst, rules(at));
    }

    private @Nullable String subject(Level level, Owner owner, Instant at, @Nullable String product) {
        return switch (level) {
            case LINK -> owner.way() == Way.LINK ? owner.affiliate() : null;
            case COUPON -> owner.way() == Way.COUPON ? owner.affiliate() : null;
            case AFFILIATE -> owner.affiliate();
            case GROUP -> group(owner.affiliate(), at);
            case PRODUCT -> product;
            case PROGRAM -> "";
        };
    }

    private @Nullable String group(String affiliate, Instant at) {
        Membership last = null;
        for (var entry : memberships) {
            boolean counts =
                    entry.affiliate().equals(affiliate) && !entry.from().isAfter(at);
            if (counts && (last == null || entry.from().isAfter(last.from()))) {
                last = entry;
            }
        }
        return last != null && last.joins() ? last.group() : null;
    }

    private @Nullable SpecialTerms last(Level level, String subject, Instant at) {
        SpecialTerms last = null;
        for (var some : terms) {
            boolean theirs = some.level() == level && some.subject().equals(subject);
            if (theirs
                    && !some.from().isAfter(at)
                    && (last == null || some.from().isAfter(last.from()))) {
                last = some;
            }
        }
        return last;
    }

    /** The terms as if they had said the rates of the step that is fixed for the month; the others stay. */
    private SpecialTerms stepped(SpecialTerms inForce, String affiliate, Instant at) {
        var month = YearMonth.from(at.atOffset(ZoneOffset.UTC));
        for (var step : steps) {
            boolean fixed = step.terms().equals(inForce)
                    && step.affiliate().equals(affiliate)
                    && step.month().equals(month);
            if (fixed) {
                var conditions = inForce.conditions();
                for (var rate : step.rates().figures().entrySet()) {
                    conditions = conditions.and(rate.getKey(), rate.getValue());
                }
                return inForce.saying(conditions);
            }
        }
        return inForce;
    }
}
