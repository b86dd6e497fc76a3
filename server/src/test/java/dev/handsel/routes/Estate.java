package dev.handsel.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.CaseId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.SessionId;
import dev.handsel.base.ids.WhitelistId;
import dev.handsel.fraud.rules.Action;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.verdicts.Opinions;
import dev.handsel.identity.access.Role;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** One of everything that belongs to somebody: a programme with its history, a person with links and devices, their secrets. */
final class Estate {

    private static final String START = "2026-01-10T00:00:00Z";

    private final Client client;
    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, String> things = new TreeMap<>();
    private final List<String> secrets = new ArrayList<>();
    final String manager;
    final String person;
    final String merchant;

    Estate(Client client, Bearers bearers) {
        this.client = client;
        this.manager = secret(bearers.with(Role.OWNER));
        this.person = secret(bearers.with());
        var made = send(manager, "/v1/programs", """
                {"name": "Estate", "mode": "test", "landing_url": "https://shop.example/",
                 "allowed_landing_hosts": ["shop.example"], "currency": "USD", "hold_days": 30,
                 "payout_minimums": {"USD": 100}, "payout_schedule": "manual", "payout_provider": "simulated",
                 "attribution": {"model": "last_click", "window_days": 30}, "clock": "%s"}
                """.formatted(START));
        things.put("program", made.get("id").asString());
        this.merchant = "Bearer " + secret(made.get("api_key").asString());
    }

    /** What was ever shown once or sent to prove something. */
    List<String> secrets() {
        return secrets;
    }

    /** The ids of all things, by the names that {@code routes.txt} has for them. */
    Map<String, String> things() {
        return things;
    }

    Estate furnished() {
        var program = String.valueOf(things.get("program"));
        history(program);
        things.put("account", read(person, "/v1/accounts/me").get("id").asString());
        send(person, "/v1/affiliates", "{\"program\": \"" + program + "\"}");
        things.put(
                "link",
                send(person, "/v1/affiliates/me/links", "{\"program\": \"" + program + "\"}")
                        .get("id")
                        .asString());
        var device = send(person, "/v1/devices", "{\"name\": \"estate " + tag + "\"}");
        things.put("device", device.get("id").asString());
        things.put("credential", device.at("/credential/id").asString());
        secret(device.at("/credential/secret").asString());
        var key = send(manager, "/v1/programs/" + program + "/api_keys", "{\"name\": \"estate\"}");
        things.put("key", key.get("id").asString());
        secret(key.get("api_key").asString());
        proposal(program);
        return this;
    }

    private void history(String program) {
        var affiliate = send(
                        merchant, "/v1/affiliates", "{\"external_id\": \"ann\", \"coupons\": [\"ANN" + tag + "\"]}")
                .get("id")
                .asString();
        things.put("affiliate", affiliate);
        send(merchant, "/v1/affiliates/" + affiliate + "/payout_account/simulate", "{\"payouts_enabled\": true}");
        tell("signup", "\"customer\": \"c1\", \"coupon\": \"ANN" + tag + "\"");
        tell("invoice_paid", """
                "customer": "c1", "invoice": "in1", "currency": "USD", "reason": "create", "tax": 0,
                "lines": [{"amount": 10000, "period_start": "%s", "months": 1}]""".formatted(START));
        things.put("customer", "c1");
        send(manager, "/v1/programs/" + program + "/clock", "{\"now\": \"2026-02-20T00:00:00Z\"}");
        send(manager, "/v1/programs/" + program + "/payouts/run", "{}");
        things.put("commission", first("/v1/affiliates/" + affiliate + "/commissions"));
        things.put("event", first("/v1/events"));
        things.put("payout", first("/v1/payouts?affiliate=" + affiliate));
    }

    private void proposal(String program) {
        var path = "/v1/programs/" + program;
        var tag = client.get(path, "Authorization", manager).header("ETag");
        var changed = client.send(
                "PATCH",
                path,
                BodyPublishers.ofString("{\"two_person_payouts\": true}"),
                "Authorization",
                manager,
                "If-Match",
                tag);
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        var adjustment = "{\"affiliate\": \"" + things.get("affiliate")
                + "\", \"currency\": \"USD\", \"amount\": 1, \"reason\": \"r\"}";
        things.put(
                "proposal",
                send(manager, "/v1/ledger/adjustments", adjustment).get("id").asString());
        var rules = """
                {"version": "%s", "effective_from": "2030-01-01T00:00:00Z", "first_rate_bp": 1, "recurring_rate_bp": 1,
                 "bonus_rate_bp": 1, "bonus_from_month": 4, "hold_days": 30, "gap_grace_days": 30,
                 "attribution_window_days": 30}""".formatted(UUID.randomUUID());
        var terms = """
                {"level": "product", "subject": "pro", "effective_from": "2030-01-01T00:00:00Z", "conditions": {}}""";
        things.put("terms", send(manager, path + "/terms", terms).get("id").asString());
        var group = "{\"slug\": \"" + UUID.randomUUID() + "\", \"name\": \"Gold\"}";
        things.put("group", send(manager, path + "/groups", group).get("slug").asString());
        var member = "{\"affiliate\": \"" + things.get("affiliate") + "\", \"from\": \"2030-01-01T00:00:00Z\"}";
        var joining = send(manager, path + "/groups/" + things.get("group") + "/members", member);
        things.put("joins_since", joining.get("proposed_at").asString());
        var waiting = send(manager, path + "/rule_sets", rules);
        things.put("version", waiting.get("version").asString());
        things.put("waits_since", waiting.get("proposed_at").asString());
    }

    /** Has somebody suspected too, and dismissed: a case, and something on the whitelist. */
    Estate suspected(Opinions opinions) {
        var program = ProgramId.parse(String.valueOf(things.get("program")));
        opinions.say(
                program,
                Instant.parse("2026-02-20T00:00:00Z"),
                Opinions.said("c1", "ann", Rule.SR_2, Action.HOLD, 0.8));
        var found = first("/v1/fraud/cases");
        things.put("case", found);
        var decided = client.post(
                "/v1/fraud/cases/" + found + "/decision",
                "{\"decision\": \"dismiss\", \"reason_code\": \"test\", \"reason\": \"r\", \"whitelist\": \"pair\"}",
                "Authorization",
                manager,
                "If-Match",
                "*");
        assertThat(decided.status()).as(decided.text()).isEqualTo(200);
        things.put("whitelist", first("/v1/fraud/whitelist"));
        return this;
    }

    private String first(String path) {
        return read(merchant, path).at("/data/0/id").asString();
    }

    private void tell(String type, String members) {
        var answer = send(
                merchant,
                "/v1/events",
                "{\"id\": \"%s\", \"type\": \"%s\", \"occurred_at\": \"%s\", %s}"
                        .formatted(UUID.randomUUID(), type, START, members));
        assertThat(answer.at("/events/0/result").asString())
                .as(answer.toString())
                .isEqualTo("recorded");
    }

    private String secret(String text) {
        secrets.add(text.replaceFirst("^Bearer ", ""));
        return text;
    }

    private JsonNode send(String who, String path, String body) {
        var key = UUID.randomUUID().toString();
        var reply = client.post(path, body, "Authorization", who, "Idempotency-Key", key);
        assertThat(reply.status()).as(path + reply.text()).isBetween(200, 202);
        return reply.json();
    }

    private JsonNode read(String who, String path) {
        var reply = client.get(path, "Authorization", who);
        assertThat(reply.status()).as(path + reply.text()).isEqualTo(200);
        return reply.json();
    }

    /** The route's path with this estate's things in it, and a query that names them too. */
    String path(Route route) {
        var path = route.pattern();
        var kinds =
                Map.of("programs", "program", "affiliates", "affiliate", "links", "link", "commissions", "commission");
        var more = Map.of(
                "customers",
                "customer",
                "events",
                "event",
                "payouts",
                "payout",
                "proposals",
                "proposal",
                "devices",
                "device");
        for (var part : path.split("/", -1)) {
            var kind = kinds.getOrDefault(part, more.getOrDefault(part, part.equals("accounts") ? "account" : ""));
            if (!kind.isEmpty()) {
                path = path.replace("/" + part + "/{id}", "/" + part + "/" + things.get(kind));
            }
        }
        path = path.replace("{key}", things.get("key"))
                .replace("{credential}", things.get("credential"))
                .replace("{version}", things.get("version"))
                .replace("{terms}", things.get("terms"))
                .replace("{group}", things.get("group"))
                .replace("{affiliate}", things.get("affiliate"))
                .replace("{currency}", "USD")
                .replace("/sessions/{id}", "/sessions/" + SessionId.fresh())
                .replace(
                        "/cases/{id}",
                        "/cases/" + things.getOrDefault("case", CaseId.fresh().toString()))
                .replace(
                        "/whitelist/{id}",
                        "/whitelist/"
                                + things.getOrDefault(
                                        "whitelist", WhitelistId.fresh().toString()));
        assertThat(path).as("an estate has none of these: " + route).doesNotContain("{");
        return path + "?program=" + things.get("program") + "&affiliate=" + things.get("affiliate")
                + "&currency=USD&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
    }

    String body(Declared declared) {
        var body = declared.more().isEmpty() ? "{}" : declared.more();
        for (var thing : things.entrySet()) {
            body = body.replace("$" + thing.getKey(), thing.getValue());
        }
        return body;
    }
}
