package dev.handsel.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.identity.tokens.PublicUrl;
import dev.handsel.payouts.reconciliation.ReconciliationDrive;
import dev.handsel.payouts.transfers.StripeScene;
import dev.handsel.payouts.updates.EventDrive;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.Outage;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** News that come twice, late, early, or while nobody can keep them. */
// Each cell makes its own scene first.
@SuppressWarnings("NullAway.Init")
class WebhookFaultsTest extends StripeScene {

    private static final long AMOUNT = 6_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    EventDrive events;

    @Autowired
    ReconciliationDrive reconciliation;

    @Autowired
    PublicUrl server;

    private Shop shop;
    private Payee payee;
    private PayoutId payout;

    private void scene() {
        stripe.noFaults();
        shop = stripeShop();
        payee = stripePayee(shop);
        payout = reserved(shop, payee, AMOUNT);
    }

    /** Sent, executed, and not answered. */
    private void unclear() {
        scene();
        stripe.fault("/v1/transfers$", "drop_after", Map.of("method", "POST"));
        send();
        assertThat(state(payout)).isEqualTo("unknown");
    }

    @TestFactory
    Stream<DynamicTest> cells() {
        return new Matrix()
                .cell("S02 preflight", "ooo webhook", this::oldNewsOfAnAccount)
                .cell("S04 transfer", "ooo webhook", this::newsBeforeTheAnswer)
                .cell("S05 transfer again", "ooo webhook", this::newsBeforeTheSecondAnswer)
                .cell("S06 record", "dup webhook", this::newsAfterTheAnswerTwice)
                .cell("S06 record", "ooo webhook", this::reversedBeforeCreated)
                .cell("S07 look-up", "ooo webhook", this::newsBeforeTheLookUp)
                .cell("S08 receive", "dup webhook", this::receivedTwice)
                .cell("S08 receive", "ooo webhook", this::receivedInAnyOrder)
                .cell("S08 receive", "timeout", this::receivedByHalves)
                .cell("S08 receive", "http 5xx", this::receivedWhileNobodyCanKeepIt)
                .cell("S08 receive", "db failover", this::receivedWhileNobodyCanKeepIt)
                .cell("S09 apply", "dup webhook", this::receivedTwice)
                .cell("S09 apply", "ooo webhook", this::receivedInAnyOrder)
                .cell("S10 poll", "dup webhook", this::polledAndReceived)
                .cell("S10 poll", "ooo webhook", this::polledAfterReceived)
                .cell("S13 reconciliation", "ooo webhook", this::reconciledBeforeNews)
                .cell("S15 onboarding", "dup webhook", this::accountNewsTwice)
                .cell("S15 onboarding", "ooo webhook", this::oldNewsOfAnAccount)
                .tests(2);
    }

    @AfterAll
    static void sum() {
        Matrix.sum(WebhookFaultsTest.class);
    }

    private void settled() {
        assertThat(state(payout)).isEqualTo("transferred");
        sound(payout, payee, AMOUNT);
    }

    private void oldNewsOfAnAccount() {
        scene();
        var account = destination(payee);
        stripe.control("accounts/" + account + "/disable", Map.of("reason", "under_review"));
        var old = events.of("account.updated", account);
        stripe.control("accounts/" + account + "/enable", Map.of());
        events.of("account.updated", account).forEach(events::deliver);
        old.forEach(events::deliver);
        events.apply();
        send();
        settled();
    }

    private void newsBeforeTheAnswer() {
        unclear();
        events.ofTransfer("transfer.created", payout).forEach(events::deliver);
        events.apply();
        settled();
        sendAgain(payout);
        settled();
    }

    private void newsBeforeTheSecondAnswer() {
        unclear();
        stripe.fault("/v1/transfers$", "drop_after", Map.of("method", "POST"));
        sendAgain(payout);
        events.ofTransfer("transfer.created", payout).forEach(events::deliver);
        events.apply();
        settled();
    }

    private void newsAfterTheAnswerTwice() {
        scene();
        send();
        var created = events.ofTransfer("transfer.created", payout);
        created.forEach(events::deliver);
        created.forEach(events::deliver);
        events.apply();
        assertThat(history(payout)).hasSize(5);
        settled();
    }

    private String transfer() {
        return stripe.api("GET", "/v1/transfers?transfer_group=" + payout.value(), "")
                .get("data")
                .get(0)
                .get("id")
                .asString();
    }

    private void reversedBeforeCreated() {
        unclear();
        stripe.api("POST", "/v1/transfers/" + transfer() + "/reversals", "amount=1000");
        events.ofTransfer("transfer.reversed", payout).forEach(events::deliver);
        events.apply();
        assertThat(state(payout)).isEqualTo("partly_reversed");
        events.ofTransfer("transfer.created", payout).forEach(events::deliver);
        events.apply();
        assertThat(state(payout)).isEqualTo("partly_reversed");
        sound(payout, payee, AMOUNT);
    }

    private void newsBeforeTheLookUp() {
        unclear();
        hoursAgo(payout, 26);
        events.ofTransfer("transfer.created", payout).forEach(events::deliver);
        events.apply();
        sendAgain(payout);
        settled();
    }

    private void receivedTwice() {
        unclear();
        var created = events.ofTransfer("transfer.created", payout);
        assertThat(created).hasSize(1);
        created.forEach(events::deliver);
        created.forEach(events::deliver);
        assertThat(events.apply()).isEqualTo(1);
        created.forEach(events::deliver);
        assertThat(events.apply()).isZero();
        settled();
    }

    private void receivedInAnyOrder() {
        unclear();
        stripe.api("POST", "/v1/transfers/" + transfer() + "/reversals", "amount=1000");
        stripe.api("POST", "/v1/transfers/" + transfer() + "/reversals", "amount=500");
        var all = new ArrayList<JsonNode>(events.ofTransfer("transfer.reversed", payout));
        all.addAll(events.ofTransfer("transfer.created", payout));
        Collections.shuffle(all, new Random(3));
        all.forEach(events::deliver);
        events.apply();
        assertThat(balance(payee).payable()).isEqualTo(1_500);
        sound(payout, payee, AMOUNT);
    }

    private void receivedWhileNobodyCanKeepIt() throws Exception {
        unclear();
        var created = events.ofTransfer("transfer.created", payout).getFirst();
        Outage.during(jdbc, () -> assertThat(events.send(created).status()).isEqualTo(503));
        // The pool takes a moment to notice that its connections are broken.
        Eventually.happens(
                PATIENCE, "the news are taken", () -> events.send(created).status() == 200);
        events.apply();
        settled();
    }

    /** The connection breaks in the middle of the body; Stripe delivers it again. */
    private void receivedByHalves() throws Exception {
        unclear();
        var created = events.ofTransfer("transfer.created", payout).getFirst();
        var address = URI.create(server.text());
        var half = "POST /v1/stripe/connect HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n{";
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(half.getBytes(UTF_8));
            socket.getOutputStream().flush();
        }
        assertThat(events.apply()).isZero();
        events.deliver(created);
        events.apply();
        settled();
    }

    private void polledAndReceived() {
        unclear();
        events.ofTransfer("transfer.created", payout).forEach(events::deliver);
        events.poll();
        events.poll();
        assertThat(history(payout)).hasSize(6);
        settled();
    }

    private void polledAfterReceived() {
        unclear();
        stripe.api("POST", "/v1/transfers/" + transfer() + "/reversals", "amount=1000");
        events.ofTransfer("transfer.reversed", payout).forEach(events::deliver);
        events.apply();
        events.poll();
        assertThat(state(payout)).isEqualTo("partly_reversed");
        sound(payout, payee, AMOUNT);
    }

    private void reconciledBeforeNews() {
        unclear();
        assertThat(reconciliation.ofLately()).isTrue();
        settled();
        events.ofTransfer("transfer.created", payout).forEach(events::deliver);
        events.apply();
        settled();
    }

    private void accountNewsTwice() {
        scene();
        var account = destination(payee);
        stripe.control("accounts/" + account + "/disable", Map.of("reason", "under_review"));
        var news = events.of("account.updated", account);
        news.forEach(events::deliver);
        news.forEach(events::deliver);
        events.apply();
        long changes = jdbc.sql(
                        "select count(*) from audit_entry where object = :id and action = 'payout_account.changed'")
                .param("id", payee.id().toString())
                .query(Long.class)
                .single();
        assertThat(changes).isEqualTo(1);
        stripe.control("accounts/" + account + "/enable", Map.of());
        events.of("account.updated", account).forEach(events::deliver);
        events.apply();
        send();
        settled();
    }
}
