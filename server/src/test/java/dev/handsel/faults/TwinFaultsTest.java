package dev.handsel.faults;

import static dev.handsel.faults.Misfortune.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.batches.DailyBatch;
import dev.handsel.payouts.reconciliation.ReconciliationDrive;
import dev.handsel.payouts.transfers.StripeScene;
import dev.handsel.payouts.updates.EventDrive;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Two schedulers that do the same at the same moment. */
// Each cell makes its own scene first.
@SuppressWarnings("NullAway.Init")
class TwinFaultsTest extends StripeScene {

    private static final long AMOUNT = 6_000;
    private static final String FAULT = "two schedulers";

    @Autowired
    DailyBatch batch;

    @Autowired
    EventDrive events;

    @Autowired
    ReconciliationDrive reconciliation;

    private Shop shop;
    private Payee payee;
    private PayoutId payout;

    private void scene() {
        stripe.noFaults();
        stripe.noLimits();
        shop = stripeShop();
        payee = stripePayee(shop);
        payout = reserved(shop, payee, AMOUNT);
    }

    private void unclear(String kind) {
        scene();
        stripe.fault("/v1/transfers$", kind, Map.of("method", "POST"));
        send();
        assertThat(state(payout)).isEqualTo("unknown");
    }

    @TestFactory
    Stream<DynamicTest> cells() {
        return new Matrix()
                .cell("S01 reserve", FAULT, this::reserve)
                .cell("S02 preflight", FAULT, () -> claimed("reserved"))
                .cell("S03 record sending", FAULT, () -> claimed("reserved"))
                .cell("S04 transfer", FAULT, this::sameTransfer)
                .cell("S05 transfer again", FAULT, this::sameTransferAgain)
                .cell("S06 record", FAULT, this::answerAndNews)
                .cell("S07 look-up", FAULT, this::lookUp)
                .cell("S08 receive", FAULT, this::receive)
                .cell("S09 apply", FAULT, this::apply)
                .cell("S10 poll", FAULT, this::poll)
                .cell("S13 reconciliation", FAULT, this::reconcile)
                .cell("S15 onboarding", FAULT, this::onboard)
                .cell("S03 cut", FAULT, () -> atTheSameTime(0))
                .cell("S04 first part", FAULT, () -> atTheSameTime(1))
                .cell("S04 last part", FAULT, () -> atTheSameTime(2))
                .cell("S05 part again", FAULT, this::samePartAgain)
                .cell("S06 record a part", FAULT, this::answerAndNewsOfAPart)
                .cell("S07 look-up of a part", FAULT, this::lookUpOfAPart)
                .tests(3);
    }

    @AfterAll
    static void sum() {
        Matrix.sum(TwinFaultsTest.class);
    }

    private void settled() {
        for (int attempt = 0; attempt < 5 && !state(payout).equals("transferred"); attempt++) {
            sendAgain(payout);
        }
        assertThat(state(payout)).isEqualTo("transferred");
        sound(payout, payee, AMOUNT);
    }

    private void reserve() throws Exception {
        stripe.noFaults();
        var treasury = new Treasury(jdbc, stripe);
        var program = treasury.program(Instant.now());
        var affiliates = treasury.affiliates(program, 20, AMOUNT);
        atOnce(batch::runDue);
        assertThat(jdbc.sql("select count(*) from payout where program_id = :id")
                        .param("id", program.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(affiliates.size());
        assertThat(violations()).isEmpty();
        send();
    }

    private void claimed(String before) throws Exception {
        scene();
        assertThat(state(payout)).isEqualTo(before);
        atOnce(this::send);
        assertThat(history(payout)).containsExactly("requested", "approved", "reserved", "sending", "transferred");
        settled();
    }

    /** Both were told to send it: no lease protects it, the key does. */
    private void sameTransfer() throws Exception {
        scene();
        var claimed = claim(payout);
        atOnce(() -> work(claimed));
        settled();
    }

    /** The payout is cut by the first step; each of the next sends one of two parts. */
    private void inParts(int steps) {
        scene();
        stripe.limit(AMOUNT / 2, "usd");
        for (int step = 0; step < steps; step++) {
            due(payout);
            work(claim(payout));
        }
    }

    private void atTheSameTime(int steps) throws Exception {
        inParts(steps);
        due(payout);
        var claimed = claim(payout);
        atOnce(() -> work(claimed));
        sound(payout, payee, AMOUNT);
        settled();
        assertThat(stripe.parts(payout)).hasSize(2);
    }

    private void unclearPart(String kind) {
        inParts(1);
        stripe.fault("/v1/transfers$", kind, Map.of("method", "POST"));
        due(payout);
        work(claim(payout));
        assertThat(state(payout)).isEqualTo("unknown");
    }

    private void samePartAgain() throws Exception {
        unclearPart("drop_before");
        due(payout);
        var claimed = claim(payout);
        atOnce(() -> work(claimed));
        settled();
    }

    private void answerAndNewsOfAPart() throws Exception {
        unclearPart("drop_after");
        events.ofTransfer("transfer.created", payout).forEach(events::deliver);
        due(payout);
        var claimed = claim(payout);
        atOnce(() -> {
            events.apply();
            work(claimed);
        });
        settled();
    }

    private void lookUpOfAPart() throws Exception {
        unclearPart("status_after");
        hoursAgo(payout, 26);
        due(payout);
        var claimed = claim(payout);
        atOnce(() -> work(claimed));
        settled();
    }

    private void sameTransferAgain() throws Exception {
        unclear("drop_before");
        due(payout);
        var claimed = claim(payout);
        atOnce(() -> work(claimed));
        settled();
    }

    private void answerAndNews() throws Exception {
        unclear("drop_after");
        events.ofTransfer("transfer.created", payout).forEach(events::deliver);
        due(payout);
        var claimed = claim(payout);
        atOnce(() -> {
            events.apply();
            work(claimed);
        });
        settled();
    }

    private void lookUp() throws Exception {
        unclear("status_after");
        hoursAgo(payout, 26);
        due(payout);
        var claimed = claim(payout);
        atOnce(() -> work(claimed));
        settled();
    }

    private void receive() throws Exception {
        unclear("drop_after");
        var created = events.ofTransfer("transfer.created", payout).getFirst();
        atOnce(() -> events.deliver(created));
        assertThat(events.apply()).isEqualTo(1);
        settled();
    }

    private void apply() throws Exception {
        unclear("drop_after");
        events.ofTransfer("transfer.created", payout).forEach(events::deliver);
        atOnce(events::apply);
        assertThat(history(payout)).hasSize(6);
        settled();
    }

    private void poll() throws Exception {
        unclear("drop_after");
        atOnce(events::poll);
        assertThat(history(payout)).hasSize(6);
        settled();
    }

    private void reconcile() throws Exception {
        unclear("drop_after");
        atOnce(() -> assertThat(reconciliation.ofLately()).isTrue());
        settled();
    }

    private void onboard() throws Exception {
        stripe.noFaults();
        shop = stripeShop();
        payee = stranger(shop);
        long before = stripe.asked("state").get("accounts").asLong();
        var path = "/v1/affiliates/me/payout_account?program=" + shop.id();
        atOnce(() -> assertThat(post(payee.person().token(), path, "").status()).isIn(200, 503));
        assertThat(post(payee.person().token(), path, "").status()).isEqualTo(200);
        assertThat(stripe.asked("state").get("accounts").asLong()).isEqualTo(before + 1);
    }
}
