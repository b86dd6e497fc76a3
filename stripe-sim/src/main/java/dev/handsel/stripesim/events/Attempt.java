package dev.handsel.stripesim.events;

import dev.handsel.stripesim.model.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** One try to deliver an event: the endpoint's status, or 0 and why there was none. */
public record Attempt(String event, String type, String url, int number, int status, String error, Instant at) {

    boolean delivered() {
        return status >= 200 && status < 300;
    }

    public ObjectNode json() {
        return Json.object(
                "event", event,
                "type", type,
                "url", url,
                "attempt", number,
                "status", status,
                "error", error,
                "at", at.toString());
    }
}
