package dev.handsel.payouts.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.PayoutId;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Parts of a payout that were sent by a database that was lost. */
// Each test makes its own scene first.
@SuppressWarnings("NullAway.Init")
class LostPartsTest extends StripeScene {

    private static final String TRANSFERS = "/v1/transfers$";
    private static final long AMOUNT = 9_001;

    @Autowired
    CatchUp catchUp;

    private Shop shop;
    private Payee payee;
    private PayoutId payout;

    @BeforeEach
    void a_payout_of_three_parts() {
        shop = stripeShop();
        payee = stripePayee(shop);
        payout = reserved(shop, payee, AMOUNT);
        stripe.limit(4_500, "usd");
    }

    /** Whatever is due now, one step of one payout. */
    private void step() {
        due(payout);
        work(claim(payout));
    }

    private JsonNode shown() {
        return get(shop.key(), "/v1/payouts/" + payout).json();
    }

    private void settled() {
        for (int attempt = 0; attempt < 12 && !state(payout).equals("transferred"); attempt++) {
            sendAgain(payout);
        }
        assertThat(state(payout)).isEqualTo("transferred");
        sound(payout, payee, AMOUNT);
    }

    /** What a database that was lost had sent. */
    private String sent(int part, long amount) {
        return stripe.api(
                        "POST",
                        "/v1/transfers",
                        "amount=" + amount + "&currency=usd&destination=" + destination(payee) + "&transfer_group="
                                + payout.value() + "&metadata[payout_id]=" + payout + "&metadata[affiliate_id]="
                                + payee.id() + "&metadata[program_id]=" + shop.id() + "&metadata[part]=" + part
                                + "&metadata[payout_amount]=" + AMOUNT,
                        "Idempotency-Key",
                        PartPlan.key(payout, part))
                .get("id")
                .asString();
    }

    @Test
    void a_database_that_has_forgotten_the_parts_sends_what_is_not_there_and_no_more() {
        sent(1, 3_001);
        sent(3, 3_000);

        assertThat(catchUp.run()).isTrue();
        assertThat(catchUp.run()).isTrue();

        assertThat(state(payout)).isEqualTo("reserved");
        assertThat(balance(payee).inFlight()).isEqualTo(3_000);
        settled();
        assertThat(stripe.parts(payout))
                .containsOnly(Map.entry("1", 3_001L), Map.entry("2", 3_000L), Map.entry("3", 3_000L));
    }

    @Test
    void a_part_that_was_on_its_way_when_the_database_was_lost_is_not_doubled() {
        sent(1, 3_001);
        assertThat(catchUp.run()).isTrue();
        sent(2, 3_000);
        settled();
    }

    @Test
    void a_database_that_waited_for_the_whole_learns_that_it_was_refused() {
        stripe.fault(TRANSFERS, "drop_before", Map.of("method", "POST"));
        step();
        assertThat(state(payout)).isEqualTo("unknown");
        sent(2, 4_500);

        assertThat(catchUp.run()).isTrue();

        assertThat(state(payout)).isEqualTo("reserved");
        settled();
    }

    @Test
    void more_than_the_payout_is_worth_cannot_be_explained() {
        sent(1, 6_000 - 2_000);
        sent(2, 4_000);
        assertThat(catchUp.run()).isTrue();
        var wrong = sent(3, 1_002);
        assertThat(catchUp.run()).isFalse();
        sendAgain(payout);
        assertThat(state(payout)).as("its key has another amount").isEqualTo("unknown");

        stripe.api("POST", "/v1/transfers/" + wrong, "metadata[payout_id]=&metadata[part]=");
        assertThat(catchUp.run()).isTrue();
        hoursAgo(payout, 26);
        sendAgain(payout);
        assertThat(state(payout)).isEqualTo("transferred");
        assertThat(balance(payee).payable()).isEqualTo(1_001);
        assertThat(violations()).isEmpty();
    }

    @Test
    void a_payout_that_was_called_off_and_left_in_part_all_the_same_is_settled_as_far_as_it_left() {
        post(somebody("finance").token(), "/v1/payouts/" + payout + "/cancel", "");
        sent(2, 3_000);

        assertThat(catchUp.run()).isTrue();
        assertThat(state(payout)).isEqualTo("transferred");
        assertThat(balance(payee).payable()).isEqualTo(AMOUNT - 3_000);

        sent(1, 3_001);
        assertThat(catchUp.run()).isTrue();
        assertThat(balance(payee).payable()).isEqualTo(3_000);
        sound(payout, payee, AMOUNT);
    }

    @Test
    void a_payout_of_parts_that_this_database_has_lost_is_written_down_again_part_by_part() {
        post(somebody("finance").token(), "/v1/payouts/" + payout + "/cancel", "");
        payout = PayoutId.fresh();
        sent(2, 3_000);
        assertThat(catchUp.run()).isTrue();
        assertThat(balance(payee).payable()).isEqualTo(AMOUNT - 3_000);
        assertThat(shown().get("origin").asString()).isEqualTo("recovered");
        assertThat(shown().get("amount").asLong()).isEqualTo(AMOUNT);
        assertThat(shown().get("transferred_amount").asLong()).isEqualTo(3_000);

        var first = sent(1, 3_001);
        stripe.api("POST", "/v1/transfers/" + first + "/reversals", "amount=1");
        assertThat(catchUp.run()).isTrue();

        assertThat(balance(payee).payable()).isEqualTo(3_001);
        assertThat(state(payout)).isEqualTo("partly_reversed");
        sound(payout, payee, AMOUNT);
    }
}
