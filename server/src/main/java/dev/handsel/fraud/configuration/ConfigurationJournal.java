package dev.handsel.fraud.configuration;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.audit.AuditTrail;
import java.time.Instant;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Writes down what a programme has set: the row, the audit log, and whoever follows its effects, in the caller's transaction. */
@Component
class ConfigurationJournal {

    private final ConfigurationStore store;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    ConfigurationJournal(ConfigurationStore store, AuditTrail audit, ApplicationEventPublisher events) {
        this.store = store;
        this.audit = audit;
        this.events = events;
    }

    /**
     * @param at by the clock of the server
     * @param present by the clock of the programme
     */
    void write(
            ProgramId program,
            RuleConfiguration before,
            RuleConfiguration set,
            Instant at,
            Instant present,
            String actor) {
        store.add(program, set, at, actor);
        audit.record(
                actor,
                "fraud.rules.configured",
                program.toString(),
                Map.of("version", set.version(), "parameters", set.inForce().set(), "effects", set.effects()));
        if (set.effects() != before.effects()) {
            events.publishEvent(new EffectsChanged(program, set.effects(), present, actor));
        }
    }
}
