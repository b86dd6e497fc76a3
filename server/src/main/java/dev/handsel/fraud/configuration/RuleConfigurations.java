package dev.handsel.fraud.configuration;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.rules.Parameters;
import dev.handsel.identity.access.Caller;
import dev.handsel.identity.access.Role;
import dev.handsel.platform.database.Locks;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.http.IfMatch;
import dev.handsel.programs.terms.Programs;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What programmes have set for their rules. What was judged before a change of parameters stands until it is judged again. */
@Service
public class RuleConfigurations {

    private final ConfigurationStore store;
    private final ConfigurationJournal journal;
    private final Programs programs;
    private final Locks locks;
    private final Transactions transactions;
    private final InstantSource clock;

    RuleConfigurations(
            ConfigurationStore store,
            ConfigurationJournal journal,
            Programs programs,
            Locks locks,
            Transactions transactions,
            InstantSource clock) {
        this.store = store;
        this.journal = journal;
        this.programs = programs;
        this.locks = locks;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What counts in a programme now; one statement. */
    public RuleConfiguration of(ProgramId program) {
        return store.newest(program).orElse(RuleConfiguration.STANDARD);
    }

    /**
     * Sets all of it anew; refused where somebody else has set it meanwhile. Waits until nobody judges the programme. Only owners
     * change the effects, which all that was judged follows at once.
     *
     * @param effects null leaves them as they are
     */
    RuleConfiguration set(
            Caller.Person caller, ProgramId program, IfMatch ifMatch, Parameters inForce, @Nullable Effects effects) {
        return transactions.required(() -> {
            var present = programs.get(program).now(clock);
            // Before all others, as whoever judges takes it; it is also what lets only one set it at a time.
            locks.take(Locks.followedEvents(program));
            var before = of(program);
            ifMatch.require(before.version());
            var wanted = effects == null ? before.effects() : effects;
            if (wanted != before.effects()) {
                caller.requireProgram(program, Role.OWNER);
            }
            var set = new RuleConfiguration(before.version() + 1, inForce, wanted);
            journal.write(program, before, set, clock.instant(), present, caller.actor());
            return set;
        });
    }
}
