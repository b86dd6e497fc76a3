package dev.handsel.programs.terms;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A programme with every rule set it ever had, as facts are judged by.
 *
 * @param ruleSets all of them; the one that holds for an instant is the latest that is effective by then
 */
public record Terms(Program program, List<RuleSet> ruleSets) {

    /** The rule set in force at {@code instant}; one exists for every instant since 1970. */
    public RuleSet at(Instant instant) {
        return ruleSets.stream()
                .filter(rules -> !rules.effectiveFrom().isAfter(instant))
                .max(Comparator.comparing(RuleSet::effectiveFrom))
                .orElseThrow(() -> new IllegalStateException("No rule set is effective at " + instant));
    }

    /** The rule set of this row. */
    public RuleSet byId(long id) {
        return ruleSets.stream()
                .filter(rules -> rules.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No rule set " + id));
    }
}
