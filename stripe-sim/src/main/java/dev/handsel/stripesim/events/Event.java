package dev.handsel.stripesim.events;

import dev.handsel.stripesim.model.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Something that happened; the object is kept as it was then. */
public record Event(String id, String type, @Nullable String account, Instant created, Origin origin, String data) {

    public ObjectNode json(String version, long pending) {
        var json = Json.object("id", id, "object", "event");
        if (account != null) {
            json.put("account", account);
        }
        json.setAll(Json.object(
                "api_version",
                version,
                "created",
                created.getEpochSecond(),
                "data",
                Json.parse(data),
                "livemode",
                false,
                "pending_webhooks",
                pending,
                "request",
                Json.object("id", origin.request(), "idempotency_key", origin.key()),
                "type",
                type));
        return json;
    }
}
