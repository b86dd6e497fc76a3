package dev.handsel.programs.terms;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.terms.RuleSetStore.ListedRuleSet;
import java.time.InstantSource;
import org.springframework.stereotype.Service;

/** The terms of programmes: they are followed by others, never edited. */
@Service
class RuleSets {

    private final Programs programs;
    private final RuleSetStore store;
    private final LinesInForce lines;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final InstantSource clock;

    RuleSets(
            Programs programs,
            RuleSetStore store,
            LinesInForce lines,
            AuditTrail audit,
            Transactions transactions,
            InstantSource clock) {
        this.programs = programs;
        this.store = store;
        this.lines = lines;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Adds the rule set, unless one like it is there or a commission was earned that it would have judged. */
    RuleSet add(ProgramId program, RuleSet rules, String actor) {
        return transactions.required(() -> added(program, rules, actor));
    }

    private RuleSet added(ProgramId program, RuleSet rules, String actor) {
        programs.changeTerms(program);
        if (!store.add(program, rules, clock.instant())) {
            throw Refused.conflict("rule_set_exists", "A rule set has this version or begins at this instant.");
        }
        if (lines.existFrom(program, rules.effectiveFrom())) {
            throw Refused.conflict(
                    "rule_set_in_use", "Commissions dated from then exist; choose a later effective_from.");
        }
        audit.record(actor, "rule_set.added", program.toString(), RuleSetController.RuleSetView.of(rules));
        return rules;
    }

    Page<RuleSet> list(ProgramId program, PageRequest page) {
        programs.get(program);
        return Page.ofText(page, store.list(program, page), ListedRuleSet::key).map(ListedRuleSet::rules);
    }
}
