package dev.handsel.inbox.stripebilling;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event of the merchant's Stripe account.
 *
 * @param type as Stripe calls it
 * @param meaning what it is to us; empty for what means nothing, whose {@code object} may be anything
 * @param live whether its money is real, where it says so
 * @param account the connected account that it is about; empty for the account that sends it
 * @param apiVersion by which version of Stripe's API {@code object} is written, as it was sent
 * @param object what it is about
 * @see <a href="https://docs.stripe.com/api/events/object">docs.stripe.com/api/events/object</a>
 */
record BillingEvent(
        String id,
        String type,
        Optional<StripeEventType> meaning,
        Instant created,
        Optional<Boolean> live,
        Optional<String> account,
        ApiVersion apiVersion,
        Payload object) {

    private static final int LONGEST_ID = 180;

    /** What Stripe calls the events that name an object and do not hold it. */
    private static final String THIN = "v2.core.event";

    /** Thin events of the types that snapshots have, too, are named with this before. */
    private static final String THIN_PREFIX = "v1.";

    /**
     * Reads the bytes of a webhook; what is no event is refused with what is wrong. An event in an envelope of Amazon
     * EventBridge is taken out of it: whoever has signed the whole has signed what is within.
     */
    static BillingEvent read(byte[] body, JsonMapper json) {
        try {
            var sent = new Payload(json.readTree(body), "");
            var detail = sent.at("detail");
            return of(sent.has("detail-type") && detail.isObject() ? detail : sent);
        } catch (JacksonException noJson) {
            throw Payload.invalid("This is not one well-formed JSON value.");
        }
    }

    private static BillingEvent of(Payload event) {
        if (!event.isObject()) {
            throw Payload.invalid("This is no event of Stripe: it is no JSON object.");
        }
        var id = event.text("id", LONGEST_ID)
                .orElseThrow(() -> event.invalidAt("id", "is no text of 1 to " + LONGEST_ID + " characters"));
        var type = event.required("type");
        return event.says("object", THIN) ? thin(event, id, type) : snapshot(event, id, type);
    }

    private static BillingEvent snapshot(Payload event, String id, String type) {
        var created = event.time("created").orElseThrow(() -> event.invalidAt("created", "is missing"));
        var meaning = StripeEventType.of(type);
        var object = event.at("data").at("object");
        if (meaning.isPresent() && !object.isObject()) {
            throw event.at("data").invalidAt("object", "is no object");
        }
        return new BillingEvent(
                id,
                type,
                meaning,
                created,
                event.truth("livemode"),
                event.text("account"),
                ApiVersion.of(event),
                object);
    }

    private static BillingEvent thin(Payload event, String id, String type) {
        if (type.startsWith(THIN_PREFIX)
                && StripeEventType.of(type.substring(THIN_PREFIX.length())).isPresent()) {
            throw Payload.invalid("This is a thin event, which does not say what happened: choose the payload style"
                    + " \"snapshot\" for this event destination in Stripe, with the event type "
                    + type.substring(THIN_PREFIX.length()) + ".");
        }
        return new BillingEvent(
                id,
                type,
                Optional.empty(),
                thinTime(event),
                event.truth("livemode"),
                Optional.empty(),
                ApiVersion.of(event),
                event);
    }

    private static Instant thinTime(Payload event) {
        try {
            return Instant.parse(event.required("created"));
        } catch (DateTimeParseException noTime) {
            throw event.invalidAt("created", "is no time as RFC 3339 writes it");
        }
    }

    @Override
    public String toString() {
        return type + " " + id;
    }
}
