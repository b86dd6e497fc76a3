package dev.handsel.inbox.stripebilling;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handsel.inbox.stripebilling.BillingChange.AboutPayment;
import dev.handsel.inbox.stripebilling.BillingChange.InvoiceSettled;
import dev.handsel.inbox.stripebilling.BillingChange.SignedUp;
import dev.handsel.inbox.stripebilling.BillingChange.SubscriptionEnded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events as Stripe sends them, and what they are translated to. */
final class Payloads {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Payloads() {}

    static ObjectNode line(ObjectNode invoice) {
        return (ObjectNode) invoice.at("/lines/data/0");
    }

    static void period(ObjectNode invoice, String start, String end) {
        line(invoice)
                .withObject("period")
                .put("start", Instant.parse(start).getEpochSecond())
                .put("end", Instant.parse(end).getEpochSecond());
    }

    static JsonNode json(String text) {
        return JSON.readTree(text.getBytes(UTF_8));
    }

    static JsonNode reread(EventDraft draft) {
        return json(draft.toString());
    }

    static ObjectNode resource(String name) {
        try (var in = Objects.requireNonNull(Payloads.class.getResourceAsStream("/stripe-billing/" + name + ".json"))) {
            return (ObjectNode) JSON.readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BillingEvent event(String name) {
        return read(resource(name));
    }

    static BillingEvent read(ObjectNode event) {
        return BillingEvent.read(event.toString().getBytes(UTF_8), JSON);
    }

    static BillingEvent changed(String name, Consumer<ObjectNode> change) {
        var event = resource(name);
        change.accept((ObjectNode) event.at("/data/object"));
        return read(event);
    }

    static BillingChange translated(String name) {
        return Translator.translate(event(name));
    }

    static InvoiceSettled invoice(String name) {
        return (InvoiceSettled) translated(name);
    }

    static EventDraft draft(String name) {
        return told(event(name));
    }

    static EventDraft told(BillingEvent event) {
        return switch (Translator.translate(event)) {
            case SignedUp signup -> signup.draft();
            case InvoiceSettled invoice -> invoice.draft();
            case AboutPayment news -> news.draft();
            case BillingChange.Whole whole -> whole.draft();
            case SubscriptionEnded canceled -> canceled.draft();
            case BillingChange.Payment _, BillingChange.Nothing _ ->
                throw new AssertionError("Nothing is told of " + event);
        };
    }

    static List<String> lines(String name) {
        return lines(draft(name));
    }

    static List<String> lines(EventDraft draft) {
        return draft.json()
                .get("lines")
                .valueStream()
                .map(line -> line.get("amount").asLong() + " "
                        + line.get("period_start").asString() + " "
                        + (line.has("period_end")
                                ? line.get("period_end").asString()
                                : line.get("months").asString()))
                .toList();
    }
}
