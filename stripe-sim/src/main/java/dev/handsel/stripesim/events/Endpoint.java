package dev.handsel.stripesim.events;

import dev.handsel.stripesim.model.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An address that wants events: those of the platform, or those of its connected accounts. */
public record Endpoint(String id, Instant created, Wish wish, boolean connect, String secret, String version) {

    /** What may be changed later. */
    public record Wish(
            String url,
            List<String> types,
            @Nullable String description,
            Map<String, String> metadata,
            boolean enabled) {}

    public Endpoint with(Wish changed) {
        return new Endpoint(id, created, changed, connect, secret, version);
    }

    boolean wants(Event event) {
        return wish.enabled
                && connect == (event.account() != null)
                && (wish.types.contains("*") || wish.types.contains(event.type()));
    }

    public ObjectNode json(boolean withSecret) {
        var json = Json.object(
                "id",
                id,
                "object",
                "webhook_endpoint",
                "api_version",
                version,
                "application",
                null,
                "created",
                created.getEpochSecond(),
                "description",
                wish.description,
                "enabled_events",
                wish.types,
                "livemode",
                false,
                "metadata",
                wish.metadata,
                "status",
                wish.enabled ? "enabled" : "disabled",
                "url",
                wish.url);
        if (withSecret) {
            json.put("secret", secret);
        }
        return json;
    }
}
