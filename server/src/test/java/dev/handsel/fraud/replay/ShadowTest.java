package dev.handsel.fraud.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.History;
import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.HandselTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Parameters that are tried beside those in force, and what they would change. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class ShadowTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String LOOSER =
            "{\"parameters\": {\"hold_at\": 0.99, \"block_at\": 0.99, \"soon_window\": 60}}";

    @Autowired
    ReplayScene scene;

    @Autowired
    ShadowStore store;

    @Autowired
    Replays replays;

    @Autowired
    History history;

    @Autowired
    InstantSource clock;

    @Autowired
    Bearers bearers;

    @Autowired
    JdbcClient jdbc;

    @Value("${handsel.public-url}")
    String url;

    private Shop shop;
    private ProgramId program;
    private ShadowRuns runs;

    @BeforeEach
    void open() {
        shop = scene.shop();
        program = ReplayScene.program(shop);
        // One of its own, which no timer calls and no other test has closed.
        runs = new ShadowRuns(store, history, replays, clock);
    }

    private Reply send(String method, Role role, String body) {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return new Client(url)
                .send(
                        method,
                        "/v1/programs/" + shop.id() + "/fraud_parameters/shadow",
                        publisher,
                        "Authorization",
                        bearers.with(role),
                        "Content-Type",
                        "application/json");
    }

    private JsonNode get() {
        var reply = send("GET", Role.ANALYST, "");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    /** As if nobody had set out to look at this one since then. */
    private void triedAt(Instant at) {
        jdbc.sql("update fraud_shadow set tried_at = :at::timestamptz where program_id = :program")
                .param("at", at.toString())
                .param("program", program.value())
                .update();
    }

    private void set() {
        var reply = send("PUT", Role.MANAGER, LOOSER);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    @Test
    void what_it_would_change_is_seen_at_once_and_changes_nothing() {
        assertThat(send("GET", Role.ANALYST, "").status()).isEqualTo(404);
        var before = Fingerprint.of(jdbc);

        set();
        runs.run(clock.instant(), LONG);

        var seen = get();
        assertThat(seen.get("state").asString()).isEqualTo("evaluated");
        assertThat(seen.at("/parameters/hold_at").asDouble()).isEqualTo(0.99);
        assertThat(seen.has("failed")).isFalse();
        assertThat(seen.at("/result/time").asString()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(seen.at("/result/event").asString()).startsWith("invoice_paid-");
        assertThat(seen.at("/result/events").asInt()).isEqualTo(22);
        assertThat(seen.at("/result/accounts").asInt()).isEqualTo(3);
        assertThat(seen.at("/result/counts").toString())
                .isEqualTo("{\"multi_account\":{\"flag\":3},\"self_referral\":{\"flag\":2}}");
        assertThat(seen.at("/result/money").toString())
                .isEqualTo("[{\"currency\":\"USD\",\"held\":0,\"not_earned\":0,\"released\":2400}]");
        assertThat(seen.at("/result/differences/0").toString())
                .isEqualTo(
                        "{\"kind\":\"account\",\"id\":\"ann\",\"type\":\"self_referral\",\"now\":\"hold\",\"action\":\"flag\","
                                + "\"stops_all\":false,\"rule\":\"SR-3\"}");
        assertThat(seen.at("/result/left").asInt()).isZero();
        before.remove("audit_entry");
        assertThat(Fingerprint.of(jdbc)).containsAllEntriesOf(before);
        assertThat(shop.audited(shop.id())).containsOnlyOnce("fraud.shadow.set");
    }

    @Test
    void it_is_looked_at_again_an_hour_later_where_something_was_told_since() {
        set();
        runs.run(clock.instant(), LONG);
        shop.tell(Event.login("bob").at("2025-12-30T00:00:00Z"));
        scene.judge(shop);
        runs.run(clock.instant(), LONG);
        assertThat(get().at("/result/events").asInt()).isEqualTo(22);
        triedAt(clock.instant().minus(Duration.ofMinutes(61)));
        runs.run(clock.instant(), LONG);
        assertThat(get().at("/result/events").asInt()).isEqualTo(23);

        var evaluated = get().at("/result/evaluated_at").asString();
        triedAt(clock.instant().minus(Duration.ofMinutes(61)));
        runs.run(clock.instant(), LONG);
        assertThat(get().at("/result/evaluated_at").asString()).isEqualTo(evaluated);
    }

    @Test
    void one_that_takes_too_long_is_given_up_and_says_so_beside_what_was_found_before() {
        set();
        runs.run(clock.instant(), Duration.ZERO);
        assertThat(get().get("state").asString()).isEqualTo("failed");
        assertThat(get().at("/failed/reason").asString()).isEqualTo("too_long");
        assertThat(get().has("result")).isFalse();
        triedAt(clock.instant().minus(Duration.ofMinutes(61)));
        runs.run(clock.instant(), LONG);
        assertThat(get().get("state").asString()).isEqualTo("evaluated");
        assertThat(get().has("failed")).isFalse();
    }

    @Test
    void one_that_takes_too_much_memory_is_given_up() {
        set();
        new ShadowRuns(store, history, replays, clock, 5).run(clock.instant(), LONG);
        assertThat(get().at("/failed/reason").asString()).isEqualTo("too_large");
    }

    @Test
    void what_fails_is_kept_and_told() {
        set();
        jdbc.sql("update fraud_cursor set state = '{' where program_id = :program")
                .param("program", program.value())
                .update();
        runs.run(clock.instant(), LONG);
        assertThat(get().get("state").asString()).isEqualTo("failed");
        assertThat(get().at("/failed/reason").asString()).endsWith("Exception");
    }

    @Test
    void whoever_stops_leaves_it_to_the_next() {
        set();
        // Its clock is first asked once it has begun.
        var stopped = new AtomicReference<ShadowRuns>();
        stopped.set(new ShadowRuns(store, history, replays, () -> {
            stopped.get().close();
            return clock.instant();
        }));
        stopped.get().run(clock.instant(), LONG);
        assertThat(get().get("state").asString()).isEqualTo("waiting");
        assertThat(store.find(program).orElseThrow().triedAt()).isNull();
        stopped.get().run(clock.instant(), LONG);
        assertThat(store.find(program).orElseThrow().triedAt()).isNull();
        runs.run(clock.instant(), LONG);
        assertThat(get().get("state").asString()).isEqualTo("evaluated");
    }

    @Test
    void of_several_one_looks() throws Exception {
        set();
        var shadow = store.find(program).orElseThrow();
        var claims = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> store.claim(shadow, clock.instant().plusSeconds(i)), Thread::startVirtualThread))
                .toList();
        long won = 0;
        for (var claim : claims) {
            won += claim.get(30, TimeUnit.SECONDS) ? 1 : 0;
        }
        assertThat(won).isEqualTo(1);
    }

    @Test
    void what_was_found_by_others_is_not_kept_with_those_that_took_their_place() {
        set();
        var first = store.find(program).orElseThrow();
        assertThat(send("PUT", Role.OWNER, "{\"parameters\": {}}").status()).isEqualTo(200);
        assertThat(store.claim(first, clock.instant())).isFalse();
        store.failed(first, new Shadow.Failure(clock.instant(), "any"));
        assertThat(get().get("state").asString()).isEqualTo("waiting");
        runs.run(clock.instant(), LONG);
        assertThat(get().at("/result/differences")).isEmpty();
    }

    @Test
    void it_is_taken_away_once_and_only_by_who_may() {
        set();
        assertThat(send("DELETE", Role.ANALYST, "").status()).isEqualTo(403);
        assertThat(send("PUT", Role.ANALYST, LOOSER).status()).isEqualTo(403);
        assertThat(send("DELETE", Role.MANAGER, "").status()).isEqualTo(204);
        assertThat(send("DELETE", Role.MANAGER, "").status()).isEqualTo(404);
        assertThat(send("GET", Role.ANALYST, "").status()).isEqualTo(404);
        assertThat(shop.audited(shop.id())).containsOnlyOnce("fraud.shadow.removed");
    }

    @Test
    void every_fault_is_named() {
        var refused =
                send("PUT", Role.MANAGER, "{\"parameters\": {\"hold_at\": 2, \"no_such\": 1}, \"effects\": \"full\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.faults())
                .isEqualTo(List.of(
                        "/effects unknown_member",
                        "/parameters/hold_at out_of_range",
                        "/parameters/no_such unknown_member"));
    }
}
