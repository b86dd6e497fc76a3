package dev.handsel.stripesim.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One movement of one account's balance. Never changed, only followed by others. */
public record BalanceTransaction(
        String id,
        String account,
        Movement movement,
        Instant created,
        Instant availableOn,
        @Nullable String payout) {

    /** A signed amount, why it moved and what moved it. */
    public record Movement(
            String type,
            long amount,
            String currency,
            String source,
            @Nullable String description) {}

    public BalanceTransaction takenBy(String taker) {
        return new BalanceTransaction(id, account, movement, created, availableOn, taker);
    }

    public ObjectNode json(Instant now) {
        var json = Json.object(
                "id", id,
                "object", "balance_transaction",
                "amount", movement.amount,
                "currency", movement.currency,
                "description", movement.description,
                "net", movement.amount,
                "reporting_category", category(movement.type),
                "source", movement.source,
                "status", availableOn.isAfter(now) ? "pending" : "available",
                "type", movement.type);
        json.put("available_on", availableOn.getEpochSecond()).put("created", created.getEpochSecond());
        json.put("balance_type", "payments").put("fee", 0).putArray("fee_details");
        return Json.nulls(json, "exchange_rate");
    }

    private static String category(String type) {
        return switch (type) {
            case "transfer_refund" -> "transfer_reversal";
            case "payment" -> "charge";
            case "payment_refund" -> "refund";
            case "payout_failure", "payout_cancel" -> "payout_reversal";
            default -> type;
        };
    }
}
