package dev.handsel.programs.terms;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.programs.agreements.Earners;
import dev.handsel.programs.agreements.RateSums;
import dev.handsel.programs.agreements.Standing;
import org.springframework.stereotype.Component;

/** What keeps a rule set from being added. */
@Component
class RuleSetChecks {

    private final Programs programs;
    private final LinesInForce lines;
    private final Earners earners;

    RuleSetChecks(Programs programs, LinesInForce lines, Earners earners) {
        this.programs = programs;
        this.lines = lines;
        this.earners = earners;
    }

    /**
     * Refuses one that would judge what was earned already (409 {@code rule_set_in_use}), or whose rates would make more than the
     * whole with what agreements set (409 {@code rates_above_whole}).
     */
    void check(ProgramId program, RuleSet rules) {
        boolean promises = !rules.firstTradeBounty().minor().isEmpty();
        if (lines.existFrom(program, rules.effectiveFrom())
                || (promises && lines.qualifiedFrom(program, rules.effectiveFrom()))) {
            throw Refused.conflict(
                    "rule_set_in_use",
                    "Commissions dated from then exist, or invoices and trades that might have earned some; choose a later"
                            + " effective_from.");
        }
        var terms = programs.terms(program);
        var from = rules.effectiveFrom();
        terms.agreements().between(from, terms.end(from)).stream()
                .filter(special ->
                        !RateSums.fit(special.conditions(), rules.offer().conditions()))
                .findFirst()
                .ifPresent(special -> {
                    throw Refused.conflict(
                            "rates_above_whole",
                            "Together with the terms " + special.id() + " rates would be more than 10000.");
                });
    }

    /** Refuses (403 {@code second_person_required}) who is an affiliate of the programme, as they earn by its rates. */
    void checkEarnsNothing(ProgramId program, Caller.Person approver) {
        if (earners.own(approver, program).isPresent()) {
            throw Standing.secondPersonRequired();
        }
    }
}
