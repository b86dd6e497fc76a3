package dev.handsel.inbox.stripebilling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.Sandbox;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A merchant whose Stripe account sends its webhooks to a programme. */
final class Merchant {

    private final Client client;
    private final Bearers bearers;
    private final Shop shop;
    private String secret = "whsec_" + UUID.randomUUID();

    Merchant(String url, Bearers bearers, Shop shop) {
        this.client = new Client(url);
        this.bearers = bearers;
        this.shop = shop;
    }

    /** Connected with a secret of its own. */
    Merchant connected() {
        connect(secret);
        return this;
    }

    Shop shop() {
        return shop;
    }

    String secret() {
        return secret;
    }

    String path() {
        return "/v1/programs/" + shop.id() + "/stripe/billing";
    }

    void connect(String other) {
        secret = other;
        var reply = put("{\"signing_secret\": \"" + other + "\"}", Role.MANAGER);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.text()).doesNotContain(other);
    }

    Reply put(String body, Role... roles) {
        return client.send("PUT", path(), BodyPublishers.ofString(body), "Authorization", bearers.with(roles));
    }

    JsonNode connection() {
        return client.get(path(), "Authorization", bearers.with(Role.OWNER)).json();
    }

    Reply disconnect() {
        return client.send("DELETE", path(), BodyPublishers.noBody(), "Authorization", bearers.with(Role.MANAGER));
    }

    Reply deliver(String body) {
        return deliver(body, secret, Instant.now());
    }

    Reply deliver(String body, String signedWith, Instant at) {
        return post(body, Sandbox.signature(signedWith, body.getBytes(UTF_8), at));
    }

    Reply post(String body, String signature, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Stripe-Signature", signature));
        return client.post(path(), body, all.toArray(String[]::new));
    }

    /** Delivers an event, which is taken; what was told of it, as {@code signup recorded}. */
    List<String> told(ObjectNode event) {
        var reply = deliver(event.toString());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("received").asBoolean()).isTrue();
        return reply.json()
                .get("events")
                .valueStream()
                .map(told ->
                        told.get("type").asString() + " " + told.get("result").asString())
                .toList();
    }

    /** Somebody signs up through the API, in time for invoices of January, brought by the affiliate. */
    void signedUp(Shop.Affiliate affiliate, String customer) {
        var signup = Event.signup(customer).with("coupon", affiliate.coupon()).at("2026-01-01T00:00:00Z");
        assertThat(shop.tell(signup)).isEqualTo("recorded");
    }

    /** An event of the resources, under another id, with changes to its object. */
    static ObjectNode event(String resource, String id, Consumer<ObjectNode> change) {
        var event = Payloads.resource(resource);
        event.put("id", id);
        change.accept((ObjectNode) event.at("/data/object"));
        return event;
    }

    static ObjectNode checkout(String customer, String code, Consumer<ObjectNode> change) {
        return event("checkout", "evt_checkout_" + customer, session -> {
            session.put("customer", customer).put("client_reference_id", code);
            session.putObject("metadata");
            session.withObject("customer_details").put("email", customer + "@example.com");
            change.accept(session);
        });
    }

    /** A month for 100 USD, as versions before 2025 tell it: with its charge. */
    static ObjectNode invoice(String invoice, String customer) {
        return event("credit-balance", "evt_" + invoice, object -> {
            object.put("id", invoice).put("customer", customer).put("billing_reason", "subscription_create");
            object.put("starting_balance", 0).put("amount_due", 10_000).put("amount_paid", 10_000);
            object.put("charge", "ch_" + invoice).put("payment_intent", "pi_" + invoice);
            object.withObject("status_transitions").put("paid_at", 1_767_225_660L);
            ((ObjectNode) object.at("/lines/data/0/period"))
                    .put("start", 1_767_225_600L)
                    .put("end", 1_769_904_000L);
        });
    }

    /** The same as newer versions tell it: without any payment. */
    static ObjectNode bareInvoice(String invoice, String customer) {
        var event = invoice(invoice, customer);
        ((ObjectNode) event.at("/data/object")).remove(List.of("charge", "payment_intent"));
        return event;
    }

    static ObjectNode payment(String invoice) {
        return event("invoice-payment", "evt_payment_" + invoice, object -> {
            object.put("invoice", invoice);
            object.withObject("payment").put("payment_intent", "pi_" + invoice);
        });
    }

    /** So much of the invoice's charge has gone back in all. */
    static ObjectNode refunded(String invoice, long amount) {
        return event("refund-full", "evt_refund_" + amount + invoice, charge -> {
            charge.put("id", "ch_" + invoice).put("payment_intent", "pi_" + invoice);
            charge.put("amount", 10_000).put("amount_refunded", amount);
        });
    }

    /** A refund of the invoice's charge has failed. */
    static ObjectNode failed(String invoice, String refund, long amount, String at) {
        return at(at, event("refund-failed", "evt_failed_" + refund + invoice, failed -> {
            failed.put("id", refund + invoice).put("amount", amount);
            failed.put("charge", "ch_" + invoice).put("payment_intent", "pi_" + invoice);
        }));
    }

    static ObjectNode disputed(String resource, String invoice, long amount) {
        return event(resource, "evt_" + resource + invoice, dispute -> {
            dispute.put("id", "du_" + invoice).put("amount", amount);
            dispute.put("charge", "ch_" + invoice).put("payment_intent", "pi_" + invoice);
        });
    }

    /** An event of this type about the invoice's dispute, which names the charge alone. */
    static ObjectNode dispute(String type, String status, String invoice, long amount, String at) {
        var event = event("dispute-created", "evt_" + type + status + invoice, dispute -> {
            dispute.put("id", "du_" + invoice).put("amount", amount).put("status", status);
            dispute.put("charge", "ch_" + invoice).putNull("payment_intent");
        });
        event.put("type", type);
        return at(at, event);
    }

    /** The event as of this time. */
    static ObjectNode at(String instant, ObjectNode event) {
        return event.put("created", Instant.parse(instant).getEpochSecond());
    }
}
