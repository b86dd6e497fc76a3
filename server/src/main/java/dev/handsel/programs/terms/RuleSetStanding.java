package dev.handsel.programs.terms;

import dev.handsel.base.words.Word;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rule set and how it stands.
 *
 * @param proposedBy who proposed it, as in the audit log; null where one person was enough
 * @param proposedAt when, by the system's clock; null once it is no proposal any more
 * @param approvedBy the second person; null before and without one
 */
record RuleSetStanding(
        RuleSet rules,
        State state,
        @Nullable String proposedBy,
        @Nullable Instant proposedAt,
        @Nullable String approvedBy) {

    /** Whether it counts from its first instant on. */
    enum State implements Word {
        /** It is one of the programme's. */
        ADDED,
        /** It counts for nothing until a second person approves it. */
        WAITING
    }

    static RuleSetStanding added(RuleSet rules) {
        return new RuleSetStanding(rules, State.ADDED, null, null, null);
    }

    static RuleSetStanding waiting(RuleSet rules, String proposedBy, Instant proposedAt) {
        return new RuleSetStanding(rules, State.WAITING, proposedBy, proposedAt, null);
    }

    RuleSetStanding approved(String approver) {
        return new RuleSetStanding(rules, State.ADDED, proposedBy, null, approver);
    }
}
