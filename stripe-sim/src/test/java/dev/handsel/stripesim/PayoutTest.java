package dev.handsel.stripesim;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Payout;
import com.stripe.param.PayoutCreateParams;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PayoutTest extends SimulatorTest {

    private static final long DAY = 86_400;

    @BeforeEach
    void fund() {
        transfer(5000);
    }

    @Test
    void a_payout_leaves_the_balance_at_once_and_arrives_with_time() throws StripeException {
        var payout = manual(2000);
        assertThat(payout.getStatus()).isEqualTo("pending");
        assertThat(payout.getAutomatic()).isFalse();
        assertThat(available(nora)).isEqualTo(3000);
        keepTheRest();

        advance(3601);
        assertThat(status(payout)).isEqualTo("in_transit");
        advance(3 * DAY);
        assertThat(status(payout)).isEqualTo("paid");
        assertThat(types()).containsSubsequence("payout.paid", "payout.updated", "payout.created");
    }

    @Test
    void what_a_manual_payout_is_made_of_is_not_told() throws StripeException {
        var payout = manual(2000);

        var answer = wire.get("/v1/balance_transactions?payout=" + payout.getId(), "Stripe-Account", nora);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/error/param")).isEqualTo("payout");
    }

    @Test
    void a_paid_payout_may_still_fail_and_the_money_comes_back() throws StripeException {
        var payout = manual(2000);
        wire.control("payouts/" + payout.getId() + "/paid", "{}");

        wire.control("payouts/" + payout.getId() + "/fail", "{\"failure_code\":\"account_closed\"}");

        var failed = stripe.v1().payouts().retrieve(payout.getId(), as(nora));
        assertThat(failed.getStatus()).isEqualTo("failed");
        assertThat(failed.getFailureCode()).isEqualTo("account_closed");
        assertThat(failed.getFailureMessage()).isNotBlank();
        assertThat(available(nora)).isEqualTo(5000);
        var back =
                wire.get("/v1/balance_transactions/" + failed.getFailureBalanceTransaction(), "Stripe-Account", nora);
        assertThat(back.text("/type")).isEqualTo("payout_failure");
        assertThat(back.number("/amount")).isEqualTo(2000);
        assertThat(wire.control("payouts/" + payout.getId() + "/paid", "{}").status())
                .isEqualTo(400);
    }

    @Test
    void a_pending_payout_can_be_canceled_and_no_other() throws StripeException {
        var payout = manual(2000);

        assertThat(stripe.v1().payouts().cancel(payout.getId(), as(nora)).getStatus())
                .isEqualTo("canceled");
        assertThat(available(nora)).isEqualTo(5000);
        assertThat(wire.post("/v1/payouts/" + payout.getId() + "/cancel", "", "Stripe-Account", nora)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void balances_are_paid_out_by_themselves_once_a_day() {
        advance(DAY);
        advance(DAY);

        var payouts = wire.get("/v1/payouts", "Stripe-Account", nora).json().get("data");
        assertThat(payouts).hasSize(1);
        assertThat(payouts.get(0).get("automatic").asBoolean()).isTrue();
        assertThat(payouts.get(0).get("amount").asLong()).isEqualTo(5000);
        assertThat(available(nora)).isZero();
    }

    @Test
    void with_a_manual_schedule_money_stays() {
        keepTheRest();

        advance(3 * DAY);

        assertThat(available(nora)).isEqualTo(5000);
    }

    @Test
    void payouts_are_refused_without_money_or_permission() {
        assertThat(wire.post("/v1/payouts", "amount=5001&currency=usd", "Stripe-Account", nora)
                        .code())
                .isEqualTo("balance_insufficient");
        wire.control("accounts/" + nora + "/disable", "{}");
        assertThat(wire.post("/v1/payouts", "amount=1&currency=usd", "Stripe-Account", nora)
                        .code())
                .isEqualTo("payouts_not_allowed");
    }

    @Test
    void payouts_are_listed_by_status_and_seen_by_their_account_only() throws StripeException {
        var payout = manual(10);

        assertThat(wire.get("/v1/payouts?status=pending", "Stripe-Account", nora)
                        .json()
                        .get("data"))
                .hasSize(1);
        assertThat(wire.get("/v1/payouts?status=paid", "Stripe-Account", nora)
                        .json()
                        .get("data"))
                .isEmpty();
        assertThat(wire.get("/v1/payouts").json().get("data")).isEmpty();
        assertThat(wire.get("/v1/payouts/" + payout.getId()).status()).isEqualTo(404);
        assertThat(wire.control("accounts/" + nora + "/payouts").json().get("payouts"))
                .hasSize(1);
    }

    private Payout manual(long amount) throws StripeException {
        return stripe.v1()
                .payouts()
                .create(
                        PayoutCreateParams.builder()
                                .setAmount(amount)
                                .setCurrency("usd")
                                .build(),
                        as(nora));
    }

    private void keepTheRest() {
        wire.post("/v1/accounts/" + nora, "settings[payouts][schedule][interval]=manual");
    }

    private String status(Payout payout) throws StripeException {
        return stripe.v1().payouts().retrieve(payout.getId(), as(nora)).getStatus();
    }

    private List<String> types() {
        return wire.get("/v1/events?limit=100", "Stripe-Account", nora)
                .json()
                .get("data")
                .valueStream()
                .map(event -> event.get("type").asString())
                .toList();
    }
}
