package dev.handsel.programs;

import dev.handsel.audit.AuditTrail;
import dev.handsel.database.Transactions;
import dev.handsel.http.Page;
import dev.handsel.http.PageRequest;
import dev.handsel.ids.ProgramId;
import dev.handsel.refusal.Refused;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Service;

/** The terms of programmes: they are followed by others, never edited. */
@Service
class RuleSets {

    private final Programs programs;
    private final RuleSetStore store;
    private final ProgramLocks locks;
    private final LinesInForce lines;
    private final AuditTrail audit;
    private final Work work;

    /** In what a rule set is added: a transaction, at an instant. */
    record Work(Transactions transactions, InstantSource clock) {}

    RuleSets(
            Programs programs,
            RuleSetStore store,
            ProgramLocks locks,
            LinesInForce lines,
            AuditTrail audit,
            Transactions transactions,
            InstantSource clock) {
        this.programs = programs;
        this.store = store;
        this.locks = locks;
        this.lines = lines;
        this.audit = audit;
        this.work = new Work(transactions, clock);
    }

    /** Adds the rule set, unless one like it is there or a commission was earned that it would have judged. */
    RuleSet add(ProgramId program, RuleSet rules, String actor) {
        return work.transactions().required(() -> {
            programs.get(program);
            locks.changeTerms(program);
            if (!store.add(program, rules, work.clock().instant())) {
                throw Refused.conflict("rule_set_exists", "A rule set has this version or begins at this instant.");
            }
            if (lines.existFrom(program, rules.effectiveFrom())) {
                throw Refused.conflict(
                        "rule_set_in_use", "Commissions dated from then exist; choose a later effective_from.");
            }
            audit.record(actor, "rule_set.added", program.toString(), Map.of("rule_set", RuleSetView.of(rules)));
            return rules;
        });
    }

    Page<RuleSet> list(ProgramId program, PageRequest page) {
        programs.get(program);
        return Page.ofText(page, store.list(program, page), RuleSetStore.Listed::key)
                .map(RuleSetStore.Listed::rules);
    }
}
