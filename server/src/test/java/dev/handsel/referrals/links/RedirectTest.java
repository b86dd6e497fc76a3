package dev.handsel.referrals.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ClickId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.terms.ProgramScene;
import dev.handsel.programs.terms.Programs;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.Outage;
import dev.handsel.testing.StatementCount;
import dev.handsel.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

class RedirectTest extends ProgramScene {

    @Autowired
    Programs programs;

    @Autowired
    TransactionTemplate transactions;

    private Shop withNora(Shop shop) {
        assertThat(post(shop.key(), "/v1/affiliates", "{\"external_id\":\"nora\",\"code\":\"nora\"}")
                        .status())
                .isEqualTo(201);
        return shop;
    }

    private Reply follow(Shop shop, String rest, String... headers) {
        return send("GET", null, "/r/" + shop.slug() + rest, null, headers);
    }

    private static ClickId click(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(302);
        return ClickId.parse(reply.header("Location").replaceFirst(".*click_id=(\\w+).*", "$1"));
    }

    private List<Map<String, @Nullable Object>> rows(ClickId click) {
        return jdbc.sql("select * from click where id = :id")
                .param("id", click.value())
                .query()
                .listOfRows();
    }

    @Test
    void a_click_is_durable_before_the_visitor_is_sent_on() {
        var shop = withNora(shop());
        var reply = follow(shop, "/NORA?utm=x", "User-Agent", "Mozilla/5.0 (X11)", "Referer", "https://blog.example/");
        var id = click(reply);
        assertThat(reply.header("Location"))
                .isEqualTo("https://shop.example/start?lang=en&utm=x&via=nora&click_id=" + id + "#top");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("strict-origin-when-cross-origin");
        assertThat(reply.header("Set-Cookie"))
                .startsWith("hs_click_" + shop.slug() + "=" + id + "; Path=/; Max-Age=3888000;")
                .contains("SameSite=Lax")
                .doesNotContain("Secure")
                .doesNotContain("HttpOnly");
        assertThat(reply.text()).isEmpty();
        var row = rows(id).getFirst();
        assertThat(row.get("filtered")).isNull();
        assertThat(row.get("ip")).isEqualTo("127.0.0.1");
        assertThat(row.get("user_agent")).isEqualTo("Mozilla/5.0 (X11)");
        assertThat(row.get("referrer")).isEqualTo("https://blog.example/");
        assertThat(row.get("url")).isEqualTo(publicUrl.at("/r/" + shop.slug() + "/NORA?utm=x"));
    }

    @Test
    void a_click_is_the_visitors_and_not_the_proxys() {
        var shop = withNora(shop());
        var id = click(follow(shop, "/nora", "User-Agent", "Mozilla/5.0 (X11)", "X-Forwarded-For", "198.51.100.7"));
        assertThat(rows(id).getFirst().get("ip")).isEqualTo("198.51.100.7");
    }

    @Test
    void a_redirect_with_what_it_needs_in_memory_is_one_statement() {
        var shop = withNora(shop());
        follow(shop, "/nora");
        var count = StatementCount.of(() -> follow(shop, "/nora/deeper"));
        assertThat(count.statements()).hasSize(1);
        assertThat(count.statements().getFirst()).startsWith("insert into click");
    }

    @Test
    void a_link_leads_to_its_own_page_to_its_affiliates_credit() {
        var shop = shop();
        var nora = person();
        var body = "{\"program\":\"%s\",\"code\":\"nora\"}".formatted(shop.id());
        assertThat(post(nora.bearer(), "/v1/affiliates", body).status()).isEqualTo(201);
        var link = "{\"program\":\"%s\",\"slug\":\"eu\",\"landing_url\":\"https://eu.shop.example/\"}"
                .formatted(shop.id());
        var made = post(nora.bearer(), "/v1/affiliates/me/links", link)
                .json()
                .get("id")
                .asString();
        var reply = follow(shop, "/eu/sale");
        assertThat(reply.header("Location")).startsWith("https://eu.shop.example/sale?via=nora&click_id=");
        assertThat(rows(click(reply)).getFirst().get("link_id")).isNotNull();
        var path = "/v1/affiliates/me/links/" + made;
        send("PATCH", nora.bearer(), path, "{\"landing_url\":\"https://eu.shop.example/new\"}");
        assertThat(follow(shop, "/eu").header("Location")).startsWith("https://eu.shop.example/new?");
        var hosts = "{\"allowed_landing_hosts\":[\"shop.example\"]}";
        send("PATCH", person("owner").bearer(), "/v1/programs/" + shop.id(), hosts, "If-Match", "*");
        assertThat(follow(shop, "/eu").header("Location")).startsWith("https://shop.example/start?");
        send("DELETE", nora.bearer(), path, null);
        assertThat(follow(shop, "/eu").header("Location")).isEqualTo("https://shop.example/start?lang=en#top");
        assertThat(dead(shop)).containsExactly("nobody");
    }

    @Test
    void clicks_of_a_test_programme_happen_by_its_clock() {
        var shop = withNora(shop(wish -> wish.put("clock", "2025-01-01T00:00:00Z")));
        follow(shop, "/nora");
        var later = Instant.parse("2025-03-01T00:00:00Z");
        transactions.executeWithoutResult(_ -> programs.moveClock(ProgramId.parse(shop.id()), later));
        var at = rows(click(follow(shop, "/nora"))).getFirst().get("occurred_at");
        assertThat(at).isEqualTo(java.sql.Timestamp.from(later));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, User-Agent, Googlebot/2.1, bot",
        "GET, Sec-Purpose, prefetch;prerender, prefetch",
        "GET, X-Moz, prefetch, prefetch",
        "GET, Sec-Purpose, Prefetch;Anonymous-Client-IP, prefetch",
        "HEAD, User-Agent, Mozilla/5.0, method",
        "GET, Sec-Fetch-Dest, image, not_navigated",
        "GET, Sec-Fetch-Dest, iframe, not_navigated",
        "GET, Sec-Fetch-Dest, script, not_navigated",
        "GET, Sec-Fetch-Dest, style, not_navigated",
        "GET, Sec-Fetch-Dest, empty, not_navigated",
        "GET, Sec-Fetch-Mode, no-cors, not_navigated",
        "GET, Sec-Fetch-Mode, cors, not_navigated",
        "GET, Sec-Fetch-User, ?0, not_navigated"
    })
    void machines_are_sent_on_and_not_counted(String method, String header, String value, String why) {
        var shop = withNora(shop());
        var reply = send(method, null, "/r/" + shop.slug() + "/nora", null, header, value);
        assertThat(rows(click(reply)).getFirst().get("filtered")).isEqualTo(why);
        assertThat(reply.header("Set-Cookie")).isEmpty();
    }

    @Test
    void what_a_person_opens_counts_with_or_without_a_click_that_the_browser_saw() {
        var shop = withNora(shop());
        for (var user : List.of(new String[] {}, new String[] {"Sec-Fetch-User", "?1"})) {
            var headers = new ArrayList<>(List.of("Sec-Fetch-Dest", "document", "Sec-Fetch-Mode", "navigate"));
            headers.addAll(List.of(user));
            var reply = follow(shop, "/nora", headers.toArray(String[]::new));
            assertThat(rows(click(reply)).getFirst().get("filtered")).isNull();
            assertThat(reply.header("Set-Cookie")).startsWith("hs_click_" + shop.slug() + "=");
        }
    }

    @Test
    void a_link_that_a_page_loads_as_an_image_earns_nothing() {
        var shop = withNora(shop());
        var click = click(follow(shop, "/nora", "Sec-Fetch-Dest", "image", "Sec-Fetch-Mode", "no-cors"));
        var signup = """
                {"id": "s1", "type": "signup", "customer": "ann", "occurred_at": "%s", "click_id": "%s"}
                """.formatted(clock.instant(), click);
        var answer = post(shop.key(), "/v1/events", signup).json().at("/events/0");
        assertThat(answer.path("result").asString()).isEqualTo("not_attributed");
        assertThat(answer.path("reason").asString()).isEqualTo("click_filtered");
    }

    @Test
    void no_cookie_is_set_where_the_browser_objects_or_consent_is_missing() {
        var shop = withNora(shop());
        assertThat(follow(shop, "/nora", "Sec-GPC", "1").header("Set-Cookie")).isEmpty();
        var careful = withNora(shop(wish -> wish.put("consent", "required")));
        assertThat(follow(careful, "/nora").header("Set-Cookie")).isEmpty();
        assertThat(follow(careful, "/nora", "Cookie", "hs_consent=granted").header("Set-Cookie"))
                .isNotEmpty();
        var own = "hs_consent_" + careful.slug();
        assertThat(follow(careful, "/nora", "Cookie", own + "=granted").header("Set-Cookie"))
                .isNotEmpty();
        for (var other : List.of(own + "=no; hs_consent=granted", "hs_consent_other=granted")) {
            assertThat(follow(careful, "/nora", "Cookie", other).header("Set-Cookie"))
                    .isEmpty();
        }
        assertThat(follow(careful, "/nora", "Cookie", own + "=granted", "Sec-GPC", "1")
                        .header("Set-Cookie"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/emil", "/emil/deeper?x=y", "/", "", "/%6eora", "/nora%27--", "//evil.example"})
    void a_dead_link_leads_to_the_landing_page_to_nobodys_credit(String rest) {
        var shop = withNora(shop());
        var reply = follow(shop, rest);
        if (reply.status() != 400) {
            assertThat(reply.status()).as(reply.text()).isEqualTo(302);
            assertThat(reply.header("Location")).isEqualTo("https://shop.example/start?lang=en#top");
            assertThat(reply.header("Set-Cookie")).isEmpty();
            assertThat(dead(shop)).containsExactly("nobody");
        }
    }

    /** Whose the dead links are that were followed. */
    private List<String> dead(Shop shop) {
        return jdbc.sql("""
                        select coalesce(a.code, 'nobody') from click c left join affiliate a on a.id = c.affiliate_id
                        where c.program_id = (select id from program where slug = :slug) and c.filtered = 'dead_link'
                        """)
                .param("slug", shop.slug())
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void the_link_of_an_affiliate_who_earns_no_more_is_dead() {
        var shop = withNora(shop());
        jdbc.sql(
                        "update affiliate set state = 'disabled' where program_id = (select id from program where slug = :slug)")
                .param("slug", shop.slug())
                .update();
        var reply = follow(shop, "/nora", "User-Agent", "Googlebot/2.1");
        assertThat(reply.header("Location")).isEqualTo("https://shop.example/start?lang=en#top");
        assertThat(dead(shop)).containsExactly("nora");
    }

    @Test
    void a_link_of_no_programme_ends_on_a_page_or_in_a_problem() {
        for (var path : List.of("/r/nowhere/nora", "/r/nowhere", "/r/")) {
            isRefused(get(null, path), 404, "not_found");
            var page = send("GET", null, path, null, "Accept", "text/html,*/*;q=0.8");
            assertThat(page.status()).isEqualTo(404);
            assertThat(page.header("Content-Type")).startsWith("text/html");
            assertThat(page.text()).contains("This link leads nowhere").doesNotContain("nowhere/nora");
        }
        isRefused(send("POST", null, "/r/" + shop().slug() + "/nora", "{}"), 405, "method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/https://evil.example",
                "/..//evil.example",
                "/../../x",
                "/%2e%2e/x",
                "/%2f%2fevil.example",
                "/%5c%5cevil.example",
                "/\\evil.example",
                "/@evil.example",
                "/.evil.example",
                "/;evil",
                "/%0d%0aLocation:%20x",
                "/%00",
                "?via=evil&click_id=evil",
                "?next=//evil.example",
                "?a=%0d%0aSet-Cookie:x=y",
                "?|<>\"",
                "/%c0%ae%c0%ae/",
                "/a/./b",
                "/?#@evil.example",
                "/%252e%252e/"
            })
    void no_visitor_is_ever_sent_elsewhere(String rest) throws Exception {
        var shop = withNora(shop());
        var answer = raw("/r/" + shop.slug() + "/nora" + rest);
        var status = Integer.parseInt(answer.getFirst().substring(9, 12));
        assertThat(status).isIn(302, 400, 404);
        var locations = answer.stream()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("location:"))
                .toList();
        assertThat(locations).hasSize(status == 302 ? 1 : 0);
        for (var location : locations) {
            var uri = URI.create(location.substring(9).strip());
            assertThat(uri.getScheme() + "://" + uri.getRawAuthority()).isEqualTo("https://shop.example");
            assertThat(uri.getPath()).startsWith("/start").doesNotContain("//", "/..");
            assertThat(uri.getQuery()).contains("via=nora&click_id=clk_").doesNotContain("via=evil");
        }
        assertThat(answer).noneMatch(line -> line.startsWith("Set-Cookie:x"));
    }

    /** The head of the answer to a request line that no client library would send. */
    private List<String> raw(String target) throws Exception {
        var server = URI.create(publicUrl.text());
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            var request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            return lines.lines().takeWhile(line -> !line.isEmpty()).toList();
        }
    }

    @Test
    void hostile_headers_do_no_harm() throws Exception {
        var shop = withNora(shop());
        var reply = follow(
                shop, "/nora", "User-Agent", "x'); drop table click;--" + "é".repeat(2000), "Referer", "\"<script>");
        var row = rows(click(reply)).getFirst();
        assertThat(String.valueOf(row.get("user_agent"))).hasSize(1000).startsWith("x'); drop table");
    }

    @Test
    void visitors_are_sent_on_while_the_database_is_stuck_and_the_click_is_stored_later() throws Exception {
        var shop = withNora(shop());
        follow(shop, "/nora");
        ClickId click;
        try (var other = TestDatabase.shared().dataSource().getConnection()) {
            other.setAutoCommit(false);
            execute(other, "lock table click in access exclusive mode");
            click = click(follow(shop, "/nora"));
            other.rollback();
        }
        assertStoredSoon(click);
    }

    @Test
    void visitors_are_sent_on_while_the_database_is_away_and_the_click_is_stored_later() throws Exception {
        var shop = withNora(shop());
        follow(shop, "/nora");
        var click = new AtomicReference<@Nullable ClickId>();
        Outage.during(jdbc, () -> {
            click.set(click(follow(shop, "/nora")));
            isRefused(follow(shop, "/emil"), 503, "database_unavailable");
        });
        assertStoredSoon(Objects.requireNonNull(click.get()));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void assertStoredSoon(ClickId click) {
        Eventually.happens(Duration.ofSeconds(30), "the click is stored", () -> {
            try {
                return !rows(click).isEmpty();
            } catch (DataAccessException _) {
                // The pool has not noticed yet.
                return false;
            }
        });
    }
}
