package dev.handsel.inbox.events;

import dev.handsel.base.facts.Fact;
import java.time.Instant;

/**
 * A stored event, as those see it who follow them.
 *
 * @param seq its place in the order of arrival; numbers are missing where others' events have them
 * @param id the merchant's
 * @param at when it happened
 * @param content what it tells, whatever became of it: what was parked may still be applied, and what was not stays told
 */
public record LoggedEvent(long seq, String id, Instant at, Instant receivedAt, Content content) {

    /** What came of reading the text that is stored. */
    public sealed interface Content {

        /** It can be read. */
        record Sound(Fact fact) implements Content {}

        /** It was understood when it came, and cannot be read any more: this version is stricter, or the text is damaged. */
        record Unreadable(RuntimeException failure) implements Content {}
    }
}
