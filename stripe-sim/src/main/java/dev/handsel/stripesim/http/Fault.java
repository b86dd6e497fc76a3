package dev.handsel.stripesim.http;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with one request.
 *
 * @param status of the answer, where the kind gives one
 * @param code Stripe's code in the answer
 * @param delay how long the kinds that delay do so
 * @param retryAfter seconds, for {@code RATE_LIMIT}
 */
public record Fault(
        Kind kind,
        int status,
        @Nullable String code,
        Duration delay,
        @Nullable Long retryAfter) {

    /** "Before" means that nothing is executed, "after" that it was. */
    public enum Kind {
        /** Executed only after the wait, even if nobody listens any more: a late request. */
        DELAY_BEFORE,
        DELAY_AFTER,
        /** The connection ends without an answer. */
        DROP_BEFORE,
        DROP_AFTER,
        /** An error from in front of the API: it leaves no trace. */
        STATUS_BEFORE,
        /** An error without an effect that the key remembers. */
        STATUS_BEFORE_PINNED,
        /** An error although it was executed; the key remembers the error. */
        STATUS_AFTER,
        /** An error although it was executed; the key remembers what really happened. */
        STATUS_AFTER_UNPINNED,
        RATE_LIMIT,
        /** As if a twin with the same key were still running. */
        IN_USE,
        UNAUTHORIZED;

        public static Kind named(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
