package dev.handsel.referrals.agreements;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.agreements.Group;
import dev.handsel.programs.agreements.GroupStore;
import dev.handsel.programs.agreements.Membership;
import dev.handsel.programs.terms.Programs;
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
     * Writes down that an affiliate joins the group, and leaves another one it was in, or that it leaves the group. Nobody is
     * judged again: where the affiliate has earned from then on, it is refused.
     */
    Membership enter(ProgramId program, Membership membership, String actor) {
        return transactions.required(() -> {
            programs.changeTerms(program);
            subjects.group(program, membership.group());
            subjects.affiliate(program, membership.affiliate());
            check(program, membership);
            if (!store.add(program, membership, clock.instant())) {
                throw Refused.conflict("membership_exists", "The affiliate has an entry of this instant.");
            }
            var deed = membership.joins() ? "group.joined" : "group.left";
            audit.record(
                    actor,
                    deed,
                    membership.affiliate().toString(),
                    Map.of("program", program, "group", membership.group(), "from", membership.from()));
            return membership;
        });
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
        return Refused.conflict("terms_in_use", "Commissions dated from then exist; choose a later instant.");
    }
}
