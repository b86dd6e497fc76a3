package dev.handsel.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.identity.access.Role;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.StatementCount;
import dev.handsel.testing.Trial;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

@HandselTest
class IdempotencyTest {

    private final Client client;
    private final Trial trial;
    private final IdempotencyKeys keys;
    private final JdbcClient jdbc;
    private final Bearers bearers;
    private final String name = "thing-" + UUID.randomUUID();
    private final String key = UUID.randomUUID().toString();

    IdempotencyTest(
            @Value("${handsel.public-url}") String url,
            @Autowired Trial trial,
            @Autowired IdempotencyKeys keys,
            @Autowired JdbcClient jdbc,
            @Autowired Bearers bearers) {
        this.client = new Client(url);
        this.trial = trial;
        this.keys = keys;
        this.jdbc = jdbc;
        this.bearers = bearers;
    }

    private String thing() {
        return "{\"name\": \"" + name + "\", \"size\": 1}";
    }

    private Client.Reply post(String what) {
        return client.post("/v1/trial/" + what, thing(), "Idempotency-Key", key, "X-Trial-Caller", "nora");
    }

    private int stored() {
        return jdbc.sql("select count(*) from http_idempotency where key = :key")
                .param("key", key)
                .query(Integer.class)
                .single();
    }

    @Test
    void the_same_request_gets_the_first_answer_again() {
        var first = post("things");
        var again = post("things");
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        for (var header : List.of("Location", "ETag", "Content-Type")) {
            assertThat(again.header(header)).isNotEmpty().isEqualTo(first.header(header));
        }
        assertThat(again.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
        assertThat(trial.countOf(name)).isOne();
    }

    @Test
    void another_request_with_the_key_is_refused() {
        post("things");
        var other = client.post(
                "/v1/trial/things", "{\"name\": \"x\", \"size\": 1}", "Idempotency-Key", key, "X-Trial-Caller", "nora");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency_key_reused");
        var query = client.post("/v1/trial/things?x=1", thing(), "Idempotency-Key", key, "X-Trial-Caller", "nora");
        assertThat(query.status()).isEqualTo(422);
    }

    @Test
    void keys_of_other_callers_and_routes_are_other_keys() {
        post("things");
        post("keyed");
        client.post("/v1/trial/things", thing(), "Idempotency-Key", key, "X-Trial-Caller", "mallory");
        assertThat(trial.countOf(name)).isEqualTo(3);
    }

    @Test
    void the_caller_of_a_key_is_whoever_proved_it() {
        var nora = bearers.with();
        for (var token : List.of(nora, bearers.with(), nora)) {
            var made = client.post("/v1/closed_trial", thing(), "Idempotency-Key", key, "Authorization", token);
            assertThat(made.status()).isEqualTo(200);
        }
        assertThat(trial.countOf(name)).isEqualTo(2);
        assertThat(jdbc.sql("select scope from http_idempotency where key = :key")
                        .param("key", key)
                        .query(String.class)
                        .list())
                .hasSize(2)
                .allMatch(scope -> scope.matches("account:acc_[0-9a-z]{26} POST /v1/closed_trial"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/trial/things",
        "POST, /v1/clicks",
        "POST, /v1/devices/confirmations",
        "POST, /v1/device/heartbeat",
        "GET, /v1/device/self",
        "POST, /v1/stripe/connect",
        "POST, /v1/programs/none/stripe/billing",
        "GET, /v1/meta"
    })
    void where_nobody_is_known_no_key_is_taken(String method, String path) {
        var refused = client.send(method, path, BodyPublishers.ofString(thing()), "Idempotency-Key", key);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("idempotency_key_not_taken");
        assertThat(trial.countOf(name)).isZero();
        assertThat(stored()).isZero();
    }

    /** Another role of theirs may be what the first answer was for, so each must be there. */
    @Test
    void a_kept_answer_is_for_whoever_still_has_the_rights_that_it_was_given_to() {
        var manager = bearers.with(Role.MANAGER);
        var account = client.get("/v1/accounts/me", "Authorization", manager)
                .json()
                .get("id")
                .asString();
        assertThat(ask(manager).status()).isEqualTo(200);
        assertThat(ask(manager).header("Idempotent-Replayed")).isEqualTo("true");

        give(account, "[\"manager\", \"finance\"]");
        assertThat(ask(manager).header("Idempotent-Replayed")).isEqualTo("true");
        give(account, "[\"finance\"]");
        var refused = ask(manager);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("forbidden");
        assertThat(trial.countOf(name)).isOne();
        give(account, "[\"manager\"]");
        assertThat(ask(manager).header("Idempotent-Replayed")).isEqualTo("true");
    }

    private Client.Reply ask(String who) {
        return client.post("/v1/closed_trial", thing(), "Idempotency-Key", key, "Authorization", who);
    }

    private void give(String account, String roles) {
        var given = client.send(
                "PUT",
                "/v1/accounts/" + account + "/roles",
                BodyPublishers.ofString("{\"roles\": " + roles + "}"),
                "Authorization",
                bearers.with(Role.OWNER));
        assertThat(given.status()).as(given.text()).isEqualTo(200);
    }

    @Test
    void twenty_at_once_have_one_effect() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Client.Reply>>();
            for (int i = 0; i < 20; i++) {
                running.add(threads.submit(() -> post("slow")));
            }
            var successes = 0;
            for (var future : running) {
                var reply = future.get();
                if (reply.status() == 409) {
                    assertThat(reply.code()).isEqualTo("idempotency_in_progress");
                    assertThat(reply.header("Retry-After")).isEqualTo("1");
                } else {
                    assertThat(reply.status()).isEqualTo(200);
                    successes++;
                }
            }
            assertThat(successes).isPositive();
        }
        assertThat(trial.countOf(name)).isOne();
        assertThat(post("slow").header("Idempotent-Replayed")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused_after_effect", "failing_after_effect", "unstorable", "uncommittable"})
    void an_answer_that_is_no_success_leaves_nothing_behind(String what) {
        assertThat(post(what).status()).isGreaterThanOrEqualTo(409);
        assertThat(trial.runsOf(name)).isPositive();
        assertThat(trial.countOf(name)).isZero();
        assertThat(stored()).isZero();
        assertThat(post(what).header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void a_failure_to_keep_the_answer_is_told_as_a_failure() {
        assertThat(post("unstorable").status()).isEqualTo(500);
        assertThat(post("unstorable").text()).contains("internal_error").doesNotContain("nul");
        assertThat(post("uncommittable").status()).isEqualTo(500);
    }

    @Test
    void work_that_lost_against_somebody_else_is_done_again_from_a_clean_start() {
        var answer = post("contended");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().headers().allValues("X-Attempt")).containsExactly("last");
        assertThat(answer.response().headers().allValues("Content-Type")).hasSize(1);
        assertThat(trial.runsOf(name)).isEqualTo(3);
        assertThat(trial.countOf(name)).isOne();
    }

    @Test
    void a_secret_is_shown_once_and_never_stored() {
        var first = post("secrets");
        var again = post("secrets");
        assertThat(first.json().get("secret").asString()).isEqualTo("s3cret");
        assertThat(first.json().has("secret_shown")).isFalse();
        assertThat(again.json().get("secret").isNull()).isTrue();
        assertThat(again.json().get("secret_shown").asBoolean()).isTrue();
        assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(jdbc.sql("select body from http_idempotency where key = :key")
                        .param("key", key)
                        .query(String.class)
                        .single())
                .doesNotContain("s3cret");
    }

    @Test
    void a_key_is_required_where_the_handler_says_so() {
        var refused = client.post("/v1/trial/keyed", thing());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("idempotency_key_required");
        assertThat(trial.countOf(name)).isZero();
    }

    @Test
    void keys_have_1_to_255_printable_characters() {
        for (var malformed : List.of("", "x".repeat(256), "a\tb")) {
            var refused =
                    client.post("/v1/trial/things", thing(), "Idempotency-Key", malformed, "X-Trial-Caller", "nora");
            assertThat(refused.code()).isEqualTo("idempotency_key_malformed");
            assertThat(refused.status()).isEqualTo(400);
        }
        var longest = UUID.randomUUID() + "x".repeat(255 - 36);
        assertThat(client.post("/v1/trial/things", thing(), "Idempotency-Key", longest, "X-Trial-Caller", "nora")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void removals_may_carry_a_key_too() {
        for (int i = 0; i < 2; i++) {
            var gone = client.send(
                    "DELETE",
                    "/v1/trial/things/" + name,
                    BodyPublishers.noBody(),
                    "Idempotency-Key",
                    key,
                    "X-Trial-Caller",
                    "nora");
            assertThat(gone.status()).isEqualTo(204);
        }
        assertThat(trial.countOf(name)).isOne();
    }

    @Test
    void old_answers_are_forgotten() {
        post("things");
        assertThat(keys.purge(Instant.now().minus(Duration.ofDays(7)))).isZero();
        jdbc.sql("update http_idempotency set created_at = created_at - interval '8 days' where key = :key")
                .param("key", key)
                .update();
        assertThat(keys.purge(Instant.now().minus(Duration.ofDays(7)))).isOne();
        assertThat(post("things").header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void a_keyed_request_costs_three_statements_more() {
        var counted = StatementCount.of(() -> post("things"));
        assertThat(counted.statements()).hasSize(4);
        assertThat(StatementCount.of(() -> post("things")).total()).isEqualTo(2);
    }
}
