package dev.handsel.stripesim.http;

import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.Reply;
import dev.handsel.stripesim.model.StripeError;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Something that goes wrong with one request. */
public record Fault(
        String id, Kind kind, int status, @Nullable String code, Duration delay, long retryAfter) {

    /** Before: nothing was executed. After: it was. */
    public enum Kind {
        /** Held back, and executed later even if the client has gone. */
        DELAY_BEFORE,
        /** Holds its key while it takes long. */
        DELAY_DURING,
        DELAY_AFTER,
        DROP_BEFORE,
        DROP_AFTER,
        /** Refused before the idempotency layer: leaves no trace. */
        STATUS_BEFORE,
        /** An error without effect that is pinned under the key. */
        STATUS_BEFORE_PINNED,
        /** An error that hides an effect and is pinned under the key. */
        STATUS_AFTER,
        /** An error that hides an effect, once; a repeat gets the true answer. */
        STATUS_AFTER_UNPINNED,
        RATE_LIMIT,
        IN_USE,
        UNAUTHORIZED;

        public static Kind of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Reply error() {
        var text = "Simulated fault " + kind.text() + ".";
        var type = status >= 500 ? "api_error" : "invalid_request_error";
        return Reply.of(new StripeError(status, type, code, text, null));
    }

    Reply tooMany() {
        var text = "Request rate limit exceeded.";
        return Reply.of(new StripeError(429, "invalid_request_error", "rate_limit", text, null));
    }

    public ObjectNode json() {
        return Json.object(
                "id", id,
                "kind", kind.text(),
                "status", status,
                "code", code,
                "millis", delay.toMillis(),
                "retry_after", retryAfter);
    }
}
