package dev.handsel.referrals.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By what a browser is known again, and for how long. */
class VisitorCookiesTest extends TouchScene {

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
}
