package dev.handsel.programs.terms;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.agreements.Standing;
import dev.handsel.programs.agreements.Standing.State;
import dev.handsel.programs.terms.RuleSetController.RuleSetView;
import dev.handsel.programs.terms.RuleSetStore.ListedRuleSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * The terms of programmes: they are followed by others, never edited. Where a programme asks for two people, a rule set waits
 * until a second one approves it, and is judged again then.
 */
@Service
class RuleSets {

    private final Programs programs;
    private final RuleSetStore store;
    private final RuleSetChecks checks;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final InstantSource clock;

    RuleSets(
            Programs programs,
            RuleSetStore store,
            RuleSetChecks checks,
            AuditTrail audit,
            Transactions transactions,
            InstantSource clock) {
        this.programs = programs;
        this.store = store;
        this.checks = checks;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Adds the rule set, or lets it wait where two people are needed, unless one like it is there or a commission was earned
     * that it would have judged.
     */
    Standing<RuleSet> add(ProgramId program, RuleSet rules, String actor) {
        return transactions.required(() -> {
            programs.changeTerms(program);
            if (store.taken(program, rules)) {
                throw exists();
            }
            checks.check(program, rules);
            return programs.get(program).twoPersonPayouts()
                    ? proposed(program, rules, actor)
                    : added(program, Standing.added(rules), actor);
        });
    }

    private Standing<RuleSet> proposed(ProgramId program, RuleSet rules, String actor) {
        var waiting = Standing.waiting(rules, actor, clock.instant());
        store.propose(program, waiting);
        audit.record(actor, "rule_set.proposed", program.toString(), RuleSetView.of(waiting));
        return waiting;
    }

    private Standing<RuleSet> added(ProgramId program, Standing<RuleSet> standing, String actor) {
        if (!store.add(program, standing, clock.instant())) {
            throw exists();
        }
        audit.record(actor, "rule_set.added", program.toString(), RuleSetView.of(standing));
        return standing;
    }

    /**
     * The second person's word: from now on it counts. Repeatable; whoever proposed it, and who is an affiliate of the
     * programme, is refused (403 {@code second_person_required}), and so is the word on one that has been replaced since (409
     * {@code rule_set_changed}).
     *
     * @param proposedAt when the one that they have read was proposed
     */
    Standing<RuleSet> approve(ProgramId program, String version, Instant proposedAt, Caller.Person approver) {
        return transactions.required(() -> {
            programs.changeTerms(program);
            var standing = find(program, version);
            return switch (standing.state()) {
                case ADDED -> standing;
                case WAITING -> approved(program, standing, proposedAt, approver);
            };
        });
    }

    private Standing<RuleSet> approved(
            ProgramId program, Standing<RuleSet> waiting, Instant proposedAt, Caller.Person approver) {
        var approved = waiting.approved(approver.actor());
        checks.checkEarnsNothing(program, approver);
        if (!proposedAt.equals(waiting.proposedAt())) {
            throw Refused.conflict(
                    "rule_set_changed",
                    "Another rule set waits under this version by now; read it and approve that one.");
        }
        checks.check(program, waiting.terms());
        store.forget(program, waiting.terms().version());
        return added(program, approved, approver.actor());
    }

    /** Forgets a rule set that waits, whoever proposed it; one that was added stays (409 {@code rule_set_added}). */
    void withdraw(ProgramId program, String version, String actor) {
        transactions.run(() -> {
            programs.changeTerms(program);
            if (find(program, version).state() == State.ADDED) {
                throw Refused.conflict("rule_set_added", "This rule set was added; add another one that follows it.");
            }
            store.forget(program, version);
            audit.record(actor, "rule_set.withdrawn", program.toString(), Map.of("version", version));
        });
    }

    private Standing<RuleSet> find(ProgramId program, String version) {
        return store.find(program, version).orElseThrow(() -> Refused.notFound("rule set"));
    }

    private static Refused exists() {
        return Refused.conflict("rule_set_exists", "A rule set has this version or begins at this instant.");
    }

    Page<Standing<RuleSet>> list(ProgramId program, PageRequest page) {
        programs.get(program);
        return Page.ofText(page, store.list(program, page), ListedRuleSet::key).map(ListedRuleSet::standing);
    }
}
