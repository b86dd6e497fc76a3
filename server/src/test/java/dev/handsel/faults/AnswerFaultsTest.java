package dev.handsel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.reconciliation.ReconciliationDrive;
import dev.handsel.payouts.transfers.StripeScene;
import dev.handsel.payouts.updates.EventDrive;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** What Stripe may answer, or not answer, at each step that asks it something. */
class AnswerFaultsTest extends StripeScene {

    private static final long AMOUNT = 6_000;

    @Autowired
    EventDrive events;

    @Autowired
    ReconciliationDrive reconciliation;

    /** A payout that waits to be sent, and whose money it is. */
    private record Scene(Shop shop, Payee payee, PayoutId payout) {}

    private Scene scene() {
        stripe.noFaults();
        stripe.noLimits();
        var shop = stripeShop();
        var payee = stripePayee(shop);
        return new Scene(shop, payee, reserved(shop, payee, AMOUNT));
    }

    private void meet(String fault, String method, String path, boolean executes) {
        Misfortune.meet(stripe, fault, method, path, executes);
    }

    @TestFactory
    Stream<DynamicTest> cells() {
        var matrix = new Matrix();
        for (var fault : Misfortune.ANSWERS) {
            matrix.cell("S04 transfer", fault, () -> transfer(fault))
                    .cell("S02 preflight", fault, () -> preflight(fault))
                    .cell("S05 transfer again", fault, () -> transferAgain(fault))
                    .cell("S07 look-up", fault, () -> lookUp(fault))
                    .cell("S10 poll", fault, () -> poll(fault))
                    .cell("S13 reconciliation", fault, () -> reconcile(fault))
                    .cell("S15 onboarding", fault, () -> onboarding(fault))
                    .cell("S04 first part", fault, () -> part(fault, 0))
                    .cell("S04 last part", fault, () -> part(fault, 1))
                    .cell("S05 part again", fault, () -> partAgain(fault))
                    .cell("S07 look-up of a part", fault, () -> partLookUp(fault))
                    .cell("S10 poll a part", fault, () -> partPoll(fault))
                    .cell("S13 reconcile a part", fault, () -> partReconcile(fault));
        }
        return matrix.tests(1);
    }

    @AfterAll
    static void sum() {
        Matrix.sum(AnswerFaultsTest.class);
    }

    private void finish(Scene scene) {
        for (int attempt = 0; attempt < 5 && !state(scene.payout()).equals("transferred"); attempt++) {
            sendAgain(scene.payout());
        }
        assertThat(state(scene.payout())).isEqualTo("transferred");
        sound(scene.payout(), scene.payee(), AMOUNT);
    }

    private void preflight(String fault) {
        var scene = scene();
        meet(fault, "GET", "/v1/accounts/", false);
        send();
        assertThat(state(scene.payout())).isEqualTo("reserved");
        assertThat(stripe.transfers(scene.payout().toString())).isZero();
        sound(scene.payout(), scene.payee(), AMOUNT);
        finish(scene);
    }

    private void transfer(String fault) {
        var scene = scene();
        meet(fault, "POST", "/v1/transfers$", true);
        send();
        sound(scene.payout(), scene.payee(), AMOUNT);
        switch (fault) {
            case "http 4xx" -> assertThat(state(scene.payout())).isEqualTo("failed");
            case "http 429" -> assertThat(state(scene.payout())).isEqualTo("reserved");
            default -> assertThat(state(scene.payout())).isEqualTo("unknown");
        }
        if (!fault.equals("http 4xx")) {
            finish(scene);
        }
    }

    private void transferAgain(String fault) {
        var scene = scene();
        stripe.fault("/v1/transfers$", "drop_before", Map.of());
        send();
        meet(fault, "POST", "/v1/transfers$", true);
        sendAgain(scene.payout());
        assertThat(state(scene.payout()))
                .as("whatever is said now, the first attempt is unclear")
                .isEqualTo("unknown");
        sound(scene.payout(), scene.payee(), AMOUNT);
        if (fault.equals("http 4xx")) {
            hoursAgo(scene.payout(), 26);
            sendAgain(scene.payout());
            assertThat(state(scene.payout())).isEqualTo("failed");
            sound(scene.payout(), scene.payee(), AMOUNT);
        } else {
            finish(scene);
        }
    }

    private void lookUp(String fault) {
        var scene = scene();
        stripe.fault("/v1/transfers$", "status_after", Map.of());
        send();
        hoursAgo(scene.payout(), 26);
        meet(fault, "GET", "/v1/transfers$", false);
        sendAgain(scene.payout());
        assertThat(state(scene.payout())).isEqualTo("unknown");
        sound(scene.payout(), scene.payee(), AMOUNT);
        finish(scene);
    }

    private void poll(String fault) {
        var scene = scene();
        stripe.fault("/v1/transfers$", "drop_after", Map.of("method", "POST"));
        send();
        meet(fault, "GET", "/v1/transfers$", false);
        meet(fault, "GET", "/v1/events$", false);
        events.poll();
        assertThat(state(scene.payout())).isEqualTo("unknown");
        events.poll();
        assertThat(state(scene.payout())).isEqualTo("transferred");
        sound(scene.payout(), scene.payee(), AMOUNT);
    }

    private void reconcile(String fault) {
        var scene = scene();
        stripe.fault("/v1/transfers$", "drop_after", Map.of("method", "POST"));
        send();
        meet(fault, "GET", "/v1/balance_transactions$", false);
        assertThat(reconciliation.ofLately()).isFalse();
        assertThat(state(scene.payout())).isEqualTo("unknown");
        assertThat(reconciliation.ofLately()).isTrue();
        assertThat(state(scene.payout())).isEqualTo("transferred");
        sound(scene.payout(), scene.payee(), AMOUNT);
    }

    /** Of two parts the first so many exist, and the next is sent now. */
    private Scene inParts(int exist) {
        var scene = scene();
        stripe.limit(AMOUNT / 2, "usd");
        for (int step = 0; step <= exist; step++) {
            step(scene);
        }
        assertThat(stripe.parts(scene.payout())).hasSize(exist);
        return scene;
    }

    private void step(Scene scene) {
        due(scene.payout());
        work(claim(scene.payout()));
    }

    private void part(String fault, int exist) {
        var scene = inParts(exist);
        meet(fault, "POST", "/v1/transfers$", true);
        step(scene);
        sound(scene.payout(), scene.payee(), AMOUNT);
        switch (fault) {
            case "http 4xx" -> assertThat(state(scene.payout())).isEqualTo(exist == 0 ? "failed" : "transferred");
            case "http 429" -> assertThat(state(scene.payout())).isEqualTo("reserved");
            default -> assertThat(state(scene.payout())).isEqualTo("unknown");
        }
        if (fault.equals("http 4xx")) {
            assertThat(balance(scene.payee()).payable()).isEqualTo(AMOUNT - exist * AMOUNT / 2);
        } else {
            finish(scene);
        }
    }

    private void partAgain(String fault) {
        var scene = inParts(1);
        stripe.fault("/v1/transfers$", "drop_before", Map.of("method", "POST"));
        step(scene);
        meet(fault, "POST", "/v1/transfers$", true);
        step(scene);
        assertThat(state(scene.payout()))
                .as("whatever is said now, the first attempt is unclear")
                .isEqualTo("unknown");
        sound(scene.payout(), scene.payee(), AMOUNT);
        if (fault.equals("http 4xx")) {
            hoursAgo(scene.payout(), 26);
            step(scene);
            assertThat(state(scene.payout())).isEqualTo("transferred");
            assertThat(balance(scene.payee()).payable()).isEqualTo(AMOUNT / 2);
            sound(scene.payout(), scene.payee(), AMOUNT);
        } else {
            finish(scene);
        }
    }

    private void partLookUp(String fault) {
        var scene = inParts(1);
        stripe.fault("/v1/transfers$", "status_after", Map.of("method", "POST"));
        step(scene);
        hoursAgo(scene.payout(), 26);
        meet(fault, "GET", "/v1/transfers$", false);
        step(scene);
        assertThat(state(scene.payout())).isEqualTo("unknown");
        sound(scene.payout(), scene.payee(), AMOUNT);
        finish(scene);
    }

    private void partPoll(String fault) {
        var scene = inParts(0);
        stripe.fault("/v1/transfers$", "drop_after", Map.of("method", "POST"));
        step(scene);
        meet(fault, "GET", "/v1/transfers$", false);
        meet(fault, "GET", "/v1/events$", false);
        events.poll();
        assertThat(state(scene.payout())).isEqualTo("unknown");
        events.poll();
        assertThat(state(scene.payout())).as("the next part is due").isEqualTo("reserved");
        sound(scene.payout(), scene.payee(), AMOUNT);
        finish(scene);
    }

    private void partReconcile(String fault) {
        var scene = inParts(1);
        stripe.fault("/v1/transfers$", "drop_after", Map.of("method", "POST"));
        step(scene);
        meet(fault, "GET", "/v1/balance_transactions$", false);
        assertThat(reconciliation.ofLately()).isFalse();
        assertThat(state(scene.payout())).isEqualTo("unknown");
        assertThat(reconciliation.ofLately()).isTrue();
        assertThat(state(scene.payout())).isEqualTo("transferred");
        sound(scene.payout(), scene.payee(), AMOUNT);
    }

    private void onboarding(String fault) {
        stripe.noFaults();
        var shop = stripeShop();
        var payee = stranger(shop);
        var path = "/v1/affiliates/me/payout_account?program=" + shop.id();
        long before = stripe.asked("state").get("accounts").asLong();
        meet(fault, "POST", "/v1/accounts$", true);
        var reply = post(payee.person().token(), path, "");
        assertThat(reply.status()).isEqualTo(fault.equals("http 4xx") ? 422 : 503);
        var again = post(payee.person().token(), path, "");
        for (int wait = 0; wait < 5 && again.status() == 503; wait++) {
            again = post(payee.person().token(), path, "");
        }
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(stripe.asked("state").get("accounts").asLong())
                .as("one account")
                .isEqualTo(before + 1);
    }
}
