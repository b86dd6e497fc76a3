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
        return Json.object(
                "id",
                id,
                "object",
                "topup",
                "amount",
                order.amount,
                "balance_transaction",
                transaction,
                "created",
                created.getEpochSecond(),
                "currency",
                order.currency,
                "description",
                order.description,
                "expected_availability_date",
                created.getEpochSecond(),
                "failure_code",
                null,
                "failure_message",
                null,
                "initiated_by",
                null,
                "livemode",
                false,
                "metadata",
                metadata,
                "source",
                null,
                "statement_descriptor",
                order.descriptor,
                "status",
                "succeeded",
                "transfer_group",
                order.group);
    }
}
