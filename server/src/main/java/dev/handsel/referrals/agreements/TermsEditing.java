package dev.handsel.referrals.agreements;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.TermsId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.agreements.RateSums;
import dev.handsel.programs.agreements.SpecialTerms;
import dev.handsel.programs.agreements.SpecialTermsStore;
import dev.handsel.programs.agreements.Standing;
import dev.handsel.programs.agreements.Standing.State;
import dev.handsel.programs.terms.Programs;
import dev.handsel.programs.terms.Terms;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * Terms of links, coupons, affiliates, groups, products and the programme: followed by others, never edited. Where the
 * programme asks for two people, they wait until a second one approves them, and are judged again then.
 */
@Service
class TermsEditing {

    /**
     * Terms of a programme with tiers that hold at once. Nothing is booked while those of a month are fixed, and each of them may
     * have as many rows as there are affiliates.
     */
    static final int MOST_TIERED = 100;

    private final Programs programs;
    private final SpecialTermsStore store;
    private final Subjects subjects;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final InstantSource clock;

    TermsEditing(
            Programs programs,
            SpecialTermsStore store,
            Subjects subjects,
            AuditTrail audit,
            Transactions transactions,
            InstantSource clock) {
        this.programs = programs;
        this.store = store;
        this.subjects = subjects;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Adds terms, or lets them wait where two people are needed, unless some of the subject begin at the same instant or a
     * commission was earned that they would have judged.
     */
    Standing<SpecialTerms> add(ProgramId program, TermsDraft draft, String actor) {
        return transactions.required(() -> {
            programs.changeTerms(program);
            var terms = subjects.drafted(program, draft);
            if (store.taken(program, terms)) {
                throw Refused.conflict("terms_exist", "Terms for the same begin at this instant.");
            }
            var now = programs.terms(program);
            check(now, terms);
            return now.program().twoPersonPayouts()
                    ? proposed(program, terms, actor)
                    : added(now, Standing.added(terms), actor);
        });
    }

    private Standing<SpecialTerms> proposed(ProgramId program, SpecialTerms terms, String actor) {
        var waiting = Standing.waiting(terms, actor, clock.instant());
        store.propose(program, waiting);
        audit.record(actor, "terms.proposed", program.toString(), TermsView.of(waiting));
        return waiting;
    }

    private Standing<SpecialTerms> added(Terms now, Standing<SpecialTerms> standing, String actor) {
        var program = now.program();
        var added = standing.with(standing.terms().addedAt(program.now(clock)));
        store.add(program.id(), added, clock.instant());
        audit.record(actor, "terms.added", program.id().toString(), TermsView.of(added));
        return added;
    }

    private void check(Terms now, SpecialTerms terms) {
        var from = terms.effectiveFrom();
        if (subjects.inUse(now.program().id(), now.agreements(), terms.subject(), from)) {
            throw Groups.inUse();
        }
        var end = now.agreements().end(terms.subject(), from);
        if (terms.conditions().tiers() != null && now.agreements().tiered(from, end, terms.subject()) >= MOST_TIERED) {
            throw Refused.conflict(
                    "too_many_tiers", "Terms of " + MOST_TIERED + " others have tiers at some time from then on.");
        }
        now.ruleSets().stream()
                .filter(rules -> rules.effectiveFrom().isBefore(end)
                        && now.end(rules.effectiveFrom()).isAfter(from))
                .filter(rules -> !RateSums.fit(terms.conditions(), rules.offer().conditions()))
                .findFirst()
                .ifPresent(rules -> {
                    throw Refused.conflict(
                            "rates_above_whole",
                            "Together with the rule set " + rules.version() + " rates would be more than 10000.");
                });
    }

    /**
     * The second person's word: from now on they count. Repeatable; whoever proposed them, and who earns by them, is
     * refused (403 {@code second_person_required}).
     */
    Standing<SpecialTerms> approve(ProgramId program, TermsId id, Caller.Person approver) {
        return transactions.required(() -> {
            programs.changeTerms(program);
            var standing = find(program, id);
            return switch (standing.state()) {
                case ADDED -> standing;
                case WAITING -> approved(program, standing, approver);
            };
        });
    }

    private Standing<SpecialTerms> approved(ProgramId program, Standing<SpecialTerms> waiting, Caller.Person approver) {
        var approved = waiting.approved(approver.actor());
        var now = programs.terms(program);
        if (subjects.earns(approver, program, now.agreements(), waiting.terms())) {
            throw Standing.secondPersonRequired();
        }
        check(now, waiting.terms());
        store.forget(waiting.terms().id());
        return added(now, approved, approver.actor());
    }

    /** Forgets terms that wait, whoever proposed them; what was added stays (409 {@code terms_added}). */
    void withdraw(ProgramId program, TermsId id, String actor) {
        transactions.run(() -> {
            programs.changeTerms(program);
            if (find(program, id).state() == State.ADDED) {
                throw Refused.conflict("terms_added", "These terms were added; add others that follow them.");
            }
            store.forget(id);
            audit.record(actor, "terms.withdrawn", program.toString(), Map.of("terms", id));
        });
    }

    private Standing<SpecialTerms> find(ProgramId program, TermsId id) {
        return store.find(program, id).orElseThrow(() -> Refused.notFound("terms"));
    }
}
