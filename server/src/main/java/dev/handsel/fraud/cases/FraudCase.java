package dev.handsel.fraud.cases;

import dev.handsel.base.ids.CaseId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.FraudType;
import dev.handsel.fraud.verdicts.Signal;
import dev.handsel.fraud.verdicts.Signal.Standing;
import java.time.Instant;
import java.util.List;

/**
 * All that is said of somebody in one respect, for a person to decide.
 *
 * @param action the strongest verdict in it that counts
 * @param rules the ids of those that say something
 * @param waiting of how many subjects something is said that nobody has decided
 * @param version counts changes, for {@code ETag}
 * @param openedAt by the clock of the programme
 */
record FraudCase(
        CaseId id,
        ProgramId program,
        Whose whose,
        FraudType type,
        CaseState state,
        Action action,
        List<String> rules,
        int waiting,
        long version,
        Instant openedAt) {

    /** What became of it. */
    enum CaseState implements Word {
        /** It waits for somebody to decide. */
        OPEN,
        /** Somebody said that it is fraud. */
        CONFIRMED,
        /** Somebody said that it is none. */
        DISMISSED
    }

    /** What a person can say. */
    enum Choice implements Word {
        CONFIRM,
        DISMISS;

        CaseState state() {
            return switch (this) {
                case CONFIRM -> CaseState.CONFIRMED;
                case DISMISS -> CaseState.DISMISSED;
            };
        }

        /** Whether this would change what something that is said counts for. */
        boolean changes(Signal signal) {
            return switch (this) {
                case CONFIRM -> signal.said() && signal.standing() == Standing.DISMISSED;
                case DISMISS -> signal.counts();
            };
        }
    }
}
