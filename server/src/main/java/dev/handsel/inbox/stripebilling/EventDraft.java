package dev.handsel.inbox.stripebilling;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An event as it would be posted, member by member; it is copied with every change. */
record EventDraft(ObjectNode json) {

    static final String CUSTOMER = "customer";
    static final String INVOICE = "invoice";

    /** The first event made of one of Stripe's: its id makes repeating it harmless. */
    static EventDraft of(BillingEvent event, String type, Instant occurredAt) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("id", "stripe:" + event.id() + ":0");
        json.put("type", type);
        json.put("occurred_at", occurredAt.toString());
        return new EventDraft(json);
    }

    String id() {
        return json.path("id").stringValue();
    }

    String type() {
        return json.path("type").stringValue();
    }

    EventDraft with(String member, String text) {
        var copy = json.deepCopy();
        copy.put(member, text);
        return new EventDraft(copy);
    }

    EventDraft with(String member, Optional<String> text) {
        return text.map(present -> with(member, present)).orElse(this);
    }

    EventDraft with(String member, long number) {
        var copy = json.deepCopy();
        copy.put(member, number);
        return new EventDraft(copy);
    }

    /** With one more line. */
    EventDraft with(InvoiceLines.Sold line) {
        var copy = json.deepCopy();
        copy.withArray("lines")
                .addObject()
                .put("amount", line.amount())
                .put("period_start", line.start().toString())
                .put("months", line.months());
        return new EventDraft(copy);
    }

    boolean has(String member) {
        return json.has(member);
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
