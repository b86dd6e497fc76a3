package dev.handsel.fraud.configuration;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.http.IfMatch;
import dev.handsel.programs.terms.Programs;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What programmes have set for their rules. What was judged before a change stands until it is judged again. */
@Service
public class RuleConfigurations {

    private final ConfigurationStore store;
    private final Programs programs;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final InstantSource clock;

    RuleConfigurations(
            ConfigurationStore store,
            Programs programs,
            AuditTrail audit,
            Transactions transactions,
            InstantSource clock) {
        this.store = store;
        this.programs = programs;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What counts in a programme now; one statement. */
    public RuleConfiguration of(ProgramId program) {
        return store.newest(program).orElse(RuleConfiguration.STANDARD);
    }

    /** Sets all of it anew; refused where somebody else has set it meanwhile. */
    RuleConfiguration set(
            ProgramId program, IfMatch ifMatch, Parameters inForce, Optional<Parameters> shadow, String actor) {
        return transactions.required(() -> {
            programs.lock(program);
            var before = of(program);
            ifMatch.require(before.version());
            var set = new RuleConfiguration(before.version() + 1, inForce, shadow);
            store.add(program, set, clock.instant(), actor);
            var body = new LinkedHashMap<String, Object>();
            body.put("version", set.version());
            body.put("parameters", inForce.set());
            shadow.ifPresent(tried -> body.put("shadow", tried.set()));
            audit.record(actor, "fraud.rules.configured", program.toString(), body);
            return set;
        });
    }
}
