package dev.handsel.stripesim.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Money on its way from an account's balance to its bank. */
public record Payout(
        String id, String account, Order order, Plan plan, Map<String, String> metadata, Progress progress) {

    /** What was asked for, by the account or by its schedule. */
    public record Order(
            long amount,
            String currency,
            @Nullable String description,
            @Nullable String descriptor,
            String method,
            boolean automatic) {}

    /** When it leaves, when it should arrive, where, and the movement that took it. */
    public record Plan(Instant created, Instant arrival, String bank, String transaction) {}

    /** How far it has come. */
    public sealed interface Progress {
        record Pending() implements Progress {}

        record InTransit() implements Progress {}

        record Paid() implements Progress {}

        /** The bank sent it back; this movement returned it. */
        record Failed(String code, String transaction) implements Progress {}

        record Canceled(String transaction) implements Progress {}
    }

    public Payout with(Progress changed) {
        return new Payout(id, account, order, plan, metadata, changed);
    }

    public Payout with(Map<String, String> changed) {
        return new Payout(id, account, order, plan, changed, progress);
    }

    public String status() {
        return switch (progress) {
            case Progress.Pending _ -> "pending";
            case Progress.InTransit _ -> "in_transit";
            case Progress.Paid _ -> "paid";
            case Progress.Failed _ -> "failed";
            case Progress.Canceled _ -> "canceled";
        };
    }

    public ObjectNode json() {
        var json = Json.join(Json.object("id", id, "object", "payout"), wish());
        var all = Json.join(Json.join(json, route()), failure());
        return Json.nulls(
                all,
                "application_fee",
                "application_fee_amount",
                "original_payout",
                "payout_method",
                "reversed_by",
                "trace_id");
    }

    private ObjectNode wish() {
        return Json.object(
                "amount", order.amount,
                "automatic", order.automatic,
                "currency", order.currency,
                "description", order.description,
                "metadata", metadata,
                "method", order.method,
                "statement_descriptor", order.descriptor);
    }

    private ObjectNode route() {
        var route = Json.object(
                "balance_transaction",
                plan.transaction,
                "destination",
                plan.bank,
                "reconciliation_status",
                order.automatic ? "completed" : "not_applicable",
                "status",
                status());
        route.put("arrival_date", plan.arrival.getEpochSecond());
        route.put("created", plan.created.getEpochSecond());
        return route.put("livemode", false).put("source_type", "card").put("type", "bank_account");
    }

    private ObjectNode failure() {
        var code = progress instanceof Progress.Failed failed ? failed.code() : null;
        return Json.object(
                "failure_balance_transaction",
                returned(),
                "failure_code",
                code,
                "failure_message",
                code == null ? null : "The bank returned the payout: " + code + ".");
    }

    private @Nullable String returned() {
        return switch (progress) {
            case Progress.Failed failed -> failed.transaction();
            case Progress.Canceled canceled -> canceled.transaction();
            case Progress.Pending _, Progress.InTransit _, Progress.Paid _ -> null;
        };
    }
}
