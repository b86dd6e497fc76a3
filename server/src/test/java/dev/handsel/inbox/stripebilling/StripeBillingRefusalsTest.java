package dev.handsel.inbox.stripebilling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.identity.access.Role;
import dev.handsel.testing.Client;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.Sandbox;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What is refused though it is signed. */
class StripeBillingRefusalsTest extends MerchantScene {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "7",
                "null",
                "{}",
                "{\"id\": 7, \"type\": \"invoice.paid\"}",
                "{\"id\": \"evt_1\", \"id\": \"evt_2\", \"type\": \"x\", \"created\": 1, \"data\": {\"object\": {}}}",
                "{\"id\": \"evt_1\", \"type\": \"invoice.paid\", \"created\": \"now\", \"data\": {\"object\": {}}}",
                "{\"id\": \"evt_1\", \"type\": \"invoice.paid\", \"created\": 1, \"data\": {\"object\": []}}",
                "{\"id\": \"evt_1\", \"type\": \"invoice.paid\", \"created\": 1, \"data\": {\"object\": {}}}",
                "{\"id\": \"evt_\\u0000\", \"type\": \"x\", \"created\": 1, \"data\": {\"object\": {}}}",
                "{\"id\": \"evt_1\", \"type\": \"x\", \"created\": 1e400, \"data\": {\"object\": {}}}",
                "{\"id\": \"evt_1\", \"type\": \"x\", \"created\": 99999999999999999999, \"data\": {\"object\": {}}}"
            })
    void what_is_no_event_is_refused_and_not_kept(String body) {
        var reply = merchant.deliver(body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.code()).isIn("event_invalid", "invalid_request");
        nothingCame();
    }

    @Test
    void depth_and_size_have_limits() {
        var deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(merchant.deliver(deep).code()).isEqualTo("event_invalid");
        var huge = "{\"id\": \"" + "x".repeat(2_000_000) + "\"}";
        assertThat(merchant.deliver(huge).status()).isEqualTo(413);
        nothingCame();
    }

    @Test
    void amounts_that_cannot_be_are_refused() {
        merchant.shop().moveTo("2026-03-01T00:00:00Z");
        var invoice = Merchant.invoice("in_1", "cus_1");
        ((ObjectNode) invoice.at("/data/object")).put("total", Long.MAX_VALUE);
        var reply = merchant.deliver(invoice.toString());
        assertThat(reply.code()).isEqualTo("event_invalid");
        assertThat(reply.json().get("detail").asString()).contains("data.object.total");
        nothingCame();
    }

    @Test
    void an_invoice_that_was_paid_after_its_currency_had_ended_is_refused() {
        merchant.shop().moveTo("2026-03-01T00:00:00Z");
        merchant.told(Merchant.checkout("cus_1", "nobody", _ -> {}));
        var invoice = Merchant.invoice("in_1", "cus_1");
        ((ObjectNode) invoice.at("/data/object")).put("currency", "bgn");
        var reply = merchant.deliver(invoice.toString());
        assertThat(reply.code()).isEqualTo("event_invalid");
        assertThat(reply.json().get("detail").asString()).contains("The last day of BGN was 2025-12-31");
        ((ObjectNode) invoice.at("/data/object/status_transitions")).put("paid_at", 1_767_225_599L);
        assertThat(merchant.deliver(invoice.toString()).status()).isEqualTo(200);
    }

    @Test
    void nothing_happens_before_its_time() {
        var early = Merchant.event("checkout", "evt_1", _ -> {});
        early.put("created", Instant.parse("2026-01-01T00:06:00Z").getEpochSecond());
        assertThat(merchant.deliver(early.toString()).code()).isEqualTo("event_invalid");
        nothingCame();
        merchant.shop().moveTo("2026-01-02T00:00:00Z");
        assertThat(merchant.deliver(early.toString()).status()).isEqualTo(200);
    }

    @Test
    void a_live_programme_takes_no_test_money() {
        var client = new Client(url);
        var manager = bearers.with(Role.MANAGER);
        var program = client.post("/v1/programs", """
                {"name": "Live", "mode": "live", "landing_url": "https://shop.example/",
                 "allowed_landing_hosts": ["shop.example"], "currency": "USD", "hold_days": 30,
                 "payout_minimums": {"USD": 100}, "payout_schedule": "manual", "payout_provider": "stripe",
                 "attribution": {"model": "last_click", "window_days": 30}}
                """, "Authorization", manager);
        var path = "/v1/programs/" + program.json().get("id").asString() + "/stripe/billing";
        client.send(
                "PUT", path, BodyPublishers.ofString("{\"signing_secret\": \"whsec_live\"}"), "Authorization", manager);
        var real = CHECKOUT.replace("\"livemode\":false,\"pending", "\"livemode\":true,\"pending");
        assertThat(signed(client, path, CHECKOUT).code()).isEqualTo("event_invalid");
        assertThat(signed(client, path, real).status()).isEqualTo(200);
    }

    @Test
    void a_test_programme_takes_no_live_money() {
        var live = Merchant.checkout("cus_1", "nobody", _ -> {}).put("livemode", true);
        var reply = merchant.deliver(live.toString());
        assertThat(reply.code()).isEqualTo("event_invalid");
        assertThat(reply.json().get("detail").asString()).startsWith("livemode is true");
        nothingCame();
    }

    @Test
    void what_a_connected_account_sold_is_refused_unless_it_is_named() {
        var foreign = Merchant.checkout("cus_1", "nobody", _ -> {})
                .put("account", "acct_1Abc")
                .toString();
        var reply = merchant.deliver(foreign);
        assertThat(reply.code()).isEqualTo("event_invalid");
        assertThat(reply.json().get("detail").asString()).contains("account is acct_1Abc", "\"account\"");
        nothingCame();

        name("\"acct_2Abc\"");
        assertThat(merchant.deliver(foreign).status()).isEqualTo(400);
        name("\"acct_1Abc\"");
        assertThat(merchant.connection().get("account").asString()).isEqualTo("acct_1Abc");
        assertThat(merchant.deliver(foreign).status()).isEqualTo(200);
        assertThat(merchant.deliver(
                                Merchant.checkout("cus_2", "nobody", _ -> {}).toString())
                        .status())
                .isEqualTo(200);
        name("null");
        assertThat(merchant.connection().get("account").isNull()).isTrue();
        assertThat(merchant.deliver(foreign).status()).isEqualTo(400);
        assertThat(merchant.shop().audited(merchant.shop().id()))
                .endsWith(
                        "stripe_billing.account_changed",
                        "stripe_billing.account_changed",
                        "stripe_billing.account_changed");
    }

    private void name(String account) {
        var body = "{\"signing_secret\": \"%s\", \"account\": %s}".formatted(merchant.secret(), account);
        var reply = merchant.put(body, Role.MANAGER);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    @Test
    void a_thin_event_is_answered_with_what_to_choose_instead() {
        var reply = merchant.deliver("""
                {"id": "evt_thin", "object": "v2.core.event", "type": "v1.invoice.paid", "livemode": false,
                 "created": "2026-01-01T00:00:00.000Z",
                 "related_object": {"id": "in_1", "type": "invoice", "url": "/v1/invoices/in_1"}}""");
        assertThat(reply.code()).isEqualTo("event_invalid");
        assertThat(reply.json().get("detail").asString()).contains("thin event", "snapshot", "invoice.paid");
        nothingCame();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id': 'evt_1', 'object': 'v2.core.event', 'type': 'v2.core.event_destination.ping', 'livemode': false,"
                        + " 'created': '2026-01-01T00:00:00.000Z', 'related_object': {'id': 'ed_1'}}",
                "{'id': 'evt_1', 'object': 'v2.core.event', 'type': 'v2.core.account[requirements].updated',"
                        + " 'created': '2026-01-01T00:00:00.000Z', 'livemode': false}",
                "{'id': 'evt_1', 'object': 'v2.core.event', 'type': 'v1.customer.created', 'created': '2026-01-01T00:00:00Z'}",
                "{'id': 'evt_1', 'object': 'event', 'type': 'customer.created', 'created': 1767225600, 'data': {'object': null}}",
                "{'id': 'evt_1', 'object': 'event', 'type': 'price.updated', 'created': 1893456000.0}"
            })
    void what_means_nothing_is_taken_and_ignored(String body) {
        var reply = merchant.deliver(body.replace('\'', '"'));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("events").isEmpty()).isTrue();
        assertThat(merchant.connection().at("/events/ignored").asLong()).isEqualTo(1);
    }

    @Test
    void an_event_is_taken_out_of_an_envelope_of_eventbridge() {
        var envelope = """
                {"version": "0", "id": "c5e0a1", "detail-type": "checkout.session.completed", "account": "111122223333",
                 "source": "aws.partner/stripe.com/ed_1", "time": "2026-01-01T00:00:51Z", "region": "eu-central-1",
                 "resources": [], "detail": %s}""".formatted(CHECKOUT);
        var reply = merchant.deliver(envelope);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().at("/events/0/type").asString()).isEqualTo("signup");
        assertThat(merchant.deliver(CHECKOUT).json().get("events").isEmpty()).isTrue();
    }

    @Test
    void an_invoice_of_an_older_version_is_refused_with_what_to_do() {
        merchant.shop().moveTo("2026-03-01T00:00:00Z");
        var invoice = Merchant.invoice("in_1", "cus_1").put("api_version", "2022-11-15");
        var reply = merchant.deliver(invoice.toString());
        assertThat(reply.code()).isEqualTo("event_invalid");
        assertThat(reply.json().get("detail").asString()).contains("api_version is 2022-11-15");
        nothingCame();
    }

    private static Reply signed(Client client, String path, String body) {
        return client.post(
                path, body, "Stripe-Signature", Sandbox.signature("whsec_live", body.getBytes(UTF_8), Instant.now()));
    }

    @Test
    void an_idempotency_key_is_refused() {
        var signature = Sandbox.signature(merchant.secret(), CHECKOUT.getBytes(UTF_8), Instant.now());
        var keyed = merchant.post(CHECKOUT, signature, "Idempotency-Key", "k");
        assertThat(keyed.status()).isEqualTo(400);
        assertThat(keyed.code()).isEqualTo("idempotency_key_not_taken");
        nothingCame();
    }
}
