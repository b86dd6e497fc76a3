package dev.handsel.commissions.reckoner;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes down the events of one customer, with ids that nobody else's have. */
final class Writing {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String customer;
    private final List<ObjectNode> events = new ArrayList<>();
    private int ids;

    Writing(String customer) {
        this.customer = customer;
    }

    /** An invoice as it was written. */
    record Written(String id, Instant paidAt, Instant begin, long gross, long cash) {}

    List<ObjectNode> events() {
        return events;
    }

    String fresh(String kind) {
        return kind + "-" + customer + "-" + ++ids;
    }

    void signup(Instant at, Owner... owners) {
        var signup = event("signup", at).put("customer", customer);
        for (var owner : owners) {
            signup.put(History.member(owner.way()), owner.affiliate());
        }
    }

    Written invoice(
            Instant paidAt, String currency, List<SoldLine> lines, List<Integer> months, long tax, long credit) {
        var id = fresh("in");
        var event = event("invoice_paid", paidAt)
                .put("customer", customer)
                .put("invoice", id)
                .put("currency", currency)
                .put("tax", tax);
        if (credit > 0) {
            event.put("credit_applied", credit);
        }
        for (int i = 0; i < lines.size(); i++) {
            line(event, lines.get(i), months.get(i));
        }
        long total = lines.stream().mapToLong(SoldLine::amount).sum();
        var begin = lines.getFirst().start();
        return new Written(id, paidAt, begin, total + tax, total + tax - credit);
    }

    /** {@code months} is -1 where the end of the period is told in its place. */
    private static void line(ObjectNode event, SoldLine line, int months) {
        var told = event.withArray("lines")
                .addObject()
                .put("amount", line.amount())
                .put("period_start", line.start().toString());
        if (months >= 0) {
            told.put("months", months);
        } else {
            told.put("period_end", String.valueOf(line.end()));
        }
        if (line.product() != null) {
            told.put("product", line.product());
        }
    }

    /** The refund's id; it is the event's own unless it is named. */
    String refund(String invoice, Instant at, long amount, boolean named) {
        var event = event("refund", at).put("invoice", invoice).put("amount", amount);
        if (!named) {
            return event.get("id").asString();
        }
        var id = fresh("re");
        event.put("refund", id);
        return id;
    }

    void refundFailed(String refund, Instant at) {
        event("refund_failed", at).put("refund", refund);
    }

    void disputeOpened(String invoice, String dispute, Instant at, long amount, String kind) {
        var event = event("dispute_opened", at)
                .put("invoice", invoice)
                .put("dispute", dispute)
                .put("amount", amount);
        if (!kind.isEmpty()) {
            event.put("kind", kind);
        }
    }

    void disputeEnded(String invoice, String dispute, Instant at, boolean won) {
        event(won ? "dispute_won" : "dispute_lost", at).put("invoice", invoice).put("dispute", dispute);
    }

    /** The id of a trade of one lot, opened then. */
    String tradeOpened(Instant at) {
        var trade = fresh("tr");
        event("trade_opened", at)
                .put("customer", customer)
                .put("trade", trade)
                .put("symbol", "EURUSD")
                .put("side", "buy")
                .put("volume", BigDecimal.ONE)
                .put("price", BigDecimal.ONE);
        return trade;
    }

    /** That so much of it was closed; all that is left where {@code volume} is null. */
    void tradeClosed(String trade, Instant at, @Nullable BigDecimal volume) {
        var event = event("trade_closed", at)
                .put("trade", trade)
                .put("price", BigDecimal.ONE)
                .put("pnl", 0)
                .put("currency", "USD");
        if (volume != null) {
            event.put("volume", volume);
        }
    }

    private ObjectNode event(String type, Instant at) {
        var event =
                JSON.createObjectNode().put("id", fresh("ev")).put("type", type).put("occurred_at", at.toString());
        events.add(event);
        return event;
    }
}
