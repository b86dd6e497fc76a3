package dev.handsel.payouts.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.testing.Client.Reply;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PayoutRequestTest extends PayoutScene {

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
    }

    @Test
    void what_is_asked_for_is_in_flight_at_once_and_waits_for_approval() {
        var shop = shop();
        var payee = payee(shop);
        earned(shop, payee, 9_000);

        var reply = askMyself(shop, payee, 8_000L);

        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        var payout = reply.json();
        assertThat(reply.header("Location"))
                .isEqualTo("/v1/payouts/" + payout.get("id").asString());
        assertThat(reply.header("ETag")).isEqualTo("\"v1\"");
        assertThat(payout.get("amount").asLong()).isEqualTo(8_000);
        assertThat(payout.get("state").asString()).isEqualTo("requested");
        assertThat(payout.get("bank_state").isNull()).isTrue();
        assertThat(payout.get("created_at").asString()).isEqualTo("2026-03-01T09:00:00Z");
        assertThat(payout.get("history")).hasSize(1);
        assertThat(balance(payee).payable()).isEqualTo(1_000);
        assertThat(balance(payee).inFlight()).isEqualTo(8_000);
        assertThat(violations()).isEmpty();
    }

    @Test
    void all_that_is_payable_is_asked_for_where_no_amount_is_said() {
        var shop = shop();
        var payee = payee(shop);
        earned(shop, payee, 5_001);
        assertThat(ask(shop, payee, null).json().get("amount").asLong()).isEqualTo(5_001);
    }

    @Test
    void amounts_are_rounded_down_to_the_step_of_the_currency_and_the_rest_stays() {
        var shop = shop();
        var payee = payee(shop);
        earned(shop, payee, new Money(15_009, Currency.of("KWD")));

        var reply = post(
                shop.key(),
                "/v1/payouts",
                "{\"program\": \"%s\", \"currency\": \"KWD\", \"affiliate\": \"%s\"}".formatted(shop.id(), payee.id()));

        assertThat(reply.json().get("amount").asLong()).isEqualTo(15_000);
        assertThat(ledger.balances(payee.id()).getFirst().payable()).isEqualTo(9);
    }

    @Test
    void nothing_is_paid_out_in_a_currency_that_has_ended() {
        var shop = shop();
        var payee = payee(shop);
        earned(shop, payee, new Money(9_000, Currency.of("BGN")));
        var wanted =
                "{\"program\": \"%s\", \"currency\": \"BGN\", \"affiliate\": \"%s\"}".formatted(shop.id(), payee.id());

        assertRefused(post(shop.key(), "/v1/payouts", wanted), 422, "currency_ended");

        var run = post(shop.key(), "/v1/programs/" + shop.id() + "/payouts/run", "{}")
                .json();
        assertThat(run.get("created").asInt()).isZero();
        assertThat(run.get("skipped").get(0).get("reason").asString()).isEqualTo("currency_ended");
        assertThat(ledger.balances(payee.id()).getFirst().payable()).isEqualTo(9_000);
    }

    @Test
    void less_than_the_minimum_is_not_paid_out() {
        var shop = shop();
        var payee = payee(shop);
        assertRefused(ask(shop, payee, null), 422, "below_minimum");
        earned(shop, payee, 4_999);
        assertRefused(ask(shop, payee, null), 422, "below_minimum");
        earned(shop, payee, 1);
        assertRefused(ask(shop, payee, 4_999L), 422, "below_minimum");
        assertThat(ask(shop, payee, 5_000L).status()).isEqualTo(201);
    }

    @Test
    void more_than_is_payable_is_not_paid_out() {
        var shop = shop();
        var payee = payee(shop);
        earned(shop, payee, 6_000);
        assertRefused(ask(shop, payee, 6_001L), 422, "insufficient_balance");
    }

    @Test
    void without_an_enabled_payout_account_nothing_is_paid_out() {
        var shop = shop();
        var payee = stranger(shop);
        earned(shop, payee, 6_000);
        assertRefused(ask(shop, payee, null), 422, "payouts_disabled");
        enable(shop, payee.id(), true);
        enable(shop, payee.id(), false);
        assertRefused(ask(shop, payee, null), 422, "payouts_disabled");
        enable(shop, payee.id(), true);
        jdbc.sql("update affiliate set state = 'disabled' where id = :id")
                .param("id", payee.id().value())
                .update();
        assertRefused(ask(shop, payee, null), 422, "payouts_disabled");
    }

    @Test
    void one_payout_is_open_at_a_time() {
        var shop = shop();
        var payee = payee(shop);
        earned(shop, payee, 20_000);
        var first = ask(shop, payee, 5_000L).json().get("id").asString();
        assertRefused(ask(shop, payee, 5_000L), 422, "payout_in_progress");
        assertThat(simulate(shop.key(), first, "transfer_created").status()).isEqualTo(200);
        assertThat(ask(shop, payee, 5_000L).status()).isEqualTo(201);
    }

    @Test
    void every_fault_of_a_request_is_named() {
        var shop = shop();
        var reply = post(shop.key(), "/v1/payouts", "{\"amount\": 0, \"currency\": null, \"colour\": 1}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.faults())
                .contains("/amount out_of_range", "/currency required", "/program required", "/colour unknown_member");
        var unknown = "{\"program\": \"%s\", \"currency\": \"ABC\"}".formatted(shop.id());
        assertThat(post(shop.key(), "/v1/payouts", unknown).faults()).containsExactly("/currency unknown_currency");
        var nobody = "{\"program\": \"%s\", \"currency\": \"USD\"}".formatted(shop.id());
        assertThat(post(shop.key(), "/v1/payouts", nobody).faults()).containsExactly("/affiliate required");
    }

    @Test
    void the_affiliates_of_others_are_unknown() {
        var shop = shop();
        var elsewhere = shop();
        var payee = payee(shop);
        earned(shop, payee, 6_000);
        assertThat(ask(elsewhere, payee, null).status()).isEqualTo(404);
        assertThat(askMyself(elsewhere, payee, null).status()).isEqualTo(404);
        var wish =
                "{\"program\": \"%s\", \"currency\": \"USD\", \"affiliate\": \"%s\"}".formatted(shop.id(), payee.id());
        assertThat(post(payee(shop).person().token(), "/v1/payouts", wish).status())
                .isEqualTo(404);
        assertThat(post(elsewhere.key(), "/v1/payouts", wish).status()).isEqualTo(404);
    }

    @Test
    void people_ask_once_in_ten_seconds_whatever_comes_of_it() {
        var shop = shop();
        var payee = payee(shop);
        assertRefused(askMyself(shop, payee, null), 422, "below_minimum");
        var again = askMyself(shop, payee, null);
        assertRefused(again, 429, "too_many_requests");
        assertThat(Integer.parseInt(again.header("Retry-After"))).isBetween(1, 10);
        assertRefused(ask(shop, payee, null), 422, "below_minimum");
    }

    @Test
    void what_is_malformed_does_not_count() {
        var shop = shop();
        var payee = payee(shop);
        assertThat(askMyself(shop, payee, -1L).status()).isEqualTo(400);
        assertRefused(askMyself(shop, payee, null), 422, "below_minimum");
    }

    @Test
    void a_request_with_the_same_key_is_made_once() {
        var shop = shop();
        var payee = payee(shop);
        earned(shop, payee, 6_000);
        var body = "{\"program\": \"%s\", \"currency\": \"USD\"}".formatted(shop.id());
        String[] headers = {
            "Authorization",
            "Bearer " + payee.person().token(),
            "Idempotency-Key",
            UUID.randomUUID().toString()
        };
        var first = client().post("/v1/payouts", body, headers);
        var second = client().post("/v1/payouts", body, headers);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertRefused(
                client().post(
                                "/v1/payouts",
                                body,
                                "Authorization",
                                "Bearer " + payee.person().token()),
                400,
                "idempotency_key_required");
    }

    @Test
    void the_same_money_cannot_be_asked_for_twice_at_once() throws Exception {
        var shop = shop();
        var payee = payee(shop);
        earned(shop, payee, 10_000);
        try (var threads = Executors.newFixedThreadPool(20)) {
            var statuses = threads
                    .invokeAll(IntStream.range(0, 20)
                            .<Callable<Integer>>mapToObj(
                                    _ -> () -> ask(shop, payee, 5_000L).status())
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
            assertThat(statuses).containsOnly(201, 422).containsOnlyOnce(201);
        }
        assertThat(balance(payee).inFlight()).isEqualTo(5_000);
        assertThat(violations()).isEmpty();
    }
}
