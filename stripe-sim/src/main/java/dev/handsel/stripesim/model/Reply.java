package dev.handsel.stripesim.model;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** An answer: kept as text, so that a replay is the same to the last byte. */
public record Reply(int status, String body) {

    public byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    public static Reply ok(JsonNode json) {
        return new Reply(200, Json.text(json));
    }

    public static Reply of(StripeError error) {
        return new Reply(error.status(), Json.text(error.json()));
    }
}
