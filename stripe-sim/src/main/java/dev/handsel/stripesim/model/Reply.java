package dev.handsel.stripesim.model;

import tools.jackson.databind.JsonNode;

/** An answer: kept as text, so that a replay is the same to the last one. */
public record Reply(int status, String body) {

    public static Reply ok(JsonNode json) {
        return new Reply(200, Json.text(json));
    }

    public static Reply of(StripeError error) {
        return new Reply(error.status(), Json.text(error.json()));
    }
}
