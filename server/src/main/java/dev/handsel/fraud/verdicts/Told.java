package dev.handsel.fraud.verdicts;

import dev.handsel.commissions.restrictions.Restriction.Strength;
import dev.handsel.fraud.rules.Action;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The verdict of a subject, as it was told.
 *
 * @param seq of the change by which it became so, or of when it was released since; its restriction is named by it
 * @param strength how it restricts whom it is about; null where it does not
 * @param restriction the key of that restriction; null while there is nobody to restrict, and while verdicts restrict nobody
 */
record Told(
        Action action,
        boolean stopsAll,
        long seq,
        Instant since,
        @Nullable Strength strength,
        @Nullable String restriction) {

    Told waiting(long number) {
        return new Told(action, stopsAll, number, since, strength, null);
    }

    Told restricted(String key) {
        return new Told(action, stopsAll, seq, since, strength, key);
    }
}
