package dev.handsel.fraud.configuration;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.http.IfMatch;
import dev.handsel.programs.terms.Programs;
import java.time.InstantSource;
import java.util.Map;
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
    RuleConfiguration set(ProgramId program, IfMatch ifMatch, Parameters inForce, String actor) {
        return transactions.required(() -> {
            programs.lock(program);
            var before = of(program);
            ifMatch.require(before.version());
            var set = new RuleConfiguration(before.version() + 1, inForce);
            store.add(program, set, clock.instant(), actor);
            audit.record(
                    actor,
                    "fraud.rules.configured",
                    program.toString(),
                    Map.of("version", set.version(), "parameters", inForce.set()));
            return set;
        });
    }
}
