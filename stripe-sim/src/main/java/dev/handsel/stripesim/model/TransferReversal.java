package dev.handsel.stripesim.model;

import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Part or all of a transfer taken back. */
public record TransferReversal(
        String id, Instant created, String transfer, Amount money, Trace trace, Map<String, String> metadata) {

    /** How much, in the transfer's currency. */
    public record Amount(long amount, String currency) {}

    /** What it left behind on both sides. */
    public record Trace(String transaction, String refund) {}

    public long amount() {
        return money.amount;
    }

    public TransferReversal with(Map<String, String> changed) {
        return new TransferReversal(id, created, transfer, money, trace, changed);
    }

    public ObjectNode json() {
        return Json.object(
                "id",
                id,
                "object",
                "transfer_reversal",
                "amount",
                money.amount,
                "balance_transaction",
                trace.transaction,
                "created",
                created.getEpochSecond(),
                "currency",
                money.currency,
                "destination_payment_refund",
                trace.refund,
                "metadata",
                metadata,
                "source_refund",
                null,
                "transfer",
                transfer);
    }
}
