package dev.handsel.accounting.statements;

import tools.jackson.databind.JsonNode;

/** One operation of the document. */
record Operation(String method, String path, JsonNode json) {

    String name() {
        return method + " " + path;
    }

    boolean has(String in, String parameter) {
        return json.path("parameters")
                .valueStream()
                .anyMatch(one -> one.get("in").asString().equals(in)
                        && one.get("name").asString().equals(parameter));
    }

    boolean forOnly(String caller) {
        return json.path("security").size() == 1 && json.at("/security/0").has(caller);
    }

    /** A body that every operation here understands well enough to look for the thing first. */
    String body() {
        return switch (path) {
            case "/v1/programs/{id}/clock" -> "{\"now\": \"2026-03-01T00:00:00Z\"}";
            case "/v1/programs/{id}/rule_sets", "/v1/programs/{id}/rule_sets/preview" -> """
                    {"version": "v", "effective_from": "2030-01-01T00:00:00Z", "first_rate_bp": 1, "recurring_rate_bp": 1,
                     "bonus_rate_bp": 1, "bonus_from_month": 4, "hold_days": 30, "gap_grace_days": 30,
                     "attribution_window_days": 30}
                    """;
            case "/v1/programs/{id}/groups" -> "{\"slug\": \"gold\", \"name\": \"Gold\"}";
            case "/v1/programs/{id}/groups/{group}/members" ->
                "{\"affiliate\": \"aff_00000000000000000000000000\", \"from\": \"2030-01-01T00:00:00Z\"}";
            case "/v1/programs/{id}/terms", "/v1/programs/{id}/terms/preview" ->
                "{\"level\": \"program\", \"effective_from\": \"2030-01-01T00:00:00Z\", \"conditions\": {}}";
            case "/v1/devices/{id}/signature_checks" ->
                "{\"method\": \"GET\", \"url\": \"/\", \"headers\": [[\"Host\", \"x\"]]}";
            case "/v1/payouts/{id}/simulate" -> "{\"outcome\": \"transfer_created\"}";
            case "/v1/programs/{id}/rebookings" -> "{\"preview\": \"" + "0".repeat(64) + "\"}";
            case "/v1/programs/{id}/rule_sets/{version}/approve",
                    "/v1/programs/{id}/groups/{group}/members/{affiliate}/approve" ->
                "{\"proposed_at\": \"2026-01-01T00:00:00Z\"}";
            case "/v1/payouts/{id}/reversals" -> "{\"reason\": \"r\"}";
            case "/v1/affiliates/{id}/payout_account/simulate" -> "{\"payouts_enabled\": true}";
            case "/v1/fraud/cases/{id}/decision" ->
                "{\"decision\": \"dismiss\", \"reason_code\": \"test\", \"reason\": \"r\"}";
            case "/v1/programs/{id}/fraud_parameters", "/v1/programs/{id}/fraud_parameters/shadow" ->
                "{\"parameters\": {}}";
            case "/v1/affiliates/me/reviews" -> "{\"text\": \"t\"}";
            case "/v1/accounts/{id}/roles" -> "{\"roles\": []}";
            case "/v1/programs/{id}/stripe/billing" -> "{\"signing_secret\": \"whsec_of_a_merchant\"}";
            case String _ -> "{}";
        };
    }
}
