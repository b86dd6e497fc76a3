package dev.handsel.programs.terms;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * How a programme that asks for two people comes to ask for one: two people say so. What was asked for before keeps needing
 * two.
 */
@Service
class TwoPersonReleases {

    private final TwoPersonReleaseStore store;
    private final ProgramStore programs;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Transactions transactions;
    private final InstantSource clock;

    TwoPersonReleases(
            TwoPersonReleaseStore store,
            ProgramStore programs,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Transactions transactions,
            InstantSource clock) {
        this.store = store;
        this.programs = programs;
        this.audit = audit;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** How a programme stands: whether it asks for two people, and who wishes otherwise. */
    record Standing(boolean twoPersonPayouts, Optional<TwoPersonRelease> release) {}

    /** Refuses (409 {@code second_person_needed}) a change that one person alone would switch the rule off by. */
    static void check(Program before, Program after) {
        if (before.twoPersonPayouts() && !after.twoPersonPayouts()) {
            throw Refused.conflict(
                    "second_person_needed",
                    "That one person is enough is said by two: each asks at /v1/programs/{id}/two_person_release.");
        }
    }

    Standing standing(ProgramId id) {
        return transactions.required(() -> standing(locked(id)));
    }

    /** Asks, or grants what somebody else asked for. Repeating it alone changes nothing. */
    Standing ask(ProgramId id, String actor) {
        return transactions.required(() -> {
            var program = locked(id);
            var now = clock.instant();
            var asked = store.find(id).filter(release -> release.counts(now));
            if (!program.twoPersonPayouts()
                    || asked.filter(release -> release.askedBy().equals(actor)).isPresent()) {
                return standing(program);
            }
            if (asked.filter(release -> release.grantedBy(actor, now)).isPresent()) {
                return granted(program, asked.get(), actor);
            }
            store.put(new TwoPersonRelease(id, actor, now));
            audit.record(actor, "program.two_person_release_asked", id.toString(), Map.of());
            return standing(program);
        });
    }

    private Standing granted(Program program, TwoPersonRelease asked, String actor) {
        store.remove(program.id());
        var released = program.withoutTwoPersonPayouts();
        programs.change(released);
        audit.record(
                actor,
                "program.two_person_released",
                program.id().toString(),
                Map.of("asked_by", asked.askedBy(), "granted_by", actor));
        events.publishEvent(new ProgramChanged(program.id()));
        return new Standing(false, Optional.empty());
    }

    /** Takes the wish back, whoever made it. Repeatable. */
    Standing withdraw(ProgramId id, String actor) {
        return transactions.required(() -> {
            var program = locked(id);
            if (store.remove(id)) {
                audit.record(actor, "program.two_person_release_withdrawn", id.toString(), Map.of());
            }
            return standing(program);
        });
    }

    private Program locked(ProgramId id) {
        return programs.take(id).orElseThrow(Programs::unknown);
    }

    private Standing standing(Program program) {
        var now = clock.instant();
        return new Standing(
                program.twoPersonPayouts(), store.find(program.id()).filter(release -> release.counts(now)));
    }
}
