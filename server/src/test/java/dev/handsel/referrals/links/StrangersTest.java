package dev.handsel.referrals.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.platform.limits.Limit;
import dev.handsel.programs.terms.ProgramScene;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.TestDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits for those of whom only the network is known. This machine is a trusted proxy, so each test comes from networks of its own. */
class StrangersTest extends ProgramScene {

    private final String network = "2001:%x:%x:"
            .formatted(
                    ThreadLocalRandom.current().nextInt(0x10000),
                    ThreadLocalRandom.current().nextInt(0x10000));

    Shop shop = new Shop("", "", "", JSON.nullNode(), "");

    @BeforeEach
    void nora() {
        shop = shop();
        for (var name : List.of("nora", "emil")) {
            var body = "{\"external_id\":\"%s\",\"code\":\"%s\"}".formatted(name, name);
            assertThat(post(shop.key(), "/v1/affiliates", body).status()).isEqualTo(201);
        }
    }

    /** Somewhere in the network, each time at another address of it. */
    private Reply from(String subnet, String method, String path, @Nullable String bearer, @Nullable String body) {
        var address =
                network + subnet + "::%x".formatted(ThreadLocalRandom.current().nextInt(0x10000));
        return send(method, bearer, path, body, "X-Forwarded-For", address);
    }

    private Map<Integer, Integer> statuses(int times, Callable<Reply> call) throws Exception {
        var counted = new HashMap<Integer, Integer>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Reply> reply : threads.invokeAll(java.util.Collections.nCopies(times, call))) {
                counted.merge(reply.get().status(), 1, Integer::sum);
            }
        }
        return counted;
    }

    @Test
    void whoever_guesses_api_keys_is_refused_and_keys_that_are_in_use_are_not() throws Exception {
        var wrong = "hsk_live_" + "A".repeat(49);
        var path = "/v1/programs/" + shop.id();
        var guesses = statuses(Limit.WRONG_API_KEYS.size() + 20, () -> from("1", "GET", path, wrong, null));
        assertThat(guesses.keySet()).containsExactlyInAnyOrder(401, 429);
        var refused = from("1", "GET", path, wrong, null);
        isRefused(refused, 429, "too_many_failures");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        assertThat(from("1", "GET", path, shop.key(), null).status()).isEqualTo(200);
        isRefused(from("2", "GET", path, wrong, null), 401, "invalid_api_key");
    }

    private Reply click(String subnet, String code) {
        var body =
                "{\"program\":\"%s\",\"code\":\"%s\",\"url\":\"https://shop.example/\"}".formatted(shop.slug(), code);
        return from(subnet, "POST", "/v1/clicks", null, body);
    }

    @Test
    void whoever_guesses_codes_is_refused_and_codes_that_are_in_use_are_not() throws Exception {
        assertThat(click("1", "nora").status()).isEqualTo(200);
        var guesses = statuses(Limit.WRONG_CODES.size() + 20, () -> click("1", "nobody"));
        assertThat(guesses.keySet()).containsExactlyInAnyOrder(404, 429);
        isRefused(click("1", "nobody"), 429, "too_many_failures");
        assertThat(click("1", "nora").status()).isEqualTo(200);
        isRefused(click("2", "nobody"), 404, "not_found");
    }

    @Test
    void clicks_for_one_affiliate_from_one_network_are_bounded() throws Exception {
        int most = Limit.POSTED_CLICKS.size();
        var posted = statuses(most + 10, () -> click("1", "nora"));
        assertThat(posted).isEqualTo(Map.of(200, most, 429, 10));
        assertThat(click("1", "emil").status()).isEqualTo(200);
        assertThat(click("2", "nora").status()).isEqualTo(200);
    }

    @Test
    void no_redirect_is_refused_but_what_is_too_much_counts_for_nothing() throws Exception {
        int most = Limit.REDIRECTS.size();
        var path = "/r/" + shop.slug() + "/nora";
        assertThat(statuses(most + 10, () -> from("1", "GET", path, null, null)))
                .isEqualTo(Map.of(302, most + 10));
        var one = from("1", "GET", path, null, null);
        assertThat(one.header("Location")).startsWith("https://shop.example/start?");
        assertThat(one.header("Set-Cookie")).isEmpty();
        assertThat(from("2", "GET", path, null, null).header("Set-Cookie")).isNotEmpty();
        var counts = jdbc.sql("""
                        select count(*) filter (where filtered is null) || ' ' || count(*) filter (where filtered = 'over_limit')
                        from click where program_id = (select id from program where slug = :slug)
                        """)
                .param("slug", shop.slug())
                .query((row, _) -> row.getString(1))
                .single();
        assertThat(counts).isEqualTo(most + 1 + " 11");
    }

    @Test
    void secrets_of_links_are_guessed_in_vain_and_not_often() throws Exception {
        var guess = "{\"token\":\"nonsense\"}";
        var guesses = statuses(
                Limit.WRONG_LINKS.size() + 10, () -> from("1", "POST", "/v1/devices/confirmations", null, guess));
        assertThat(guesses.keySet()).containsExactlyInAnyOrder(404, 429);
        for (var page : List.of("/setup?token=x", "/devices/confirm?token=x", "/devices/disown?key=x")) {
            isRefused(from("1", "GET", page, null, null), 429, "too_many_failures");
            assertThat(from("2", "GET", page, null, null).status()).isEqualTo(404);
        }
    }

    @Test
    void one_caller_waits_for_two_costly_answers_at_a_time() throws Exception {
        var analyst = person("analyst").bearer();
        var path = "/v1/ledger/verify";
        try (var threads = Executors.newFixedThreadPool(2);
                var other = TestDatabase.shared().dataSource().getConnection()) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("lock table ledger_posting in access exclusive mode");
            }
            var waiting = List.of(threads.submit(() -> get(analyst, path)), threads.submit(() -> get(analyst, path)));
            Eventually.happens(Duration.ofSeconds(30), "both wait for the ledger", () -> waitingForTheLedger() == 2);
            var third = get(analyst, path);
            isRefused(third, 429, "too_many_at_once");
            assertThat(third.header("Retry-After")).isEqualTo("5");
            other.rollback();
            for (var answer : waiting) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
        for (int i = 0; i < 3; i++) {
            assertThat(get(analyst, path).status()).isEqualTo(200);
        }
    }

    private int waitingForTheLedger() {
        return jdbc.sql("""
                        select count(distinct pid) from pg_locks
                        where not granted and relation = 'ledger_posting'::regclass
                        """).query(Integer.class).single();
    }
}
