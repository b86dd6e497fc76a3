package dev.handsel.inbox.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An event as a merchant writes it, each with an id of its own; undated ones happen when they are told. */
public record Event(ObjectNode json) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An event with only what every event has. */
    public static Event of(String type) {
        var json = JSON.createObjectNode();
        json.put("id", type + "-" + UUID.randomUUID());
        json.put("type", type);
        return new Event(json);
    }

    public static Event click(String code) {
        return of("click").with("code", code);
    }

    public static Event signup(String customer) {
        return of("signup").with("customer", customer);
    }

    public static Event enrolled(String customer) {
        return of("affiliate_enrolled").with("customer", customer);
    }

    public static Event login(String customer) {
        return of("login").with("customer", customer).with("ip", "192.0.2.7");
    }

    /** The first month of a subscription at this price. */
    public static Event invoice(String invoice, String customer, long amount) {
        return of("invoice_paid")
                .with("customer", customer)
                .with("invoice", invoice)
                .with("currency", "USD")
                .with("reason", "create")
                .with("tax", 0)
                .line(amount, 1);
    }

    /** A later month. */
    public static Event renewal(String invoice, String customer, long amount) {
        return invoice(invoice, customer, amount).with("reason", "cycle");
    }

    /** A change of plan within a month. */
    public static Event update(String invoice, String customer, long amount) {
        var update = of("invoice_paid")
                .with("customer", customer)
                .with("invoice", invoice)
                .with("currency", "USD")
                .with("reason", "update")
                .with("tax", 0);
        return update.line(amount, 0);
    }

    public static Event refund(String invoice, long amount) {
        return of("refund").with("invoice", invoice).with("amount", amount);
    }

    public static Event refundFailed(String refund) {
        return of("refund_failed").with("refund", refund);
    }

    public static Event disputed(String invoice, String dispute, long amount) {
        return of("dispute_opened")
                .with("invoice", invoice)
                .with("dispute", dispute)
                .with("amount", amount);
    }

    public static Event won(String invoice, String dispute) {
        return of("dispute_won").with("invoice", invoice).with("dispute", dispute);
    }

    public static Event lost(String invoice, String dispute) {
        return of("dispute_lost").with("invoice", invoice).with("dispute", dispute);
    }

    public static Event canceled(String customer) {
        return of("subscription_canceled").with("customer", customer);
    }

    public static Event tradeOpened(String trade, String customer) {
        return of("trade_opened")
                .with("customer", customer)
                .with("trade", trade)
                .with("symbol", "EURUSD")
                .with("side", "buy")
                .with("volume", 0.5)
                .with("price", 1.0842);
    }

    public static Event tradeClosed(String trade) {
        return of("trade_closed")
                .with("trade", trade)
                .with("price", 1.09)
                .with("pnl", 290)
                .with("currency", "USD");
    }

    public static Event firstTrade(String customer) {
        return of("first_trade").with("customer", customer);
    }

    public static Event terminal(String customer) {
        return of("terminal_linked")
                .with("customer", customer)
                .with("terminal", "mt5-1")
                .with("broker_account", "77001");
    }

    public String id() {
        return json.path("id").asString("");
    }

    public Event with(String member, @Nullable Object value) {
        var copy = json.deepCopy();
        copy.set(member, JSON.<tools.jackson.databind.JsonNode>valueToTree(value));
        return new Event(copy);
    }

    public Event without(String member) {
        var copy = json.deepCopy();
        copy.remove(member);
        return new Event(copy);
    }

    /** The same under another id. */
    public Event again() {
        return with("id", json.get("type").asString() + "-" + UUID.randomUUID());
    }

    public Event at(String instant) {
        return with("occurred_at", instant);
    }

    /** With one more line, whose period begins when the event happens unless it says otherwise. */
    public Event line(long amount, int months) {
        return line(amount, months, null);
    }

    public Event line(long amount, int months, @Nullable String periodStart) {
        var copy = json.deepCopy();
        var line = copy.withArray("lines").addObject();
        line.put("amount", amount).put("months", months);
        if (periodStart != null) {
            line.put("period_start", periodStart);
        }
        return new Event(copy);
    }

    /** With this as its only line. */
    public Event sold(long amount, int months) {
        return without("lines").line(amount, months);
    }

    /** Complete: happened now, where it does not say when. */
    Event told(Instant now) {
        var copy = json.deepCopy();
        if (!copy.has("occurred_at")) {
            copy.put("occurred_at", now.toString());
        }
        for (var line : copy.path("lines")) {
            if (line instanceof ObjectNode object && !object.has("period_start")) {
                object.set("period_start", copy.get("occurred_at"));
            }
        }
        return new Event(copy);
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
