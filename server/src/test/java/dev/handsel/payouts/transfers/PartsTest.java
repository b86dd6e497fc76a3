package dev.handsel.payouts.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.ids.PayoutId;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A payout that is too much for one transfer. */
// Each test makes its own scene first.
@SuppressWarnings("NullAway.Init")
class PartsTest extends StripeScene {

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

    @Test
    void what_stripe_refuses_as_too_large_is_sent_in_parts_that_add_up() {
        send();

        assertThat(state(payout)).isEqualTo("transferred");
        sound(payout, payee, AMOUNT);
        // 9001 is refused, then 4501 of it, with the 4500 that waits.
        assertThat(stripe.parts(payout).values().stream()
                        .mapToLong(each -> each)
                        .sum())
                .isEqualTo(AMOUNT);
        assertThat(stripe.parts(payout)).doesNotContainKey("whole");
        assertThat(balance(payee).paid()).isEqualTo(AMOUNT);
        var shown = shown();
        assertThat(shown.get("amount").asLong()).isEqualTo(AMOUNT);
        assertThat(shown.get("transferred_amount").asLong()).isEqualTo(AMOUNT);
        assertThat(shown.get("reference").asString()).startsWith("tr_");
        assertThat(shown.get("parts")
                        .valueStream()
                        .map(part -> part.get("state").asString()))
                .contains("split", "transferred")
                .doesNotContain("open", "refused");
        assertThat(shown.get("history")
                        .valueStream()
                        .map(step -> step.get("cause").asString()))
                .containsSubsequence(
                        "sent", "split", "sent", "split", "sent", "part_created", "sent", "transfer_created");
    }

    @Test
    void what_is_more_than_stripe_documents_is_never_tried_in_one() {
        stripe.noLimits();
        stripe.provide(250_000_000, "usd");
        stops.recheck();
        var large = reserved(shop, stripePayee(shop), 200_000_000);
        long before = stripe.requests(TRANSFERS);

        send();

        assertThat(state(large)).isEqualTo("transferred");
        assertThat(stripe.parts(large).values()).containsExactlyInAnyOrder(66_666_667L, 66_666_667L, 66_666_666L);
        assertThat(stripe.requests(TRANSFERS) - before).isGreaterThanOrEqualTo(3);
        assertThat(history(large)).doesNotContain("failed", "unknown");
        assertThat(violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop_before", "drop_after", "status_before", "status_after_unpinned", "in_use"})
    void a_part_without_a_clear_answer_is_asked_with_its_own_key(String kind) {
        step();
        assertThat(state(payout)).as("cut, and nothing of it sent").isEqualTo("reserved");
        step();
        stripe.fault(TRANSFERS, kind, Map.of("method", "POST"));
        step();

        assertThat(state(payout)).isEqualTo("unknown");
        sound(payout, payee, AMOUNT);
        settled();
    }

    @Test
    void a_refusal_of_the_whole_that_is_ambiguous_cuts_nothing() {
        stripe.fault(TRANSFERS, "drop_before", Map.of("method", "POST"));
        step();
        step();

        assertThat(state(payout)).isEqualTo("unknown");
        assertThat(shown().get("parts")).isEmpty();
        hoursAgo(payout, 26);
        step();
        assertThat(state(payout)).as("looked up, and not there").isEqualTo("failed");
        sound(payout, payee, AMOUNT);
    }

    @Test
    void what_exists_stands_where_a_later_part_is_refused_and_the_rest_is_payable_again() {
        sendTwoSteps();
        step();
        assertThat(stripe.parts(payout)).hasSize(1);
        long left = stripe.parts(payout).values().iterator().next();
        assertThat(balance(payee).inFlight()).isEqualTo(AMOUNT - left);
        sound(payout, payee, AMOUNT);

        stripe.fault(TRANSFERS, "status_before", Map.of("status", 400, "code", "account_closed", "method", "POST"));
        step();

        assertThat(state(payout)).isEqualTo("transferred");
        assertThat(balance(payee).payable()).isEqualTo(AMOUNT - left);
        assertThat(balance(payee).paid()).isEqualTo(left);
        assertThat(shown().get("amount").asLong()).isEqualTo(AMOUNT);
        assertThat(shown().get("transferred_amount").asLong()).isEqualTo(left);
        sound(payout, payee, AMOUNT);
    }

    private void sendTwoSteps() {
        step();
        step();
    }

    @Test
    void nothing_left_where_the_first_part_is_refused() {
        sendTwoSteps();
        stripe.fault(TRANSFERS, "status_before", Map.of("status", 400, "code", "account_closed", "method", "POST"));
        step();

        assertThat(state(payout)).isEqualTo("failed");
        assertThat(balance(payee).payable()).isEqualTo(AMOUNT);
        sound(payout, payee, AMOUNT);
    }

    @Test
    void a_part_that_never_happened_is_given_up_after_its_own_look_up() {
        sendTwoSteps();
        step();
        stripe.fault(TRANSFERS, "drop_before", Map.of("method", "POST"));
        step();
        assertThat(state(payout)).isEqualTo("unknown");
        hoursAgo(payout, 26);
        step();

        assertThat(state(payout)).isEqualTo("transferred");
        assertThat(stripe.parts(payout)).hasSize(1);
        sound(payout, payee, AMOUNT);
    }

    @Test
    void a_part_that_is_found_by_the_look_up_settles_and_the_next_is_sent() {
        sendTwoSteps();
        stripe.fault(TRANSFERS, "status_after", Map.of("method", "POST"));
        step();
        assertThat(state(payout)).isEqualTo("unknown");
        hoursAgo(payout, 26);
        step();

        assertThat(state(payout)).isEqualTo("reserved");
        settled();
    }

    @Test
    void what_left_in_part_cannot_be_called_off() {
        sendTwoSteps();
        step();
        assertThat(state(payout)).isEqualTo("reserved");

        var refused = post(somebody("finance").token(), "/v1/payouts/" + payout + "/cancel", "");

        assertThat(refused.code()).isEqualTo("payout_state");
        settled();
    }

    @Test
    void a_late_answer_of_one_part_says_nothing_about_the_next() {
        sendTwoSteps();
        due(payout);
        var claimed = claim(payout);
        work(claimed);
        assertThat(stripe.parts(payout)).hasSize(1);

        work(claimed);
        assertThat(stripe.parts(payout)).hasSize(1);

        settled();
    }

    @Test
    void a_payout_of_parts_is_taken_back_part_by_part() {
        send();
        assertThat(state(payout)).isEqualTo("transferred");
        var reference = shown().get("parts")
                .valueStream()
                .filter(part -> part.get("state").asString().equals("transferred"))
                .toList();
        var first = reference.getFirst().get("reference").asString();
        stripe.api("POST", "/v1/transfers/" + first + "/reversals", "amount=100");

        assertThat(catchUp.run()).isTrue();
        assertThat(catchUp.run()).isTrue();

        assertThat(state(payout)).isEqualTo("partly_reversed");
        assertThat(balance(payee).payable()).isEqualTo(100);
        var last = reference.getLast().get("reference").asString();
        stripe.api("POST", "/v1/transfers/" + last + "/reversals", "");
        assertThat(catchUp.run()).isTrue();
        assertThat(shown().get("reversed").asLong())
                .isEqualTo(100 + reference.getLast().get("amount").asLong());
        sound(payout, payee, AMOUNT);
    }

    @Test
    void a_part_that_came_back_while_others_are_on_their_way_is_booked_at_once() {
        sendTwoSteps();
        step();
        var first = stripe.api("GET", "/v1/transfers?transfer_group=" + payout.value(), "")
                .get("data")
                .get(0);
        stripe.api("POST", "/v1/transfers/" + first.get("id").asString() + "/reversals", "");

        assertThat(catchUp.run()).isTrue();

        assertThat(balance(payee).payable()).isEqualTo(first.get("amount").asLong());
        sound(payout, payee, AMOUNT);
        for (int attempt = 0; attempt < 5; attempt++) {
            sendAgain(payout);
        }
        assertThat(state(payout)).isEqualTo("partly_reversed");
        sound(payout, payee, AMOUNT);
    }

    @Test
    void the_database_itself_sends_no_whole_beside_parts_and_no_parts_beside_a_whole() {
        step();
        assertThatThrownBy(() -> jdbc.sql("update transfer_request set attempts = attempts + 1 where payout_id = :id")
                        .param("id", payout.value())
                        .update())
                .hasMessageContaining("is sent in parts");
        var other = reserved(shop, stripePayee(shop), 5_000);
        stripe.fault(TRANSFERS, "drop_before", Map.of("method", "POST"));
        due(other);
        work(claim(other));
        assertThatThrownBy(() -> jdbc.sql("""
                        insert into payout_part (payout_id, part, amount, idem_key, state) values (:id, 1, 2000, 'k', 'open')
                        """).param("id", other.value()).update())
                .hasMessageContaining("may have been sent in one");
        assertThatThrownBy(() -> jdbc.sql("update payout_part set amount = 1 where payout_id = :id")
                        .param("id", payout.value())
                        .update())
                .hasMessageContaining("frozen");
        settled();
        stripe.noLimits();
        sendAgain(other);
        assertThat(state(other)).isEqualTo("transferred");
    }
}
