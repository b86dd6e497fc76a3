package dev.handsel.stripesim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdempotencyTest extends SimulatorTest {

    private static final String[] KEY = {"Idempotency-Key", "k1"};

    @Test
    void a_repeat_gets_the_first_answer_to_the_byte_and_moves_nothing() {
        var first = transfer(100, KEY);
        var second = transfer(100, KEY);

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.header("Original-Request")).isEqualTo(first.header("Request-Id"));
        assertThat(second.header("Request-Id")).isNotEqualTo(first.header("Request-Id"));
        assertThat(available(nora)).isEqualTo(100);
    }

    @Test
    void other_parameters_or_another_path_under_a_key_are_an_error() {
        transfer(100, KEY);

        var amount = transfer(101, KEY);
        var path = wire.post("/v1/topups", "amount=100&currency=usd", KEY);

        assertThat(amount.status()).isEqualTo(400);
        assertThat(amount.text("/error/type")).isEqualTo("idempotency_error");
        assertThat(path.text("/error/type")).isEqualTo("idempotency_error");
        assertThat(transfer(100, KEY).status()).isEqualTo(200);
    }

    @Test
    void the_order_of_the_parameters_does_not_matter() {
        transfer(100, KEY);

        var same = wire.post("/v1/transfers", "destination=" + nora + "&currency=usd&amount=100", KEY);

        assertThat(same.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void an_executed_refusal_is_stored_even_when_it_would_pass_now() {
        assertThat(transfer(100_001, KEY).code()).isEqualTo("balance_insufficient");
        wire.control("topups", "{\"amount\":1,\"currency\":\"usd\"}");

        var again = transfer(100_001, KEY);

        assertThat(again.code()).isEqualTo("balance_insufficient");
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void a_validation_error_is_not_stored() {
        assertThat(wire.post("/v1/transfers", "currency=usd", KEY).code()).isEqualTo("parameter_missing");

        assertThat(transfer(100, KEY).status()).isEqualTo(200);
    }

    @Test
    void a_twin_that_still_runs_is_a_conflict_that_leaves_no_trace() {
        wire.control("faults", "{\"kind\":\"delay_during\",\"millis\":600,\"path\":\"transfers\"}");
        var slow = CompletableFuture.supplyAsync(() -> transfer(100, KEY));
        awaitArrival();

        var twin = transfer(100, KEY);

        assertThat(twin.status()).isEqualTo(409);
        assertThat(twin.code()).isEqualTo("idempotency_key_in_use");
        assertThat(slow.join().status()).isEqualTo(200);
        assertThat(transfer(100, KEY).header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(transfers()).isOne();
    }

    @Test
    void many_twins_at_once_move_money_once() {
        var answers = IntStream.range(0, 50)
                .mapToObj(_ -> CompletableFuture.supplyAsync(() -> transfer(100, KEY)))
                .toList();

        assertThat(answers)
                .extracting(answer -> answer.join().status())
                .contains(200)
                .isSubsetOf(200, 409);
        assertThat(transfers()).isOne();
    }

    @Test
    void a_key_is_forgotten_after_a_day_and_then_a_new_request() {
        transfer(100, KEY);
        advance(24 * 3600 - 60);
        assertThat(transfer(100, KEY).header("Idempotent-Replayed")).isEqualTo("true");

        advance(61);

        assertThat(transfer(100, KEY).header("Idempotent-Replayed")).isEmpty();
        assertThat(transfers()).isEqualTo(2);
    }

    @Test
    void a_key_belongs_to_the_account_the_request_is_for() {
        transfer(100);
        var other = ready();
        var own = wire.post("/v1/payouts", "amount=10&currency=usd", "Idempotency-Key", "k1", "Stripe-Account", nora);
        var others =
                wire.post("/v1/payouts", "amount=10&currency=usd", "Idempotency-Key", "k1", "Stripe-Account", other);

        assertThat(own.status()).isEqualTo(200);
        assertThat(others.code()).isEqualTo("balance_insufficient");
        assertThat(others.header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void a_key_may_have_255_characters() {
        assertThat(transfer(1, "Idempotency-Key", "k".repeat(255)).status()).isEqualTo(200);
        assertThat(transfer(1, "Idempotency-Key", "k".repeat(256)).status()).isEqualTo(400);
    }

    @Test
    void reads_ignore_keys() {
        wire.get("/v1/balance", KEY);

        assertThat(transfer(100, KEY).header("Idempotent-Replayed")).isEmpty();
        assertThat(wire.get("/v1/balance", KEY).number("/available/0/amount")).isEqualTo(99_900);
    }

    @Test
    void a_wrong_key_and_too_many_requests_come_before_the_idempotency_layer() {
        transfer(100, KEY);
        wire.control("faults", "{\"kind\":\"rate_limit\",\"path\":\"transfers\",\"retry_after\":2}");

        var tooMany = transfer(100, KEY);
        var wrong = transfer(100, "Idempotency-Key", "k1", "Authorization", "Bearer sk_test_other");

        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.header("Retry-After")).isEqualTo("2");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(transfer(100, KEY).header("Idempotent-Replayed")).isEqualTo("true");
    }

    private void awaitArrival() {
        while (wire.control("requests?path=transfers").json().get("requests").isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
