package dev.handsel.accounting.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.identity.access.Role;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.HandselTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A test programme, its manager, its merchant's backend and one affiliate, all over HTTP. */
@HandselTest
abstract class ReportScene {

    static final String START = "2026-01-10T00:00:00Z";

    @Autowired
    private Bearers bearers;

    @Autowired
    private PublicUrl server;

    /** Nobody else's words: codes and references are unique by it. */
    final String tag = UUID.randomUUID().toString().substring(0, 8);

    Client client = new Client("");
    String manager = "";
    String merchant = "";
    String program = "";
    String affiliate = "";

    @BeforeEach
    void a_programme_with_an_affiliate() {
        client = new Client(server.text());
        manager = bearers.with(Role.MANAGER);
        var made = send(manager, "/v1/programs", """
                {"name": "Shop", "mode": "test", "landing_url": "https://shop.example/",
                 "allowed_landing_hosts": ["shop.example"], "currency": "USD", "hold_days": 30,
                 "payout_minimums": {"USD": 100}, "payout_schedule": "manual", "payout_provider": "simulated",
                 "attribution": {"model": "last_click", "window_days": 30}, "clock": "%s"}
                """.formatted(START));
        program = made.get("id").asString();
        merchant = "Bearer " + made.get("api_key").asString();
        affiliate = affiliate("ann");
    }

    String owner() {
        return bearers.with(Role.OWNER);
    }

    String person() {
        return bearers.with();
    }

    String affiliate(String name) {
        var made = send(
                merchant,
                "/v1/affiliates",
                "{\"external_id\": \"%s\", \"coupons\": [\"%s\"]}".formatted(name, coupon(name)));
        var id = made.get("id").asString();
        send(merchant, "/v1/affiliates/" + id + "/payout_account/simulate", "{\"payouts_enabled\": true}");
        return id;
    }

    String coupon(String name) {
        return name.toUpperCase(java.util.Locale.ROOT) + tag;
    }

    void signup(String customer, String name, String at) {
        tell("signup", at, "\"customer\": \"%s\", \"coupon\": \"%s\"".formatted(customer, coupon(name)));
    }

    /** One month, paid in cash. */
    void invoice(String invoice, String customer, String reason, long amount, String at) {
        tell("invoice_paid", at, """
                "customer": "%s", "invoice": "%s", "currency": "USD", "reason": "%s", "tax": 0,
                "lines": [{"amount": %d, "period_start": "%s", "months": %d}]""".formatted(customer, invoice, reason, amount, at, reason.equals("update") ? 0 : 1));
    }

    void refund(String invoice, long amount, String at) {
        tell("refund", at, "\"invoice\": \"%s\", \"amount\": %d".formatted(invoice, amount));
    }

    void tell(String type, String at, String members) {
        var answer = send(
                merchant,
                "/v1/events",
                "{\"id\": \"%s\", \"type\": \"%s\", \"occurred_at\": \"%s\", %s}"
                        .formatted(UUID.randomUUID(), type, at, members));
        assertThat(answer.at("/events/0/result").asString())
                .as(answer.toString())
                .isEqualTo("recorded");
    }

    void moveTo(String instant) {
        send(manager, "/v1/programs/" + program + "/clock", "{\"now\": \"" + instant + "\"}");
    }

    JsonNode send(String who, String path, String body) {
        var reply = post(who, path, body);
        assertThat(reply.status()).as(path + reply.text()).isBetween(200, 201);
        return reply.json();
    }

    Reply post(String who, String path, String body) {
        return client.post(
                path,
                body,
                "Authorization",
                who,
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    Reply get(String who, String path) {
        return client.get(path, "Authorization", who);
    }

    JsonNode read(String who, String path) {
        var reply = get(who, path);
        assertThat(reply.status()).as(path + reply.text()).isEqualTo(200);
        return reply.json();
    }
}
