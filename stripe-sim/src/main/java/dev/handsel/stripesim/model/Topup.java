package dev.handsel.stripesim.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Money the platform brought in from its bank; here it is there at once. */
public record Topup(String id, Instant created, Order order, Map<String, String> metadata, String transaction) {

    /** What was asked for. */
    public record Order(
            long amount,
            String currency,
            @Nullable String description,
            @Nullable String descriptor,
            @Nullable String group) {}

    public ObjectNode json() {
        var json = Json.object(
                "id",
                id,
                "object",
                "topup",
                "amount",
                order.amount,
                "balance_transaction",
                transaction,
                "currency",
                order.currency,
                "description",
                order.description,
                "metadata",
                metadata,
                "statement_descriptor",
                order.descriptor,
                "status",
                "succeeded",
                "transfer_group",
                order.group);
        long second = created.getEpochSecond();
        json.put("created", second).put("expected_availability_date", second).put("livemode", false);
        return Json.nulls(json, "failure_code", "failure_message", "initiated_by", "source");
    }
}
