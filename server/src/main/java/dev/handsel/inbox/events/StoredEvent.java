package dev.handsel.inbox.events;

import dev.handsel.base.facts.FactOutcome;
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
        FactOutcome outcome,
        @Nullable String waitsFor,
        @Nullable Instant settled) {

    static StoredEvent of(UnderstoodEvent event, FactOutcome outcome) {
        var waitsFor =
                outcome instanceof FactOutcome.Parked parked ? parked.on().key() : null;
        return new StoredEvent(event, outcome, waitsFor, null);
    }

    /** This event after it was worked on once more. */
    StoredEvent again(FactOutcome later, Instant now) {
        return later instanceof FactOutcome.Parked parked
                ? new StoredEvent(event, later, parked.on().key(), null)
                : new StoredEvent(event, later, waitsFor, now);
    }

    /** The word for why that became of it. */
    @Nullable String reason() {
        return outcome.why();
    }

    /** The word of the API for what became of it. */
    static String word(FactOutcome outcome) {
        return ResultWord.of(outcome).word();
    }
}
