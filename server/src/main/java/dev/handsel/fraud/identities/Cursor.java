package dev.handsel.fraud.identities;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far the events of a programme have been followed.
 *
 * @param version another one after each change of what is known; null before the first
 * @param state what the follower keeps with it, as it wrote it
 * @param holder the process that moved it last
 */
record Cursor(
        long seq,
        @Nullable UUID version,
        @Nullable String state,
        @Nullable UUID holder,
        @Nullable Instant movedAt) {

    static final Cursor START = new Cursor(0, null, null, null, null);

    /** Whoever followed last remembers what it knew, and goes on unless it has been away for so long. */
    private static final Duration AFFINITY = Duration.ofSeconds(3);

    boolean isLeftToAnother(UUID self, Instant now) {
        return holder != null
                && !holder.equals(self)
                && movedAt != null
                && movedAt.plus(AFFINITY).isAfter(now);
    }
}
