package dev.handsel.payouts.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class TransferSenderTest extends StripeScene {

    @Autowired
    TransferRows rows;

    private static final String TRANSFERS = "/v1/transfers$";

    @Test
    void a_payout_is_sent_and_settled() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);

        send();

        assertThat(history(payout)).containsExactly("requested", "approved", "reserved", "sending", "transferred");
        sound(payout, payee, 6_000);
        assertThat(balance(payee).paid()).isEqualTo(6_000);
        var shown = get(shop.key(), "/v1/payouts/" + payout).json();
        assertThat(shown.get("reference").asString()).startsWith("tr_");
        var transfer =
                stripe.api("GET", "/v1/transfers/" + shown.get("reference").asString(), "");
        assertThat(transfer.get("amount").asLong()).isEqualTo(6_000);
        assertThat(transfer.get("destination").asString()).isEqualTo(destination(payee));
        assertThat(transfer.get("metadata").get("payout_id").asString()).isEqualTo(payout.toString());
        assertThat(transfer.get("transfer_group").asString())
                .isEqualTo(payout.value().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "drop_before, 0",
        "drop_after, 1",
        "status_before, 0",
        "status_after_unpinned, 1",
        "in_use, 0",
    })
    void what_is_unclear_stays_in_flight_and_the_same_request_resolves_it(String kind, long executed) {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        stripe.fault(TRANSFERS, kind, Map.of());

        send();

        assertThat(state(payout)).isEqualTo("unknown");
        assertThat(stripe.transfers(payout.toString())).isEqualTo(executed);
        sound(payout, payee, 6_000);
        sendAgain(payout);
        assertThat(history(payout).subList(3, 7)).containsExactly("sending", "unknown", "sending", "transferred");
        sound(payout, payee, 6_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delay_before", "delay_after"})
    void a_request_that_takes_too_long_is_unclear_and_executed_once(String kind) {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        stripe.fault(TRANSFERS, kind, Map.of("millis", 3_000));

        send();

        assertThat(state(payout)).isEqualTo("unknown");
        sendAgain(payout);
        due(payout);
        sendAgain(payout);
        while (!state(payout).equals("transferred")) {
            sendAgain(payout);
        }
        sound(payout, payee, 6_000);
    }

    @Test
    void an_error_that_the_key_remembers_is_looked_up_when_the_key_is_forgotten() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        stripe.fault(TRANSFERS, "status_after", Map.of("status", 500));
        send();
        sendAgain(payout);
        assertThat(state(payout)).isEqualTo("unknown");
        assertThat(stripe.transfers(payout.toString())).isEqualTo(1);

        hoursAgo(payout, 24);
        sendAgain(payout);
        assertThat(state(payout)).isEqualTo("unknown");
        hoursAgo(payout, 2);
        sendAgain(payout);

        assertThat(state(payout)).isEqualTo("transferred");
        sound(payout, payee, 6_000);
    }

    @Test
    void what_never_happened_is_given_up_after_the_look_up_and_never_sent_again() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        stripe.fault(TRANSFERS, "status_before_pinned", Map.of("status", 500));
        send();
        hoursAgo(payout, 24);
        long before = stripe.requests("/v1/transfers");
        sendAgain(payout);
        assertThat(stripe.requests("/v1/transfers"))
                .as("nothing is sent after 23 hours")
                .isEqualTo(before);
        hoursAgo(payout, 2);
        stripe.fault("/v1/transfers", "status_before", Map.of("status", 503));
        sendAgain(payout);
        assertThat(state(payout)).as("a look-up without an answer").isEqualTo("unknown");

        sendAgain(payout);

        assertThat(state(payout)).isEqualTo("failed");
        assertThat(balance(payee).payable()).isEqualTo(6_000);
        sound(payout, payee, 6_000);
    }

    @Test
    void what_was_written_down_and_never_left_is_given_up_after_the_look_up() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        var claimed = claim(payout).item();
        transactions.run(() -> rows.begin(claimed, claimed.request()));
        assertThat(state(payout)).isEqualTo("sending");

        hoursAgo(payout, 24);
        sendAgain(payout);
        assertThat(state(payout)).isEqualTo("unknown");
        hoursAgo(payout, 2);
        sendAgain(payout);

        assertThat(state(payout)).isEqualTo("failed");
        sound(payout, payee, 6_000);
    }

    @Test
    void a_server_that_was_away_for_a_day_looks_up_what_it_was_sending() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        var claimed = claim(payout).item();
        transactions.run(() -> rows.begin(claimed, claimed.request()));

        hoursAgo(payout, 26);
        sendAgain(payout);

        assertThat(state(payout)).isEqualTo("failed");
        assertThat(balance(payee).payable()).isEqualTo(6_000);
        sound(payout, payee, 6_000);
    }

    @Test
    void a_definite_refusal_of_the_only_attempt_makes_the_money_payable_again() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        stripe.fault(TRANSFERS, "status_before", Map.of("status", 400, "code", "account_closed"));

        send();

        assertThat(history(payout)).containsExactly("requested", "approved", "reserved", "sending", "failed");
        assertThat(balance(payee).payable()).isEqualTo(6_000);
        var last =
                get(shop.key(), "/v1/payouts/" + payout).json().get("history").get(4);
        assertThat(last.get("detail").get("code").asString()).isEqualTo("account_closed");
        sound(payout, payee, 6_000);
        lift(payee);
        var another = reserved(shop, payee, 1);
        assertThat(another).isNotEqualTo(payout);
        send();
        assertThat(state(another)).isEqualTo("transferred");
    }

    @Test
    void a_refusal_after_an_unclear_attempt_proves_nothing() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        stripe.fault(TRANSFERS, "status_after_unpinned", Map.of());
        send();
        stripe.fault(TRANSFERS, "status_before", Map.of("status", 400, "code", "account_closed"));
        sendAgain(payout);
        assertThat(state(payout)).isEqualTo("unknown");

        hoursAgo(payout, 26);
        sendAgain(payout);

        assertThat(state(payout)).isEqualTo("transferred");
        sound(payout, payee, 6_000);
    }

    @Test
    void a_key_that_stripe_knows_with_another_request_proves_nothing() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        stripe.api(
                "POST",
                "/v1/transfers",
                "amount=1&currency=usd&destination=" + destination(payee),
                "Idempotency-Key",
                "po_" + payout.value());
        send();
        assertThat(state(payout)).isEqualTo("unknown");

        hoursAgo(payout, 26);
        sendAgain(payout);

        assertThat(state(payout)).isEqualTo("failed");
        sound(payout, payee, 6_000);
    }

    @Test
    void too_many_requests_are_no_attempt() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        stripe.fault(TRANSFERS, "rate_limit", Map.of("retry_after", 1));
        send();
        assertThat(state(payout)).isEqualTo("reserved");
        stripe.fault(TRANSFERS, "status_before", Map.of("status", 400));

        sendAgain(payout);

        assertThat(state(payout))
                .as("the first attempt is known to have done nothing")
                .isEqualTo("failed");
        sound(payout, payee, 6_000);
    }

    @Test
    void an_account_that_cannot_receive_makes_the_payout_wait() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        var account = destination(payee);
        stripe.control("accounts/" + account + "/disable", Map.of("reason", "under_review"));
        send();
        assertThat(state(payout)).isEqualTo("reserved");
        assertThat(get(shop.key(), "/v1/payouts/" + payout).json().get("hold").asString())
                .isEqualTo(Preflight.NOT_ENABLED);
        assertThat(stripe.transfers(payout.toString())).isZero();

        stripe.control("accounts/" + account + "/enable", Map.of());
        jdbc.sql("update payout_account set checked_at = null where reference = :account")
                .param("account", account)
                .update();
        sendAgain(payout);

        assertThat(state(payout)).isEqualTo("transferred");
        sound(payout, payee, 6_000);
    }

    @Test
    void a_payout_that_waits_can_be_called_off_and_one_that_was_sent_cannot() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        stripe.fault(TRANSFERS, "drop_after", Map.of());
        send();
        var refused = post(somebody("finance").token(), "/v1/payouts/" + payout + "/cancel", "");
        assertThat(refused.code()).isEqualTo("payout_state");
        sendAgain(payout);
        sound(payout, payee, 6_000);
    }
}
