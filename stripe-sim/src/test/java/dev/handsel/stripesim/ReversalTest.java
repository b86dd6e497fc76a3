package dev.handsel.stripesim;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.param.TransferReversalCreateParams;
import org.junit.jupiter.api.Test;

class ReversalTest extends SimulatorTest {

    @Test
    void reversals_add_up_and_only_a_full_one_marks_the_transfer() throws StripeException {
        var id = transfer(1000).id();

        var part = stripe.v1()
                .transfers()
                .reversals()
                .create(
                        id,
                        TransferReversalCreateParams.builder().setAmount(300L).build());
        var afterPart = stripe.v1().transfers().retrieve(id);
        stripe.v1().transfers().reversals().create(id);
        var afterAll = stripe.v1().transfers().retrieve(id);

        assertThat(part.getAmount()).isEqualTo(300);
        assertThat(afterPart.getAmountReversed()).isEqualTo(300);
        assertThat(afterPart.getReversed()).isFalse();
        assertThat(afterAll.getAmountReversed()).isEqualTo(1000);
        assertThat(afterAll.getReversed()).isTrue();
        assertThat(available()).isEqualTo(100_000);
        assertThat(available(nora)).isZero();
        assertThat(stripe.v1().transfers().reversals().list(id).getData()).hasSize(2);
        assertThat(wire.get("/v1/transfers/" + id + "/reversals/" + part.getId())
                        .number("/amount"))
                .isEqualTo(300);
    }

    @Test
    void more_than_what_is_left_is_refused() {
        var id = transfer(1000).id();
        reverse(id, 600);

        assertThat(reverse(id, 401).status()).isEqualTo(400);
        assertThat(reverse(id, 401).text("/error/param")).isEqualTo("amount");
        assertThat(reverse(id, 400).status()).isEqualTo(200);
        assertThat(reverse(id, 1).status()).isEqualTo(400);
    }

    @Test
    void an_account_that_spent_the_money_cannot_give_it_back() {
        var id = transfer(1000).id();
        wire.post("/v1/payouts", "amount=900&currency=usd", "Stripe-Account", nora);

        assertThat(reverse(id, 101).code()).isEqualTo("balance_insufficient");
        assertThat(reverse(id, 100).status()).isEqualTo(200);
    }

    @Test
    void a_reversal_gives_the_platform_a_transfer_refund() {
        var id = transfer(1000).id();
        var reversal = reverse(id, 250);

        var refund =
                wire.get("/v1/balance_transactions?type=transfer_refund").json().at("/data/0");

        assertThat(refund.get("amount").asLong()).isEqualTo(250);
        assertThat(refund.get("source").asString()).isEqualTo(reversal.id());
        assertThat(refund.get("id").asString()).isEqualTo(reversal.text("/balance_transaction"));
        assertThat(wire.get("/v1/events?type=transfer.reversed").number("/data/0/data/object/amount_reversed"))
                .isEqualTo(250);
    }
}
