package dev.handsel.fraud.verdicts;

import dev.handsel.base.ids.ProgramId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is said of these subjects, or what it counts for, is not what it was, a number that moved apart; published inside the
 * transaction that changes it, once everything of it is written.
 *
 * @param signals all that is said, or was and is kept, of each of them now
 * @param at by the clock of the programme
 * @param actor who caused it, as in the audit log
 */
public record SignalsChanged(ProgramId program, Instant at, Map<Subject, List<Signal>> signals, String actor) {

    public SignalsChanged {
        signals = Map.copyOf(signals);
    }

    /** Who they are, in their order. */
    public List<Subject> subjects() {
        return signals.keySet().stream().sorted().toList();
    }
}
