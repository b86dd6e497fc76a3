package dev.handsel.referrals.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ClickId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.terms.ProgramScene;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.customers.ReferralFigures;
import dev.handsel.testing.Client.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/** One browser's clicks: the first one and the last one, and once an hour in the figures. */
class TouchesTest extends ProgramScene {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Autowired
    Programs programs;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ReferralFigures figures;

    /** A browser that keeps what it is given, for as long as nobody asks. */
    private final class Jar {

        private final Map<String, String> cookies = new HashMap<>();

        private UUID visitor(Shop shop) {
            return id(Objects.requireNonNull(cookies.get("hs_visitor_" + shop.slug())));
        }

        private ClickId follow(Shop shop, String code, String... headers) {
            var all = new ArrayList<>(List.of(headers));
            if (!cookies.isEmpty()) {
                var pairs = cookies.entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                        .toList();
                all.addAll(List.of("Cookie", String.join("; ", pairs)));
            }
            var reply = send("GET", null, "/r/" + shop.slug() + "/" + code, null, all.toArray(String[]::new));
            assertThat(reply.status()).as(reply.text()).isEqualTo(302);
            for (var cookie : given(reply)) {
                var pair = cookie.split(";", 2)[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            }
            return ClickId.parse(reply.header("Location").replaceFirst(".*[?&]click_id=(\\w+).*", "$1"));
        }
    }

    /** The id in front of its proof. */
    private static UUID id(String visitor) {
        assertThat(visitor).matches(VisitorProofs.FORM);
        return UUID.fromString(visitor.substring(0, visitor.indexOf('.')));
    }

    private static List<String> given(Reply reply) {
        return reply.response().headers().allValues("Set-Cookie");
    }

    private Shop shop(String model) {
        var shop = shop(wish -> {
            wish.put("clock", START.toString());
            ((ObjectNode) wish.get("attribution")).put("model", model);
        });
        for (var name : List.of("nora", "emil", "otto")) {
            post(shop.key(), "/v1/affiliates", "{\"external_id\":\"%s\",\"code\":\"%s\"}".formatted(name, name));
        }
        return shop;
    }

    private void wait(Shop shop, Duration time) {
        var id = ProgramId.parse(shop.id());
        transactions.executeWithoutResult(
                _ -> programs.moveClock(id, programs.get(id).now(clock).plus(time)));
    }

    private String owner(Shop shop, String clickId) {
        var customer = "c" + UUID.randomUUID();
        var now = programs.get(ProgramId.parse(shop.id())).now(clock);
        post(shop.key(), "/v1/events", """
                {"id": "%s", "type": "signup", "customer": "%s", "occurred_at": "%s", "click_id": "%s"}
                """.formatted(customer, customer, now, clickId));
        return jdbc.sql("""
                        select coalesce(a.code, c.attribution_reason) from customer c left join affiliate a on a.id = c.affiliate_id
                        where c.ref = :ref
                        """).param("ref", customer).query(String.class).single();
    }

    private @Nullable Object visitor(ClickId click) {
        return jdbc.sql("select visitor from click where id = :id")
                .param("id", click.value())
                .query()
                .singleRow()
                .get("visitor");
    }

    private long clicks(Shop shop, String code, String query) {
        var id = jdbc.sql(
                        "select id from affiliate where code = :code and program_id = (select id from program where slug = :slug)")
                .param("code", code)
                .param("slug", shop.slug())
                .query(UUID.class)
                .single();
        var affiliate = new AffiliateId(id);
        var reply = get(shop.key(), "/v1/affiliates/" + affiliate + "/stats" + query);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().get("clicks").asLong();
    }

    @ParameterizedTest
    @ValueSource(strings = {"first_click", "last_click"})
    void the_first_click_of_the_visitor_counts_whichever_is_named_and_else_the_named_one(String model) {
        var shop = shop(model);
        var browser = new Jar();
        var named = new ArrayList<ClickId>();
        for (var code : List.of("nora", "emil", "otto")) {
            named.add(browser.follow(shop, code));
            wait(shop, Duration.ofHours(2));
        }
        var owners = named.stream().map(click -> owner(shop, click.toString())).toList();
        assertThat(owners)
                .isEqualTo(
                        model.equals("first_click")
                                ? List.of("nora", "nora", "nora")
                                : List.of("nora", "emil", "otto"));
        assertThat(browser.cookies)
                .containsEntry("hs_click_" + shop.slug(), named.getLast().toString())
                .containsEntry("hs_first_" + shop.slug(), named.getFirst().toString())
                .containsKey("hs_visitor_" + shop.slug());
        assertThat(named.stream().map(this::visitor).distinct()).containsExactly(browser.visitor(shop));
        assertThat(owner(shop, new Jar().follow(shop, "emil").toString())).isEqualTo("emil");
    }

    @Test
    void the_first_touch_is_the_first_within_the_window_that_still_earns() {
        var shop = shop("first_click");
        var browser = new Jar();
        browser.follow(shop, "nora");
        wait(shop, Duration.ofDays(44));
        var disabled = browser.follow(shop, "emil");
        wait(shop, Duration.ofDays(2));
        var last = browser.follow(shop, "otto");
        assertThat(owner(shop, last.toString())).isEqualTo("emil");
        jdbc.sql(
                        "update affiliate set state = 'disabled' where code = 'emil' and program_id = (select id from program where slug = :slug)")
                .param("slug", shop.slug())
                .update();
        assertThat(owner(shop, disabled.toString())).isEqualTo("otto");
    }

    @Test
    void what_did_not_count_is_neither_first_nor_last() {
        for (var model : List.of("first_click", "last_click")) {
            var shop = shop(model);
            var browser = new Jar();
            var image = new String[] {"Sec-Fetch-Dest", "image"};
            assertThat(visitor(browser.follow(shop, "nora", image))).isNull();
            var counted = browser.follow(shop, "emil");
            wait(shop, Duration.ofMinutes(1));
            var filtered = browser.follow(shop, "otto", image);
            assertThat(visitor(filtered)).isNull();
            assertThat(owner(shop, counted.toString())).isEqualTo("emil");
            assertThat(owner(shop, filtered.toString())).isEqualTo("none");
        }
    }

    @Test
    void a_browser_that_may_not_be_known_again_is_not() {
        var shop = shop("first_click");
        var browser = new Jar();
        browser.follow(shop, "nora");
        var before = Map.copyOf(browser.cookies);
        var objecting = browser.follow(shop, "emil", "Sec-GPC", "1");
        assertThat(browser.cookies).isEqualTo(before);
        assertThat(visitor(objecting)).isNull();
        assertThat(owner(shop, objecting.toString())).isEqualTo("emil");

        var careful = shop(wish -> wish.put("consent", "required"));
        post(careful.key(), "/v1/affiliates", "{\"external_id\":\"nora\",\"code\":\"nora\"}");
        var stranger = new Jar();
        assertThat(visitor(stranger.follow(careful, "nora"))).isNull();
        assertThat(stranger.cookies).isEmpty();
        stranger.cookies.put("hs_consent_" + careful.slug(), "granted");
        assertThat(visitor(stranger.follow(careful, "nora"))).isNotNull();
        assertThat(stranger.cookies).containsKey("hs_visitor_" + careful.slug());
        stranger.cookies.remove("hs_consent_" + careful.slug());
        assertThat(visitor(stranger.follow(careful, "nora"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1",
                "00000000-0000-0000-0000-00000000000g",
                "' or 1=1",
                "00000000000000000000000000000000",
                "00000000-0000-4000-8000-000000000000",
                "00000000-0000-4000-8000-000000000000.",
                "00000000-0000-4000-8000-000000000000.AAAAAAAAAAAAAAAAAAAAAA"
            })
    void what_is_no_visitors_id_is_replaced(String value) {
        var shop = shop("first_click");
        var browser = new Jar();
        browser.cookies.put("hs_visitor_" + shop.slug(), value);
        browser.cookies.put("hs_first_" + shop.slug(), "clk_" + value);
        var click = browser.follow(shop, "nora");
        assertThat(browser.visitor(shop)).isEqualTo(visitor(click));
        assertThat(value).doesNotContain(browser.visitor(shop).toString());
        assertThat(browser.cookies).containsEntry("hs_first_" + shop.slug(), click.toString());
    }

    @Test
    void clicks_of_a_visitor_on_a_link_within_an_hour_count_once() {
        var shop = shop("last_click");
        var browser = new Jar();
        for (int minutes : new int[] {0, 0, 30, 29, 1, 40, 30}) {
            // at 0, 0, 30, 59, 60, 100 and 130 minutes: those at 0, 60 and 130 count
            wait(shop, Duration.ofMinutes(minutes));
            browser.follow(shop, "nora");
        }
        assertThat(clicks(shop, "nora", "")).isEqualTo(3);
        assertThat(jdbc.sql("select count(*) from click where program_id = (select id from program where slug = :slug)")
                        .param("slug", shop.slug())
                        .query(Long.class)
                        .single())
                .isEqualTo(7);
        browser.follow(shop, "emil");
        assertThat(clicks(shop, "emil", "")).isEqualTo(1);
        new Jar().follow(shop, "nora");
        new Jar().follow(shop, "nora", "Sec-GPC", "1");
        new Jar().follow(shop, "nora", "Sec-GPC", "1");
        assertThat(clicks(shop, "nora", "")).isEqualTo(6);
    }

    @Test
    void the_figures_of_periods_add_up() {
        var shop = shop("last_click");
        var browser = new Jar();
        for (int i = 0; i < 12; i++) {
            browser.follow(shop, "nora");
            wait(shop, Duration.ofMinutes(17));
        }
        long all = clicks(shop, "nora", "");
        assertThat(all).isEqualTo(3);
        long sum = 0;
        for (var from = START;
                from.isBefore(START.plus(Duration.ofHours(5)));
                from = from.plus(Duration.ofMinutes(35))) {
            sum += clicks(shop, "nora", "?from=" + from + "&to=" + from.plus(Duration.ofMinutes(35)));
        }
        assertThat(sum).isEqualTo(all);
    }

    /** What is read of the index and the table grows with the clicks, not with the links times the clicks. */
    @Test
    void figures_of_many_links_read_each_click_a_few_times() {
        var shop = shop("last_click");
        int links = 60;
        int rounds = 40;
        var affiliate = new AffiliateId(
                jdbc.sql("""
                        select id from affiliate where code = 'nora' and program_id = (select id from program where slug = :slug)
                        """).param("slug", shop.slug()).query(UUID.class).single());
        jdbc.sql("""
                        with made as (
                            insert into affiliate_link (id, program_id, affiliate_id, slug, landing_url, created_at)
                            select gen_random_uuid(), a.program_id, a.id, 'many-' || n || left(a.id::text, 8), 'https://shop.example/', now()
                            from affiliate a, generate_series(1, :links) n where a.id = :affiliate
                            returning id, program_id, affiliate_id)
                        insert into click (id, program_id, affiliate_id, link_id, visitor, occurred_at, recorded_at)
                        select gen_random_uuid(), program_id, affiliate_id, made.id, '00000000-0000-4000-8000-00000000beef',
                            timestamptz '2026-01-01Z' + round * interval '1 hour', now()
                        from made, generate_series(1, :rounds) round
                        """)
                .param("links", links)
                .param("affiliate", affiliate.value())
                .param("rounds", rounds)
                .update();
        transactions.executeWithoutResult(_ -> {
            long before = read();
            assertThat(figures.of(affiliate, null, null).clicks()).isEqualTo((long) links * rounds);
            assertThat(read() - before).isLessThan(4L * links * rounds);
        });
    }

    /** How many rows and entries of indexes of clicks this transaction has read. */
    private long read() {
        return jdbc.sql("""
                        select sum(pg_stat_get_xact_tuples_returned(c.oid)) from pg_class c
                        where c.relname = 'click' or c.oid in (select indexrelid from pg_index where indrelid = 'click'::regclass)
                        """).query(Long.class).single();
    }

    @Test
    void the_landing_page_gets_the_names_that_the_programme_chose() {
        var shop = shop(
                wish -> wish.putObject("tracking").put("via_parameter", "ref").put("click_id_parameter", "hsid"));
        post(shop.key(), "/v1/affiliates", "{\"external_id\":\"nora\",\"code\":\"nora\"}");
        var location = get(null, "/r/" + shop.slug() + "/nora?via=x&ref=evil&click_id=y&hsid=z")
                .header("Location");
        assertThat(location)
                .matches("https://shop\\.example/start\\?lang=en&via=x&click_id=y&ref=nora&hsid=clk_\\w{26}#top");
    }

    @Test
    void an_id_that_this_server_made_for_another_programme_is_nobodys() {
        var shop = shop("first_click");
        var other = shop("first_click");
        var browser = new Jar();
        browser.follow(other, "nora");
        var foreign = Objects.requireNonNull(browser.cookies.get("hs_visitor_" + other.slug()));
        browser.cookies.put("hs_visitor_" + shop.slug(), foreign);
        browser.follow(shop, "nora");
        assertThat(browser.visitor(shop)).isNotEqualTo(id(foreign));
        var answer = posted(shop, "nora", foreign).json();
        assertThat(id(answer.get("visitor").asString())).isNotEqualTo(id(foreign));
    }

    @Test
    void cookies_last_as_long_as_clicks_count_now_and_the_visitors_id_keeps_its_age() {
        var shop = shop("first_click");
        var before = get(null, "/r/" + shop.slug() + "/nora");
        assertThat(given(before)).hasSize(3).allMatch(cookie -> cookie.contains("; Max-Age=" + 45 * 86400 + ";"));
        for (var days : List.of(60, 3000)) {
            wait(shop, Duration.ofDays(1));
            var added = post(person("manager").bearer(), "/v1/programs/" + shop.id() + "/rule_sets", """
                    {"version": "%d", "effective_from": "%s", "first_rate_bp": 2000, "recurring_rate_bp": 1000,
                     "bonus_rate_bp": 0, "bonus_from_month": 3, "hold_days": 10, "gap_grace_days": 5,
                     "attribution_window_days": %d}
                    """.formatted(
                            days, programs.get(ProgramId.parse(shop.id())).now(clock), days));
            assertThat(added.status()).as(added.text()).isEqualTo(201);
            wait(shop, Duration.ofDays(1));
            int most = Math.min(days, 400);
            assertThat(given(get(null, "/r/" + shop.slug() + "/nora")))
                    .hasSize(3)
                    .allMatch(cookie -> cookie.contains("; Max-Age=" + most * 86400 + ";"));
            assertThat(get(null, "/v1/click.js?program=" + shop.slug()).text())
                    .contains("maxAge = " + most + " * 86400");
        }
        var pairs =
                given(before).stream().map(cookie -> cookie.split(";", 2)[0]).toList();
        assertThat(given(send("GET", null, "/r/" + shop.slug() + "/emil", null, "Cookie", String.join("; ", pairs))))
                .singleElement()
                .asString()
                .startsWith("hs_click_" + shop.slug() + "=");
    }

    @Test
    void a_cookie_of_the_domain_ends_the_hosts_own_one_first() {
        var shop = shop("last_click");
        jdbc.sql("update program set cookie_domain = 'localhost' where slug = :slug")
                .param("slug", shop.slug())
                .update();
        var cookies = given(get(null, "/r/" + shop.slug() + "/nora"));
        assertThat(cookies).hasSize(6);
        for (int i = 0; i < cookies.size(); i += 2) {
            var name = cookies.get(i).split("=", 2)[0];
            assertThat(cookies.get(i))
                    .startsWith(name + "=; Path=/; Max-Age=0;")
                    .doesNotContain("Domain");
            assertThat(cookies.get(i + 1)).startsWith(name + "=").contains("; Domain=localhost;");
        }
    }

    /** What a page gets that posts a first click and asks to be known again. */
    private String visitorOf(Reply reply) {
        return reply.json().get("visitor").asString();
    }

    private Reply posted(Shop shop, String code, @Nullable String visitor, String... headers) {
        var body = JSON.createObjectNode()
                .put("program", shop.slug())
                .put("code", code)
                .put("url", "https://shop.example/");
        return post(null, "/v1/clicks", body.put("visitor", visitor), headers);
    }

    @Test
    void the_snippets_clicks_are_one_visitors_too() {
        var shop = shop("first_click");
        var visitor = visitorOf(posted(shop, "nora", "new"));
        wait(shop, Duration.ofMinutes(5));
        var answer = posted(shop, "emil", visitor);
        assertThat(visitorOf(answer)).isEqualTo(visitor);
        var second = answer.json().get("click_id").asString();
        assertThat(visitor(ClickId.parse(second))).isEqualTo(id(visitor));
        assertThat(owner(shop, second)).isEqualTo("nora");
        var guessed = posted(shop, "otto", id(visitor).toString());
        assertThat(id(visitorOf(guessed))).isNotEqualTo(id(visitor));
        assertThat(owner(shop, guessed.json().get("click_id").asString())).isEqualTo("otto");
        var objecting = posted(shop, "emil", visitor, "Sec-GPC", "1")
                .json()
                .get("click_id")
                .asString();
        assertThat(visitor(ClickId.parse(objecting))).isNull();
        for (var unknown : List.of(
                posted(shop, "emil", visitor, "Sec-GPC", "1"),
                posted(shop, "emil", null),
                posted(shop, "emil", visitor, "User-Agent", "curl/8"))) {
            assertThat(unknown.json().has("visitor")).isFalse();
        }
        assertThat(posted(shop, "emil", visitor.toUpperCase(java.util.Locale.ROOT))
                        .faults())
                .containsExactly("/visitor malformed");
        var other = shop("first_click");
        assertThat(owner(
                        other,
                        posted(other, "otto", visitor).json().get("click_id").asString()))
                .isEqualTo("otto");
    }

    @Test
    void many_clicks_of_a_visitor_do_not_hide_the_named_one() {
        var shop = shop("first_click");
        var visitor = visitorOf(posted(shop, "nora", "new"));
        for (int i = 0; i < 54; i++) {
            posted(shop, "nora", visitor);
        }
        wait(shop, Duration.ofMinutes(5));
        jdbc.sql(
                        "update affiliate set state = 'disabled' where code = 'nora' and program_id = (select id from program where slug = :slug)")
                .param("slug", shop.slug())
                .update();
        assertThat(owner(
                        shop,
                        posted(shop, "emil", visitor).json().get("click_id").asString()))
                .isEqualTo("emil");
    }
}
