package dev.handsel.referrals.agreements;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.agreements.Group;
import dev.handsel.programs.agreements.GroupStore;
import dev.handsel.programs.agreements.Membership;
import dev.handsel.programs.agreements.Standing;
import dev.handsel.programs.terms.Programs;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Groups of affiliates, and who is in which from when on. Entries are followed by others, never edited. */
@Service
class Groups {

    private final Programs programs;
    private final GroupStore store;
    private final Subjects subjects;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final InstantSource clock;

    Groups(
            Programs programs,
            GroupStore store,
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

    /** Makes a group without members. A slug that is taken is refused (409 {@code group_exists}). */
    Group add(ProgramId program, String slug, String name, String actor) {
        return transactions.required(() -> {
            programs.get(program);
            var group = new Group(slug, name, clock.instant());
            if (!store.add(program, group)) {
                throw Refused.conflict("group_exists", "A group of the programme has this slug.");
            }
            audit.record(actor, "group.created", program.toString(), Map.of("slug", slug, "name", name));
            return group;
        });
    }

    /**
     * Writes down that an affiliate joins the group, and leaves another one it was in, or that it leaves the group; where two
     * people are needed, the entry waits for the second one. Nobody is judged again: where the affiliate has earned from then
     * on, it is refused.
     */
    Standing<Membership> enter(ProgramId program, Membership membership, String actor) {
        return transactions.required(() -> {
            programs.changeTerms(program);
            subjects.group(program, membership.group());
            subjects.affiliate(program, membership.affiliate());
            check(program, membership);
            return programs.get(program).twoPersonPayouts()
                    ? proposed(program, membership, actor)
                    : added(program, Standing.added(membership), actor);
        });
    }

    private Standing<Membership> proposed(ProgramId program, Membership membership, String actor) {
        var waiting = Standing.waiting(membership, actor, clock.instant());
        if (!store.propose(program, waiting)) {
            throw Refused.conflict("membership_exists", "An entry of the affiliate waits for a second person.");
        }
        record(actor, "group.membership_proposed", program, membership);
        return waiting;
    }

    private Standing<Membership> added(ProgramId program, Standing<Membership> standing, String actor) {
        var membership = standing.terms();
        if (!store.add(program, standing, clock.instant())) {
            throw Refused.conflict("membership_exists", "The affiliate has an entry of this instant.");
        }
        record(actor, membership.joins() ? "group.joined" : "group.left", program, membership);
        return standing;
    }

    private void record(String actor, String deed, ProgramId program, Membership membership) {
        audit.record(
                actor,
                deed,
                membership.affiliate().toString(),
                Map.of("program", program, "group", membership.group(), "from", membership.from()));
    }

    /**
     * The second person's word: from now on the entry counts. Whoever proposed it, and the affiliate, is refused (403 {@code
     * second_person_required}), and so is the word on one that has been replaced since (409 {@code membership_changed}).
     *
     * @param proposedAt when the one that they have read was proposed
     */
    Standing<Membership> approve(
            ProgramId program, String group, AffiliateId affiliate, Instant proposedAt, Caller.Person approver) {
        return transactions.required(() -> {
            programs.changeTerms(program);
            var waiting = waiting(program, group, affiliate);
            var approved = waiting.approved(approver.actor());
            if (subjects.own(approver, program).filter(affiliate::equals).isPresent()) {
                throw Standing.secondPersonRequired();
            }
            if (!proposedAt.equals(waiting.proposedAt())) {
                throw Refused.conflict(
                        "membership_changed",
                        "Another entry of the affiliate waits by now; read it and approve that one.");
            }
            check(program, waiting.terms());
            store.forget(program, affiliate);
            return added(program, approved, approver.actor());
        });
    }

    /** Forgets an entry that waits, whoever proposed it. */
    void withdraw(ProgramId program, String group, AffiliateId affiliate, String actor) {
        transactions.run(() -> {
            programs.changeTerms(program);
            var waiting = waiting(program, group, affiliate);
            store.forget(program, affiliate);
            record(actor, "group.membership_withdrawn", program, waiting.terms());
        });
    }

    private Standing<Membership> waiting(ProgramId program, String group, AffiliateId affiliate) {
        return store.waiting(program, group, affiliate).orElseThrow(() -> Refused.notFound("membership"));
    }

    private void check(ProgramId program, Membership membership) {
        var group = programs.terms(program).agreements().groupOf(membership.affiliate(), membership.from());
        if (membership.joins() && group.equals(Optional.of(membership.group()))) {
            throw Refused.conflict("membership_exists", "The affiliate is in this group then.");
        }
        if (!membership.joins() && !group.equals(Optional.of(membership.group()))) {
            throw Refused.conflict("not_a_member", "The affiliate is not in this group then.");
        }
        if (subjects.inUse(membership.affiliate(), membership.from())) {
            throw inUse();
        }
    }

    /** That something was earned by what held before. */
    static Refused inUse() {
        return Refused.conflict(
                "terms_in_use",
                "Commissions dated from then exist, or invoices that might have earned some; choose a later instant.");
    }
}
