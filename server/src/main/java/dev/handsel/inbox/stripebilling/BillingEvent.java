package dev.handsel.inbox.stripebilling;

import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event of the merchant's Stripe account.
 *
 * @param testMode whether it says that its money is not real
 * @param object what it is about
 * @see <a href="https://docs.stripe.com/api/events/object">docs.stripe.com/api/events/object</a>
 */
record BillingEvent(String id, String type, Instant created, boolean testMode, Payload object) {

    private static final int LONGEST_ID = 180;

    /** Reads the bytes of a webhook; what is no event is refused with what is wrong. */
    static BillingEvent read(byte[] body, JsonMapper json) {
        try {
            return of(new Payload(json.readTree(body), ""));
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
        var created = event.time("created").orElseThrow(() -> event.invalidAt("created", "is missing"));
        var object = event.at("data").at("object");
        if (!object.isObject()) {
            throw event.at("data").invalidAt("object", "is no object");
        }
        return new BillingEvent(id, type, created, event.isFalse("livemode"), object);
    }

    @Override
    public String toString() {
        return type + " " + id;
    }
}
