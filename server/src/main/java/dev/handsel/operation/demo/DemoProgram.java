package dev.handsel.operation.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A test programme of the demonstration: 30 days of holding, at least 10 dollars a payout, nothing by itself.
 *
 * @param provider of its payouts, as in the API
 * @param start where its clock stands
 */
record DemoProgram(String name, String slug, String provider, boolean twoPersonPayouts, Instant start) {

    /** Makes it; the answer has its id and its API key. */
    JsonNode make(DemoClient client, String manager) {
        return client.post(
                manager,
                "/v1/programs",
                Map.ofEntries(
                        Map.entry("name", name),
                        Map.entry("slug", slug),
                        Map.entry("mode", "test"),
                        Map.entry("landing_url", "https://shop.example/"),
                        Map.entry("allowed_landing_hosts", List.of("shop.example")),
                        Map.entry("currency", "USD"),
                        Map.entry("hold_days", 30),
                        Map.entry("payout_minimums", Map.of("USD", 1_000)),
                        Map.entry("payout_schedule", "manual"),
                        Map.entry("payout_provider", provider),
                        Map.entry("two_person_payouts", twoPersonPayouts),
                        Map.entry("attribution", Map.of("model", "last_click", "window_days", 30)),
                        Map.entry("clock", start.toString())));
    }
}
