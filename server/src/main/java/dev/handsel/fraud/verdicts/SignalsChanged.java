package dev.handsel.fraud.verdicts;

import dev.handsel.base.ids.ProgramId;
import java.time.Instant;
import java.util.List;

/**
 * What is said of these subjects, or what it counts for, is not what it was; published inside the transaction that changes it,
 * once everything of it is written.
 *
 * @param at by the clock of the programme
 * @param actor who caused it, as in the audit log
 */
public record SignalsChanged(ProgramId program, Instant at, List<Subject> subjects, String actor) {

    public SignalsChanged {
        subjects = List.copyOf(subjects);
    }
}
