package dev.handsel.accounting.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.verdicts.Opinions;
import dev.handsel.testing.Client.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Walks every operation that the server describes, as a manager, a person, a merchant and nobody. */
class ApiContractTest extends ContractScene {

    /** They answer whoever asks. */
    private static final Set<String> OPEN = Set.of(
            "GET /v1/meta", "GET /v1/time", "GET /v1/click.js", "POST /v1/clicks", "POST /v1/devices/confirmations");

    @Autowired
    private Opinions opinions;

    private final Map<String, String> things = new java.util.HashMap<>();

    @Test
    void nobody_is_served_behind_a_credential() {
        assertSoftly(softly -> served().forEach(operation -> {
            var reply = send(operation, "", "{}");
            softly.assertThat(reply.header("Content-Type")).as(operation.name()).startsWith("application/problem+json");
            softly.assertThat(reply.status()).as(operation.name()).isEqualTo(401);
            softly.assertThat(reply.header("WWW-Authenticate"))
                    .as(operation.name())
                    .startsWith("Bearer");
            softly.assertThat(reply.header("Cache-Control"))
                    .as(operation.name())
                    .isEqualTo("no-store");
        }));
    }

    @Test
    void another_programme_and_a_mere_person_find_nothing() {
        var theirs = merchant;
        a_history();
        var owner = merchant;
        a_programme_with_an_affiliate();
        var stranger = merchant;
        var person = person();
        assertThat(theirs).isEqualTo(owner).isNotEqualTo(stranger);
        assertSoftly(softly -> served().filter(
                        operation -> operation.path().contains("{") || operation.has("query", "program"))
                .forEach(operation -> {
                    softly.assertThat(
                                    send(operation, stranger, operation.body()).status())
                            .as(operation.name())
                            .isIn(operation.forOnly("person") ? Set.of(403) : Set.of(404));
                    softly.assertThat(send(operation, person, operation.body()).status())
                            .as(operation.name())
                            .isIn(operation.forOnly("merchant") ? Set.of(403) : Set.of(403, 404));
                }));
    }

    @Test
    void malformed_ids_are_unknown() {
        things.put("program", "prg_nonsense");
        things.put("id", "nonsense");
        things.put("affiliate", "aff_nonsense");
        assertSoftly(softly -> served().filter(operation -> operation.path().contains("{id}"))
                .filter(operation -> !operation.forOnly("merchant"))
                .forEach(operation -> softly.assertThat(
                                send(operation, manager, operation.body()).status())
                        .as(operation.name())
                        .isEqualTo(404)));
    }

    @Test
    void unknown_members_are_refused_everywhere() {
        a_history();
        assertSoftly(softly -> served().filter(operation -> operation.json().has("requestBody"))
                .filter(operation -> !operation.path().equals("/v1/events"))
                .forEach(operation -> {
                    var reply = send(operation, manager, "{\"nonsense\": 1}", "If-Match", "\"v1\"");
                    if (reply.status() != 403 && reply.status() != 404) {
                        softly.assertThat(reply.faults())
                                .as(operation.name() + reply.text())
                                .contains("/nonsense unknown_member");
                    }
                }));
    }

    @Test
    void lists_have_one_shape_and_single_things_a_tag() {
        a_history();
        assertSoftly(softly -> served().filter(operation -> operation.method().equals("GET"))
                .filter(operation -> !operation.path().contains("/me/"))
                .filter(operation -> !operation.path().startsWith("/v1/affiliates/me"))
                .filter(operation -> !operation.path().contains("/proposals/"))
                .forEach(operation -> {
                    var who = operation.path().equals("/v1/mailbox") ? owner() : manager;
                    var reply = send(operation, who, "");
                    softly.assertThat(reply.status())
                            .as(operation.name() + reply.text())
                            .isEqualTo(200);
                    softly.assertThat(reply.header("Cache-Control"))
                            .as(operation.name())
                            .isEqualTo("no-store");
                    var json = reply.json();
                    var page = json.has("trades") ? json.get("trades") : json;
                    if (operation.has("query", "limit")) {
                        softly.assertThat(page.propertyNames())
                                .as(operation.name())
                                .contains("data", "has_more", "next_cursor");
                    }
                    if (operation
                            .path()
                            .matches("/v1/(programs|affiliates|payouts|commissions|devices|events|customers)/\\{id}")) {
                        softly.assertThat(reply.header("ETag"))
                                .as(operation.name())
                                .matches("\"[^\"]+\"");
                    }
                }));
    }

    @Test
    void a_programme_is_changed_only_at_the_version_that_was_read() {
        var path = "/v1/programs/" + program;
        var body = BodyPublishers.ofString("{\"name\": \"Other\"}");
        var tag = get(manager, path).header("ETag");
        assertThat(client.send("PATCH", path, body, "Authorization", manager).status())
                .isEqualTo(428);
        assertThat(client.send("PATCH", path, body, "Authorization", manager, "If-Match", "\"v9\"")
                        .status())
                .isEqualTo(412);
        assertThat(client.send("PATCH", path, body, "Authorization", manager, "If-Match", tag)
                        .status())
                .isEqualTo(200);
    }

    /** A commission, a payout, a customer: something to ask for. */
    private void a_history() {
        signup("c1", "ann", START);
        invoice("in1", "c1", "create", 10_000, START);
        moveTo("2026-02-20T00:00:00Z");
        send(manager, "/v1/programs/" + program + "/payouts/run", "{}");
        send(manager, "/v1/programs/" + program + "/groups", "{\"slug\": \"none\", \"name\": \"None\"}");
        var terms = """
                {"level": "program", "effective_from": "2030-01-01T00:00:00Z", "conditions": {}}""";
        things.put(
                "terms",
                send(manager, "/v1/programs/" + program + "/terms", terms)
                        .get("id")
                        .asString());
        things.put("program", program);
        things.put("affiliate", affiliate);
        things.put(
                "commissions",
                read(merchant, "/v1/affiliates/" + affiliate + "/commissions")
                        .at("/data/0/id")
                        .asString());
        things.put(
                "payouts",
                read(merchant, "/v1/payouts?affiliate=" + affiliate)
                        .at("/data/0/id")
                        .asString());
        opinions.say(
                ProgramId.parse(program),
                Instant.parse("2026-02-20T00:00:00Z"),
                Opinions.said("c1", "ann", Rule.SR_2, Action.HOLD, 0.8));
        things.put("fraud", read(merchant, "/v1/fraud/cases").at("/data/0/id").asString());
        assertThat(client.send(
                                "PUT",
                                "/v1/programs/" + program + "/fraud_parameters/shadow",
                                BodyPublishers.ofString("{\"parameters\": {}}"),
                                "Authorization",
                                manager,
                                "Content-Type",
                                "application/json")
                        .status())
                .isEqualTo(200);
        things.put("customers", "c1");
        things.put("events", read(merchant, "/v1/events").at("/data/0/id").asString());
        things.put(
                "devices",
                send(manager, "/v1/devices", "{\"name\": \"bot\"}").get("id").asString());
    }

    private java.util.stream.Stream<Operation> served() {
        return operations.stream()
                .filter(operation -> !PLAIN.contains(operation.name()) && !OPEN.contains(operation.name()));
    }

    private String thing(String name, String otherwise) {
        return things.getOrDefault(name, otherwise);
    }

    private String place(Operation operation) {
        var of = operation.path().split("/", -1)[2];
        var id = things.containsKey("id")
                ? thing("id", "")
                : switch (of) {
                    case "programs" -> thing("program", program);
                    case "affiliates" -> thing("affiliate", affiliate);
                    case String other -> thing(other, "none");
                };
        var path = operation
                .path()
                .replace("{id}", id)
                .replace("{terms}", thing("terms", "none"))
                .replaceAll("\\{[a-z]+}", "none");
        var query = new ArrayList<String>();
        if (operation.has("query", "program")) {
            query.add("program=" + thing("program", program));
        }
        if (operation.path().equals("/v1/ledger/transactions")) {
            query.add("affiliate=" + thing("affiliate", affiliate));
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private Reply send(Operation operation, String who, String body, String... more) {
        var headers = new ArrayList<>(List.of(more));
        if (operation.has("header", "Idempotency-Key")) {
            headers.addAll(List.of("Idempotency-Key", UUID.randomUUID().toString()));
        }
        if (!who.isEmpty()) {
            headers.addAll(List.of("Authorization", who));
        }
        var publisher = operation.json().has("requestBody") ? BodyPublishers.ofString(body) : BodyPublishers.noBody();
        return client.send(operation.method(), place(operation), publisher, headers.toArray(String[]::new));
    }
}
