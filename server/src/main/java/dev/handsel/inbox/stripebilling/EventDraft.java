package dev.handsel.inbox.stripebilling;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An event as it would be posted, member by member; it is copied with every change. */
record EventDraft(ObjectNode json) {

    static final String CUSTOMER = "customer";
    static final String INVOICE = "invoice";
    private static final String COUPON = "coupon";

    /** Stands for {@code coupon} until it is known which of them is an affiliate's; is never told. */
    private static final String COUPONS = "coupons";

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
    EventDraft with(SoldLine line) {
        var copy = json.deepCopy();
        var told = copy.withArray("lines")
                .addObject()
                .put("amount", line.amount())
                .put("period_start", line.start().toString());
        line.end().ifPresentOrElse(end -> told.put("period_end", end.toString()), () -> told.put("months", 0));
        line.product().ifPresent(product -> told.put("product", product));
        return new EventDraft(copy);
    }

    /** With what its coupon may be. */
    EventDraft withCoupons(List<Coupons> coupons) {
        if (coupons.isEmpty()) {
            return this;
        }
        var copy = json.deepCopy();
        copy.set(COUPONS, Coupons.json(coupons));
        return new EventDraft(copy);
    }

    /** What its coupon may be. */
    List<Coupons> coupons() {
        return Coupons.read(json.path(COUPONS));
    }

    /** With this as its coupon, and with nothing else that it may be. */
    EventDraft withCoupon(Optional<String> coupon) {
        var copy = json.deepCopy();
        copy.remove(COUPONS);
        coupon.ifPresent(word -> copy.put(COUPON, word));
        return new EventDraft(copy);
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
