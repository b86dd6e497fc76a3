package dev.handsel.programs.terms;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.http.IfMatch;
import java.time.InstantSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Changes to a programme, one at a time. */
@Service
class ProgramEditing {

    private final Programs programs;
    private final ProgramStore store;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Transactions transactions;
    private final InstantSource clock;

    ProgramEditing(
            Programs programs,
            ProgramStore store,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Transactions transactions,
            InstantSource clock) {
        this.programs = programs;
        this.store = store;
        this.audit = audit;
        this.events = events;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Changes what {@code changes} name of the version that the caller means. */
    Program change(ProgramId id, IfMatch ifMatch, ProgramChanges changes, LinkHosts links, String actor) {
        return transactions.required(() -> {
            var before = programs.lock(id);
            ifMatch.require(before.version());
            var after = changes.appliedTo(before);
            ProgramFaults.check(before, after, before.now(clock), links);
            TwoPersonReleases.check(before, after);
            if (after.equals(before)) {
                return before;
            }
            store.change(after);
            audit.record(actor, "program.changed", id.toString(), ProgramView.of(after));
            events.publishEvent(new ProgramChanged(id));
            return programs.get(id);
        });
    }
}
