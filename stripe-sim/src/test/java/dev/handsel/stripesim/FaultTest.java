package dev.handsel.stripesim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest extends SimulatorTest {

    private static final String[] KEY = {"Idempotency-Key", "k1"};

    /** What the first answer is, whether money moved, and what the repeat with the key gets. */
    @ParameterizedTest
    @CsvSource({
        "status_before,         500, 0, 200, false",
        "status_before_pinned,  500, 0, 500, true",
        "status_after,          500, 1, 500, true",
        "status_after_unpinned, 500, 1, 200, true",
        "rate_limit,            429, 0, 200, false",
        "in_use,                409, 0, 200, false",
        "unauthorized,          401, 0, 200, false",
        "delay_before,          200, 1, 200, true",
        "delay_during,          200, 1, 200, true",
        "delay_after,           200, 1, 200, true"
    })
    void every_kind_answers_and_acts_as_it_says(String kind, int first, long moved, int second, boolean replayed) {
        fault(kind);

        assertThat(transfer(100, KEY).status()).isEqualTo(first);
        assertThat(transfers()).isEqualTo(moved);

        var repeat = transfer(100, KEY);
        assertThat(repeat.status()).isEqualTo(second);
        assertThat(repeat.header("Idempotent-Replayed").equals("true")).isEqualTo(replayed);
        assertThat(transfers()).isEqualTo(kind.equals("status_before_pinned") ? 0 : 1);
    }

    @Test
    void a_connection_dropped_before_leaves_nothing() {
        fault("drop_before");

        assertThatThrownBy(() -> transfer(100, KEY)).isInstanceOf(UncheckedIOException.class);
        assertThat(transfers()).isZero();
        assertThat(transfer(100, KEY).header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void a_connection_dropped_after_leaves_the_effect_and_the_true_answer_under_the_key() {
        fault("drop_after");

        assertThatThrownBy(() -> transfer(100, KEY)).isInstanceOf(UncheckedIOException.class);
        assertThat(transfers()).isOne();
        var repeat = transfer(100, KEY);
        assertThat(repeat.status()).isEqualTo(200);
        assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(transfers()).isOne();
    }

    @Test
    void a_request_whose_client_gave_up_is_still_executed_later() throws Exception {
        wire.control("faults", "{\"path\":\"transfers\",\"millis\":700,\"kind\":\"delay_before\"}");
        try (var client = HttpClient.newHttpClient()) {
            var hasty = wire.posting("/v1/transfers", form(100), KEY)
                    .timeout(Duration.ofMillis(150))
                    .build();
            assertThatThrownBy(() -> client.send(hasty, BodyHandlers.ofString()))
                    .isInstanceOf(HttpTimeoutException.class);
        }
        assertThat(transfers()).isZero();

        await("the transfer is executed").until(() -> transfers() > 0);
        assertThat(transfer(100, KEY).header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void a_fault_strikes_as_often_as_asked_after_those_it_lets_through() {
        wire.control(
                "faults", "{\"kind\":\"status_before\",\"status\":503,\"method\":\"POST\",\"skip\":1,\"times\":2}");

        wire.get("/v1/balance");
        assertThat(transfer(1).status()).isEqualTo(200);
        assertThat(transfer(1).status()).isEqualTo(503);
        assertThat(transfer(1).status()).isEqualTo(503);
        assertThat(transfer(1).status()).isEqualTo(200);
        assertThat(wire.control("faults").number("/faults/0/fired")).isEqualTo(2);

        wire.deleteControl("faults");
        assertThat(wire.control("faults").json().get("faults")).isEmpty();
    }

    @Test
    void a_status_may_carry_a_code() {
        wire.control("faults", "{\"kind\":\"status_before\",\"status\":429,\"code\":\"lock_timeout\"}");

        assertThat(transfer(1).code()).isEqualTo("lock_timeout");
    }

    @Test
    void every_request_is_written_down_as_it_arrived() {
        fault("drop_before");
        assertThatThrownBy(() -> transfer(100, KEY)).hasCauseInstanceOf(IOException.class);
        transfer(100, KEY);
        transfer(100, KEY);

        var log = wire.control("requests?path=/v1/transfers").json().get("requests");

        assertThat(log.valueStream().map(each -> each.get("outcome").asString()))
                .containsExactly("drop_before", "200", "200 replayed");
        assertThat(log.get(0).get("idempotency_key").asString()).isEqualTo("k1");
        assertThat(log.get(0).at("/params/amount").asString()).isEqualTo("100");
        wire.deleteControl("requests");
        assertThat(wire.control("requests").json().get("requests")).isEmpty();
    }

    private void fault(String kind) {
        wire.control("faults", "{\"path\":\"^/v1/transfers$\",\"millis\":20,\"kind\":\"" + kind + "\"}");
    }
}
