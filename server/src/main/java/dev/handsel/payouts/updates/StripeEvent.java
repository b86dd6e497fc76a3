package dev.handsel.payouts.updates;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something happened at Stripe. Only what it is about is taken from the event: the object itself is asked for when the
 * event is applied, so that old news cannot overwrite newer.
 *
 * @param account the connected account it happened on; null for the platform's own
 * @param object the id of what it is about
 * @param livemode whether real money is meant; null where it does not say, and of one that was kept: those were looked at
 * @param payload the event as it came; valid UTF-8, hence the same bytes again
 * @see <a href="https://docs.stripe.com/api/events/object">docs.stripe.com/api/events/object</a>
 */
record StripeEvent(
        String id,
        String type,
        @Nullable String account,
        @Nullable String object,
        @Nullable Boolean livemode,
        String payload) {

    private static final int LONGEST = 255;

    /** Reads the bytes of a webhook; none where they are no event. */
    static Optional<StripeEvent> read(byte[] payload, JsonMapper json) {
        try {
            return of(json.readTree(payload), new String(payload, UTF_8));
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }

    /** Takes an event out of a list. */
    static Optional<StripeEvent> listed(JsonNode event) {
        return of(event, event.toString());
    }

    private static Optional<StripeEvent> of(JsonNode event, String payload) {
        var id = event.path("id");
        var type = event.path("type");
        if (!id.isString()
                || !type.isString()
                || id.asString().length() > LONGEST
                || id.asString().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new StripeEvent(
                id.asString(),
                type.asString(),
                text(event.path("account")),
                text(event.path("data").path("object").path("id")),
                event.path("livemode").isBoolean()
                        ? (Boolean) event.path("livemode").asBoolean()
                        : null,
                payload));
    }

    /** Whether it is of the other mode than the key's, with which what it is about cannot be asked for. */
    boolean ofOtherMode(boolean live) {
        return livemode != null && livemode != live;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }

    @Override
    public String toString() {
        return type + " " + id;
    }
}
