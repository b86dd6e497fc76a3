package dev.handsel.referrals.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.programs.terms.Programs;
import dev.handsel.testing.StatementCount;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Where a link leads, and to whose credit. */
class RedirectTest extends RedirectScene {

    @Autowired
    Programs programs;

    @Autowired
    TransactionTemplate transactions;

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

    @Test
    void the_landing_page_gets_the_names_that_the_programme_chose() {
        var shop = withNora(shop(
                wish -> wish.putObject("tracking").put("via_parameter", "ref").put("click_id_parameter", "hsid")));
        var location = follow(shop, "/nora?via=x&ref=evil&click_id=y&hsid=z").header("Location");
        assertThat(location)
                .matches("https://shop\\.example/start\\?lang=en&via=x&click_id=y&ref=nora&hsid=clk_\\w{26}#top");
    }
}
