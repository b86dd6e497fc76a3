package dev.handsel.commissions.reckoner;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Events in the form of {@code POST /v1/events} as facts of one customer; in which order they are given does not matter. */
final class ToldFacts {

    private @Nullable Instant signup;
    private Owner owner = Owner.NORA;
    private final List<PaidInvoice> invoices = new ArrayList<>();
    private final List<JsonNode> refunds = new ArrayList<>();
    private final Set<String> failed = new HashSet<>();
    private final TreeMap<String, List<JsonNode>> disputes = new TreeMap<>();

    private final TreeMap<String, JsonNode> opened = new TreeMap<>();
    private final TreeMap<String, List<JsonNode>> closed = new TreeMap<>();

    private ToldFacts() {}

    static Facts of(List<? extends JsonNode> events) {
        var told = new ToldFacts();
        events.forEach(told::take);
        return new Facts(told.signup, told.owner, told.invoices, told.refunds(), told.disputes(), told.trades());
    }

    private void take(JsonNode event) {
        switch (event.get("type").asString()) {
            case "signup" -> {
                for (var way : Way.values()) {
                    if (signup == null && event.has(History.member(way))) {
                        signup = at(event);
                        owner = new Owner(event.get(History.member(way)).asString(), way);
                    }
                }
            }
            case "invoice_paid" -> invoices.add(invoice(event));
            case "refund" -> refunds.add(event);
            case "refund_failed" -> failed.add(event.get("refund").asString());
            case "dispute_opened", "dispute_won", "dispute_lost" ->
                disputes.computeIfAbsent(event.get("dispute").asString(), _ -> new ArrayList<>())
                        .add(event);
            case "trade_opened" -> opened.put(event.get("trade").asString(), event);
            case "trade_closed" ->
                closed.computeIfAbsent(event.get("trade").asString(), _ -> new ArrayList<>())
                        .add(event);
            case String other -> throw new IllegalArgumentException("No fact of a customer: " + other);
        }
    }

    private static Instant at(JsonNode event) {
        return Instant.parse(event.get("occurred_at").asString());
    }

    private static PaidInvoice invoice(JsonNode event) {
        return new PaidInvoice(
                event.get("invoice").asString(),
                at(event),
                event.get("currency").asString(),
                event.get("lines").valueStream().map(ToldFacts::line).toList(),
                event.path("tax").asLong(0),
                event.path("credit_applied").asLong(0),
                0);
    }

    private static SoldLine line(JsonNode line) {
        long amount = line.get("amount").asLong();
        var start = Instant.parse(line.get("period_start").asString());
        var product = line.path("product").asString(null);
        return line.has("months")
                ? SoldLine.months(amount, start, line.get("months").asInt()).of(product)
                : new SoldLine(
                        amount, start, Instant.parse(line.get("period_end").asString()), product);
    }

    private List<Refund> refunds() {
        var all = new ArrayList<Refund>();
        for (var event : refunds) {
            var id = event.path("refund").asString(event.get("id").asString());
            all.add(new Refund(
                    id,
                    event.get("invoice").asString(),
                    at(event),
                    event.get("amount").asLong(),
                    failed.contains(id)));
        }
        return all;
    }

    private Facts.Trades trades() {
        var all = new ArrayList<Traded>();
        var customer = "";
        for (var trade : opened.entrySet()) {
            var closes = new ArrayList<Traded.Close>();
            for (var close : closed.getOrDefault(trade.getKey(), List.of())) {
                closes.add(new Traded.Close(
                        at(close), close.has("volume") ? close.get("volume").decimalValue() : null));
            }
            customer = trade.getValue().get("customer").asString();
            all.add(new Traded(
                    at(trade.getValue()), trade.getValue().get("volume").decimalValue(), closes));
        }
        return new Facts.Trades(customer, all);
    }

    private List<Dispute> disputes() {
        var all = new ArrayList<Dispute>();
        disputes.forEach((id, events) -> {
            events.sort(Comparator.comparing(ToldFacts::at).thenComparing(ToldFacts::opens, Comparator.reverseOrder()));
            var openings = events.stream().filter(ToldFacts::opens).toList();
            if (!openings.isEmpty()) {
                var last = openings.getLast();
                all.add(new Dispute(
                        id,
                        last.get("invoice").asString(),
                        openings.stream().anyMatch(ToldFacts::withdraws),
                        last.get("amount").asLong(),
                        outcome(events.getLast())));
            }
        });
        return all;
    }

    private static boolean opens(JsonNode event) {
        return event.get("type").asString().equals("dispute_opened");
    }

    private static boolean withdraws(JsonNode opening) {
        return opening.path("kind").asString("chargeback").equals("chargeback");
    }

    private static Dispute.Outcome outcome(JsonNode last) {
        return switch (last.get("type").asString()) {
            case "dispute_won" -> Dispute.Outcome.WON;
            case "dispute_lost" -> Dispute.Outcome.LOST;
            case String _ -> Dispute.Outcome.OPEN;
        };
    }
}
