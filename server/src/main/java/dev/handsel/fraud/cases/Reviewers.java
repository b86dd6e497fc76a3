package dev.handsel.fraud.cases;

import dev.handsel.base.ids.CaseId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.affiliates.Affiliates;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may see what looks wrong: people with a role, and the merchant in its own programme. No affiliate as such. */
@Component
class Reviewers {

    private static final Role[] READERS = {Role.OWNER, Role.MANAGER, Role.FINANCE, Role.ANALYST};

    private final CaseStore cases;
    private final Affiliates affiliates;
    private final Programs programs;
    private final InstantSource clock;

    Reviewers(CaseStore cases, Affiliates affiliates, Programs programs, InstantSource clock) {
        this.cases = cases;
        this.affiliates = affiliates;
        this.programs = programs;
        this.clock = clock;
    }

    /** The programme of which a list is to be; null for a person who names none, who sees all. */
    @Nullable ProgramId scope(Caller caller, @Nullable ProgramId named) {
        return switch (caller) {
            case Caller.Person person -> {
                person.requireRole(READERS);
                yield named;
            }
            case Caller.Merchant merchant -> {
                merchant.requireProgram(named == null ? merchant.program() : named);
                yield merchant.program();
            }
        };
    }

    /** The case; to whoever may not see it, it is unknown. */
    FraudCase require(Caller caller, CaseId id) {
        if (caller instanceof Caller.Person person) {
            person.requireRole(READERS);
        }
        return cases.find(id)
                .filter(found -> !(caller instanceof Caller.Merchant merchant)
                        || merchant.program().equals(found.program()))
                .orElseThrow(() -> Refused.notFound("fraud case"));
    }

    /** Nobody judges themselves. */
    void refuseOwn(Caller.Person person, FraudCase about) {
        var own = about.whose().affiliate();
        if (own != null
                && affiliates
                        .membership(person, about.program())
                        .filter(mine -> mine.id().equals(own))
                        .isPresent()) {
            throw new Refused(RefusalKind.FORBIDDEN, "own_case", "Somebody else has to decide your own case.");
        }
    }

    /** The programme's present. */
    Instant now(ProgramId program) {
        return programs.get(program).now(clock);
    }
}
