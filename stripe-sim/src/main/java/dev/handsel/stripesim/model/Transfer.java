package dev.handsel.stripesim.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Money moved from the platform to a connected account. It has no status: it exists, and may be reversed. */
public record Transfer(
        String id, Instant created, Order order, Note note, Trace trace, List<TransferReversal> reversals) {

    /** What was asked for. */
    public record Order(
            long amount,
            String currency,
            String destination,
            @Nullable String group,
            String sourceType) {}

    /** What may be changed later. */
    public record Note(@Nullable String description, Map<String, String> metadata) {}

    /** What the transfer left behind on both sides. */
    public record Trace(String transaction, String payment) {}

    public Transfer with(Note changed) {
        return new Transfer(id, created, order, changed, trace, reversals);
    }

    public Transfer with(List<TransferReversal> changed) {
        return new Transfer(id, created, order, note, trace, changed);
    }

    public long reversed() {
        return reversals.stream().mapToLong(TransferReversal::amount).sum();
    }

    public long remaining() {
        return order.amount - reversed();
    }

    public ObjectNode json() {
        return Json.object(
                "id", id,
                "object", "transfer",
                "amount", order.amount,
                "amount_reversed", reversed(),
                "balance_transaction", trace.transaction,
                "created", created.getEpochSecond(),
                "currency", order.currency,
                "description", note.description,
                "destination", order.destination,
                "destination_payment", trace.payment,
                "livemode", false,
                "metadata", note.metadata,
                "reversals", reversalList(),
                "reversed", remaining() == 0,
                "source_transaction", null,
                "source_type", order.sourceType,
                "transfer_group", order.group);
    }

    private ObjectNode reversalList() {
        var latest = reversals.reversed().stream()
                .limit(10)
                .map(TransferReversal::json)
                .toList();
        return Json.list("/v1/transfers/" + id + "/reversals", reversals.size() > latest.size(), latest);
    }
}
