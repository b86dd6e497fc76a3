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
        var failed = progress instanceof Progress.Failed failure ? failure : null;
        return Json.object(
                "id",
                id,
                "object",
                "payout",
                "amount",
                order.amount,
                "application_fee",
                null,
                "application_fee_amount",
                null,
                "arrival_date",
                plan.arrival.getEpochSecond(),
                "automatic",
                order.automatic,
                "balance_transaction",
                plan.transaction,
                "created",
                plan.created.getEpochSecond(),
                "currency",
                order.currency,
                "description",
                order.description,
                "destination",
                plan.bank,
                "failure_balance_transaction",
                returned(),
                "failure_code",
                failed == null ? null : failed.code(),
                "failure_message",
                failed == null ? null : "The bank returned the payout: " + failed.code() + ".",
                "livemode",
                false,
                "metadata",
                metadata,
                "method",
                order.method,
                "original_payout",
                null,
                "payout_method",
                null,
                "reconciliation_status",
                order.automatic ? "completed" : "not_applicable",
                "reversed_by",
                null,
                "source_type",
                "card",
                "statement_descriptor",
                order.descriptor,
                "status",
                status(),
                "trace_id",
                null,
                "type",
                "bank_account");
    }

    private @Nullable String returned() {
        return switch (progress) {
            case Progress.Failed failed -> failed.transaction();
            case Progress.Canceled canceled -> canceled.transaction();
            case Progress.Pending _, Progress.InTransit _, Progress.Paid _ -> null;
        };
    }
}
