package dev.handsel.payouts.updates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.payouts.transfers.StripeScene;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StripeEventsTest extends StripeScene {

    @Autowired
    EventApplier applier;

    @Autowired
    InstantSource clock;

    private Reply deliver(String body, String secret, Instant at) {
        return client().post(
                        "/v1/stripe/connect",
                        body,
                        "Stripe-Signature",
                        Sandbox.signature(secret, body.getBytes(UTF_8), at));
    }

    private void deliver(JsonNode event) {
        var reply = deliver(event.toString(), Sandbox.CONNECT_SECRET, clock.instant());
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    private void apply() {
        for (var next = applier.next(); next.isPresent(); next = applier.next()) {
            next.get().run();
        }
    }

    /** The newest events of the platform, or of a connected account. */
    private List<JsonNode> events(String type, String... account) {
        var headers = account.length == 0 ? new String[0] : new String[] {"Stripe-Account", account[0]};
        var list = stripe.api("GET", "/v1/events?limit=100&type=" + type, "", headers);
        return list.get("data").valueStream().toList();
    }

    private String stored(JsonNode event) {
        return jdbc.sql("select state from stripe_event where id = :id")
                .param("id", event.get("id").asString())
                .query((row, _) -> row.getString(1))
                .single();
    }

    private String reference(Object payout, Shop shop) {
        return get(shop.key(), "/v1/payouts/" + payout).json().get("reference").asString();
    }

    private static String event(String type, String object) {
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "id",
                        "evt_" + UUID.randomUUID(),
                        "object",
                        "event",
                        "type",
                        type,
                        "data",
                        Map.of("object", Map.of("id", object))));
    }

    @Test
    void only_what_stripe_signed_just_now_is_taken() {
        var body = event("transfer.created", "tr_none");
        var now = clock.instant();
        assertThat(deliver(body, "whsec_of_somebody_else", now).code()).isEqualTo("signature_invalid");
        assertThat(deliver(body, Sandbox.CONNECT_SECRET, now.minusSeconds(310)).status())
                .isEqualTo(401);
        assertThat(deliver(body, Sandbox.CONNECT_SECRET, now.plusSeconds(310)).status())
                .isEqualTo(401);
        assertThat(client().post("/v1/stripe/connect", body).status()).isEqualTo(401);
        assertThat(client().post("/v1/stripe/connect", body, "Stripe-Signature", "t=,v1=,v0=abc")
                        .status())
                .isEqualTo(401);
        var signed = Sandbox.signature(Sandbox.CONNECT_SECRET, body.getBytes(UTF_8), now);
        assertThat(client().post("/v1/stripe/connect", body.replace("none", "nobe"), "Stripe-Signature", signed)
                        .status())
                .as("other bytes")
                .isEqualTo(401);
        var rotating = "v1=" + "0".repeat(64) + "," + signed;
        assertThat(client().post("/v1/stripe/connect", body, "Stripe-Signature", rotating)
                        .status())
                .as("one of several signatures")
                .isEqualTo(200);
        assertThat(deliver("[1, 2]", Sandbox.CONNECT_SECRET, now).code()).isEqualTo("event_invalid");
        assertThat(deliver("no json", Sandbox.CONNECT_SECRET, now).code()).isEqualTo("event_invalid");
    }

    @Test
    void a_webhook_settles_what_stayed_unclear() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        stripe.fault("/v1/transfers$", "drop_after", Map.of());
        send();
        assertThat(state(payout)).isEqualTo("unknown");

        events("transfer.created").forEach(this::deliver);
        apply();

        assertThat(state(payout)).isEqualTo("transferred");
        sound(payout, payee, 6_000);
    }

    @Test
    void events_may_come_in_any_order_and_any_number_of_times() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        send();
        var transfer = reference(payout, shop);
        stripe.api("POST", "/v1/transfers/" + transfer + "/reversals", "amount=1000");
        var early = events("transfer.reversed");
        stripe.api("POST", "/v1/transfers/" + transfer + "/reversals", "amount=1500");
        List<JsonNode> all = new ArrayList<>(events("transfer.reversed"));
        all.addAll(early);
        all.addAll(events("transfer.created"));
        Collections.shuffle(all, new Random(7));
        all.forEach(this::deliver);
        all.forEach(this::deliver);
        apply();

        assertThat(state(payout)).isEqualTo("partly_reversed");
        assertThat(balance(payee).payable()).isEqualTo(2_500);
        assertThat(balance(payee).paid()).isEqualTo(3_500);
        sound(payout, payee, 6_000);

        stripe.api("POST", "/v1/transfers/" + transfer + "/reversals", "");
        events("transfer.reversed").forEach(this::deliver);
        apply();
        assertThat(state(payout)).isEqualTo("reversed");
        assertThat(balance(payee).payable()).isEqualTo(6_000);
        assertThat(history(payout)).hasSize(7);
        sound(payout, payee, 6_000);
    }

    @Test
    void an_account_that_takes_its_permission_back_is_never_paid_again() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var account = destination(payee);
        var payout = reserved(shop, payee, 6_000);
        stripe.control("accounts/" + account + "/deauthorize", Map.of());
        var told = "{\"id\": \"evt_" + UUID.randomUUID()
                + "\", \"type\": \"account.application.deauthorized\", \"account\": \"" + account
                + "\", \"data\": {\"object\": {\"id\": \"ca_1\"}}}";
        assertThat(deliver(told, Sandbox.CONNECT_SECRET, clock.instant()).status())
                .isEqualTo(200);
        apply();

        send();

        assertThat(state(payout)).isEqualTo("failed");
        assertThat(balance(payee).payable()).isEqualTo(6_000);
        assertThat(get(payee.person().token(), "/v1/affiliates/me/payout_account?program=" + shop.id())
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("disconnected");
        assertThat(ask(shop, payee, null).code()).isEqualTo("payouts_disabled");
        sound(payout, payee, 6_000);
        var again = post(payee.person().token(), "/v1/affiliates/me/payout_account?program=" + shop.id(), "");
        assertThat(again.json().get("state").asString()).isEqualTo("onboarding");
        assertThat(destination(payee)).isNotEqualTo(account);
    }

    @Test
    void what_stripe_says_of_an_account_decides_whether_it_is_paid() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var account = destination(payee);
        stripe.control("accounts/" + account + "/disable", Map.of("reason", "under_review"));
        var updates = events("account.updated", account);
        updates.forEach(this::deliver);
        apply();
        earned(shop, payee, 6_000);
        assertThat(ask(shop, payee, null).code()).isEqualTo("payouts_disabled");

        stripe.control("accounts/" + account + "/enable", Map.of());
        updates.forEach(event -> assertThat(stored(event)).isEqualTo("applied"));
        events("account.updated", account).forEach(this::deliver);
        updates.forEach(this::deliver);
        apply();

        assertThat(ask(shop, payee, null).status()).isEqualTo(201);
    }

    @Test
    void what_the_bank_did_is_shown_and_moves_no_money() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var account = destination(payee);
        var payout = reserved(shop, payee, 6_000);
        send();
        stripe.later(Duration.ofDays(2));
        var created = events("payout.created", account);
        assertThat(created).hasSize(1);
        created.forEach(this::deliver);
        apply();
        assertThat(bank(shop, payout)).isIn("pending", "paid");

        var bankPayout = created.getFirst().get("data").get("object").get("id").asString();
        stripe.later(Duration.ofDays(4));
        events("payout.paid", account).forEach(this::deliver);
        apply();
        assertThat(bank(shop, payout)).isEqualTo("paid");
        stripe.control("payouts/" + bankPayout + "/fail", Map.of("failure_code", "account_closed"));
        events("payout.failed", account).forEach(this::deliver);
        created.forEach(this::deliver);
        apply();

        assertThat(bank(shop, payout)).isEqualTo("failed");
        assertThat(balance(payee).paid()).isEqualTo(6_000);
        sound(payout, payee, 6_000);
    }

    private String bank(Shop shop, Object payout) {
        return get(shop.key(), "/v1/payouts/" + payout).json().get("bank_state").asString();
    }

    @Test
    void what_cannot_be_asked_for_is_asked_again_for_a_day() {
        var body = event("transfer.created", "tr_unknown");
        var id = JsonMapper.shared().readTree(body);
        deliver(id);
        apply();
        assertThat(stored(id)).isEqualTo("waiting");
        assertThat(jdbc.sql("""
                        select note <> '' and attempts = 1 and due_at > now() and due_at <= now() + interval '5 seconds'
                        from stripe_event where id = :id
                        """)
                        .param("id", id.get("id").asString())
                        .query(Boolean.class)
                        .single())
                .as("it says why it waits, and for how long")
                .isTrue();
        jdbc.sql(
                        "update stripe_event set received_at = received_at - interval '25 hours', due_at = now() where id = :id")
                .param("id", id.get("id").asString())
                .update();
        apply();
        assertThat(stored(id)).isEqualTo("given_up");
        var other = JsonMapper.shared().readTree(event("customer.created", "cus_1"));
        deliver(other);
        apply();
        assertThat(stored(other)).isEqualTo("ignored");
    }
}
