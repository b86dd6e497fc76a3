package dev.handsel.inbox.stripebilling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events as Stripe sends them, and what they are translated to. */
final class Payloads {

    private static final JsonMapper JSON = JsonMapper.builder().build();

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

    static JsonNode reread(Draft draft) {
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
        return BillingEvent.read(resource(name).toString().getBytes(UTF_8), JSON);
    }

    static BillingEvent changed(String name, Consumer<ObjectNode> change) {
        var event = resource(name);
        change.accept((ObjectNode) event.at("/data/object"));
        return BillingEvent.read(event.toString().getBytes(UTF_8), JSON);
    }

    static BillingChange translated(String name) {
        return Translator.translate(event(name));
    }

    static BillingChange.Invoice invoice(String name) {
        return (BillingChange.Invoice) translated(name);
    }

    static Draft draft(String name) {
        return told(event(name));
    }

    static Draft told(BillingEvent event) {
        return switch (Translator.translate(event)) {
            case BillingChange.Signup signup -> signup.draft();
            case BillingChange.Invoice invoice -> invoice.draft();
            case BillingChange.Refund refund -> refund.draft();
            case BillingChange.Dispute dispute -> dispute.draft();
            case BillingChange.Canceled canceled -> canceled.draft();
            case BillingChange.Payment _, BillingChange.Nothing _ ->
                throw new AssertionError("Nothing is told of " + event);
        };
    }

    static List<String> lines(String name) {
        return lines(draft(name));
    }

    static List<String> lines(Draft draft) {
        return draft.json()
                .get("lines")
                .valueStream()
                .map(line -> line.get("amount").asLong() + " "
                        + line.get("period_start").asString() + " "
                        + line.get("months").asInt())
                .toList();
    }
}
