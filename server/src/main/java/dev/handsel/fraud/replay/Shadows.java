package dev.handsel.fraud.replay;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.limits.Limit;
import dev.handsel.platform.limits.Limits;
import dev.handsel.programs.terms.Programs;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Parameters that programmes try beside those in force: nothing is judged by them. */
@Service
class Shadows {

    private final ShadowStore store;
    private final Programs programs;
    private final Limits limits;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final InstantSource clock;

    Shadows(
            ShadowStore store,
            Programs programs,
            Limits limits,
            AuditTrail audit,
            Transactions transactions,
            InstantSource clock) {
        this.store = store;
        this.programs = programs;
        this.limits = limits;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What the programme tries; refused where it tries nothing. */
    Shadow get(ProgramId program) {
        return store.find(programs.get(program).id()).orElseThrow(Shadows::nothing);
    }

    /**
     * From now on it tries these; what others would have changed is forgotten.
     *
     * @param request names the request on this server
     */
    Shadow set(ProgramId program, Parameters parameters, String actor, String request) {
        var id = programs.get(program).id();
        limits.use(Limit.TRIED_PARAMETERS, id, request).ifPresent(wait -> {
            throw Refused.later(RefusalKind.TOO_MANY, "too_many_requests", "Ten can be tried in an hour.", wait);
        });
        return transactions.required(() -> {
            store.put(id, parameters, clock.instant());
            audit.record(actor, "fraud.shadow.set", id.toString(), Map.of("parameters", parameters.set()));
            return get(id);
        });
    }

    /** It tries nothing any more; refused where it tries nothing. */
    void remove(ProgramId program, String actor) {
        transactions.run(() -> {
            if (!store.remove(program)) {
                throw nothing();
            }
            audit.record(actor, "fraud.shadow.removed", program.toString(), Map.of());
        });
    }

    private static Refused nothing() {
        return Refused.notFound("shadow of the programme");
    }
}
