package dev.handsel.platform.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.identity.access.Role;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** The examples with which the explorer is filled: sent as they stand, in the order of their story, they run. */
@HandselTest
class ExamplesTest {

    private final Client client;
    private final JsonNode paths;
    private final String slug = "shop-" + UUID.randomUUID().toString().substring(0, 8);
    private final TreeSet<String> unsent = new TreeSet<>();
    private String program = slug;

    @Autowired
    private Bearers bearers;

    ExamplesTest(@Value("${handsel.public-url}") String url) {
        this.client = new Client(url);
        this.paths = client.get("/v1/openapi.json").json().get("paths");
        paths.properties()
                .forEach(path -> examples(path.getKey())
                        .propertyNames()
                        .forEach(name -> unsent.add(path.getKey() + " " + name)));
    }

    private JsonNode examples(String path) {
        return paths.get(path).at("/post/requestBody/content/application~1json/examples");
    }

    /** Sends an example of the document; its programme is this test's, and ids of paths are those of answers. */
    private JsonNode send(String who, String path, String name, String... id) {
        unsent.remove(path + " " + name);
        var example = examples(path).get(name);
        assertThat(example.get("summary").asString()).isNotBlank();
        var body = example.get("value")
                .toString()
                .replace("\"program\":\"shop\"", "\"program\":\"" + program + "\"")
                .replace("\"slug\":\"shop\"", "\"slug\":\"" + slug + "\"");
        var place = id.length == 0 ? path : path.replace("{id}", id[0]);
        var key = UUID.randomUUID().toString();
        var reply = who.isEmpty()
                ? client.post(place, body)
                : client.post(place, body, "Authorization", who, "Idempotency-Key", key);
        assertThat(reply.status()).as(path + " " + name + ": " + reply.text()).isBetween(200, 299);
        return reply.json();
    }

    @Test
    void they_tell_one_story_and_each_of_them_runs() {
        var manager = bearers.with(Role.MANAGER);
        var nora = bearers.with();
        var made = send(manager, "/v1/programs", "test_programme");
        program = made.get("id").asString();
        var merchant = "Bearer " + made.get("api_key").asString();
        send(manager, "/v1/programs/{id}/rule_sets", "higher_first_rate", program);
        send(manager, "/v1/programs/{id}/groups", "gold", program);
        send(manager, "/v1/programs/{id}/terms", "group", program);
        send(manager, "/v1/programs/{id}/terms", "product", program);
        var affiliate = send(nora, "/v1/affiliates", "join").get("id").asString();
        send(merchant, "/v1/affiliates", "register");
        send(nora, "/v1/affiliates/me/links", "newsletter");
        send("", "/v1/clicks", "from_a_page");
        assertRecorded(send(merchant, "/v1/events", "signup"));
        assertRecorded(send(merchant, "/v1/events", "batch"));
        send(manager, "/v1/programs/{id}/clock", "past_the_hold", program);
        send(manager, "/v1/affiliates/{id}/payout_account/simulate", "enabled", affiliate);
        var payout = send(nora, "/v1/payouts", "all");
        assertThat(payout.get("amount").asLong()).isEqualTo(2700);
        var paid = send(
                manager,
                "/v1/payouts/{id}/simulate",
                "arrived",
                payout.get("id").asString());
        assertThat(paid.get("state").asString()).isEqualTo("transferred");
        send(nora, "/v1/devices", "laptop");
        assertThat(unsent).as("examples that no part of the story sends").isEmpty();
    }

    private static void assertRecorded(JsonNode results) {
        assertThat(results.get("events").findValuesAsString("result")).containsOnly("recorded");
    }
}
