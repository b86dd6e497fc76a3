package dev.handsel.inbox.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was stored, with what became of it.
 *
 * @param key what is unique beside the time at which it was received: one id may have been told with several contents
 * @param reason the word for why; null where there is none
 * @param waitsFor what it waits for or has waited for, as {@code invoice:in_17}
 * @param parkedAt since when it waited, by the programme's clock
 * @param appliedAt when it was applied after having waited
 * @param payload JSON, as it was hashed
 */
record ToldEvent(
        String key,
        String id,
        String type,
        @Nullable Instant occurredAt,
        Instant receivedAt,
        @Nullable String customer,
        String result,
        @Nullable String reason,
        @Nullable String waitsFor,
        @Nullable Instant parkedAt,
        @Nullable Instant givenUpAt,
        @Nullable Instant appliedAt,
        String payload) {}
