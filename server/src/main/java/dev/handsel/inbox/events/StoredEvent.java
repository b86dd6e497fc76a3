package dev.handsel.inbox.events;

import dev.handsel.base.facts.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that is to be stored, with what became of it in the end.
 *
 * @param waitsFor what it waited for, if it was ever parked
 * @param settled when it was applied after having been parked
 */
record StoredEvent(
        UnderstoodEvent event,
        Outcome outcome,
        @Nullable String waitsFor,
        @Nullable Instant settled) {

    static StoredEvent of(UnderstoodEvent event, Outcome outcome) {
        var waitsFor = outcome instanceof Outcome.Parked parked ? parked.on().key() : null;
        return new StoredEvent(event, outcome, waitsFor, null);
    }

    /** This event after it was worked on once more. */
    StoredEvent again(Outcome later, Instant now) {
        return later instanceof Outcome.Parked parked
                ? new StoredEvent(event, later, parked.on().key(), null)
                : new StoredEvent(event, later, waitsFor, now);
    }

    /** The word of the API for what became of it. */
    static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Recorded _ -> "recorded";
            case Outcome.NotAttributed _ -> "not_attributed";
            case Outcome.Parked _ -> "parked";
            case Outcome.Quarantined _ -> "quarantined";
            case Outcome.Duplicate _ -> "duplicate";
        };
    }
}
