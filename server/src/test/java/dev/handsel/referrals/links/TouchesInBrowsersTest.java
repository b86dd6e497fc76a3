package dev.handsel.referrals.links;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.handsel.programs.terms.ProgramScene;
import dev.handsel.testing.Browser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.node.ObjectNode;

/**
 * A merchant with a shop at {@code www.shop.example} and a sign-up page at {@code app.shop.example}, whose links are at
 * {@code go.shop.example}, as a real browser sees them.
 */
@TestPropertySource(properties = "handsel.accepted-authorities=go.shop.example")
class TouchesInBrowsersTest extends ProgramScene {

    private static final Pattern KNOWN = Pattern.compile("known: (clk_\\w{26})");

    /** What browsers take out of addresses in private windows, here at the door of the shop. */
    private static final String STRIPPED = "[?&](?:via|click_id)=[^&]*";

    private HttpServer pages;
    private Browser browser;
    private volatile boolean strips;
    private volatile String snippet = "";

    @BeforeEach
    void a_shop() throws IOException {
        pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pages.createContext("/", this::page);
        pages.start();
        browser = Browser.open("first and last clicks", List.of("*.shop.example"));
    }

    @AfterEach
    void it_closes() {
        browser.close();
        pages.stop(0);
    }

    private void page(HttpExchange exchange) throws IOException {
        var asked = exchange.getRequestURI().toString();
        var stripped = asked.replaceAll(STRIPPED, "");
        if (strips && !stripped.equals(asked)) {
            exchange.getResponseHeaders().set("Location", stripped);
            exchange.sendResponseHeaders(302, -1);
        } else {
            var page = """
                    <!DOCTYPE html><title>Shop</title><p id="known"></p><script src="%s"></script>
                    <script>handsel.ready.then((id) => { known.textContent = "known: " + (id || "nothing"); });</script>
                    """.formatted(snippet).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
        exchange.close();
    }

    private String at(String host) {
        return "http://" + host + ".shop.example:" + pages.getAddress().getPort();
    }

    private String links() {
        return "http://go.shop.example:" + URI.create(publicUrl.text()).getPort();
    }

    private Shop shop(String model, Consumer<ObjectNode> tracking) {
        var shop = shop(wish -> {
            wish.put("landing_url", at("www") + "/start");
            ((ObjectNode) wish.get("attribution")).put("model", model);
            tracking.accept(wish.putObject("tracking"));
        });
        for (var name : List.of("nora", "emil")) {
            post(shop.key(), "/v1/affiliates", "{\"external_id\":\"%s\",\"code\":\"%s\"}".formatted(name, name));
        }
        snippet = links() + "/v1/click.js?program=" + shop.slug();
        return shop;
    }

    private void follow(Shop shop, String code) {
        browser.visit(links() + "/r/" + shop.slug() + "/" + code);
        browser.awaitText("known: ");
    }

    /** What the page knows to name at signup. */
    private String known(String address) {
        browser.visit(address);
        browser.awaitText("known: ");
        var known = KNOWN.matcher(browser.text());
        return known.find() ? known.group(1) : "nothing";
    }

    private String owner(Shop shop, String click) {
        var customer = "c" + UUID.randomUUID();
        post(shop.key(), "/v1/events", """
                {"id": "%s", "type": "signup", "customer": "%s", "occurred_at": "%s", "click_id": "%s"}
                """.formatted(customer, customer, clock.instant(), click));
        return jdbc.sql("""
                        select coalesce(a.code, c.attribution_reason) from customer c left join affiliate a on a.id = c.affiliate_id
                        where c.ref = :ref
                        """).param("ref", customer).query(String.class).single();
    }

    private long figure(Shop shop, String code) {
        var affiliate = post(shop.key(), "/v1/affiliates", "{\"external_id\":\"%s\"}".formatted(code))
                .json()
                .get("id")
                .asString();
        return get(shop.key(), "/v1/affiliates/" + affiliate + "/stats")
                .json()
                .get("clicks")
                .asLong();
    }

    @ParameterizedTest
    @CsvSource({"first_click, nora, nora", "last_click, emil, nora"})
    void of_two_links_in_one_browser_the_one_counts_that_the_programme_says(String model, String owner, String named) {
        var shop = shop(model, tracking -> tracking.put("cookie_domain", "shop.example"));
        follow(shop, "nora");
        follow(shop, "nora");
        var landed = browser.address().replaceFirst(".*click_id=", "");
        follow(shop, "emil");

        assertThat(owner(shop, known(at("app") + "/sign-up"))).isEqualTo(owner);
        assertThat(owner(shop, landed)).isEqualTo(named);
        assertThat(browser.cookies())
                .filteredOn(cookie -> cookie.getName().startsWith("hs_"))
                .hasSize(3)
                .allSatisfy(cookie -> assertThat(cookie.getDomain()).isEqualTo(".shop.example"));
        assertThat(figure(shop, "nora")).isEqualTo(1);
        assertThat(figure(shop, "emil")).isEqualTo(1);
    }

    @Test
    void without_a_domain_a_page_on_another_host_knows_nothing() {
        var shop = shop("first_click", _ -> {});
        follow(shop, "nora");
        assertThat(known(at("app") + "/sign-up")).isEqualTo("nothing");
        assertThat(owner(shop, known(at("www") + "/start"))).isEqualTo("nora");
    }

    @Test
    void a_private_window_that_strips_the_usual_parameters_keeps_the_programmes_own() {
        strips = true;
        var usual = shop("last_click", _ -> {});
        follow(usual, "nora");
        assertThat(browser.text()).contains("known: nothing");

        var renamed = shop(
                "last_click", tracking -> tracking.put("via_parameter", "hello").put("click_id_parameter", "from"));
        follow(renamed, "nora");
        assertThat(browser.address()).contains("hello=nora&from=clk_");
        assertThat(owner(renamed, known(browser.address()))).isEqualTo("nora");
        assertThat(owner(renamed, known(at("www") + "/start?hello=emil"))).isEqualTo("emil");
    }

    @Test
    void the_snippets_clicks_are_one_visitors_on_every_host_of_the_domain() {
        var shop = shop("first_click", tracking -> tracking.put("cookie_domain", "shop.example"));
        known(at("www") + "/?via=nora");
        known(at("www") + "/?via=nora");
        known(at("app") + "/?via=emil");
        follow(shop, "emil");
        var last = browser.address().replaceFirst(".*click_id=", "");
        assertThat(owner(shop, last)).isEqualTo("nora");
        assertThat(owner(shop, known(at("app") + "/sign-up"))).isEqualTo("nora");
        assertThat(figure(shop, "nora")).isEqualTo(1);
        assertThat(figure(shop, "emil")).isEqualTo(1);
    }

    @Test
    void what_was_remembered_before_under_other_names_and_for_one_host_gives_way() {
        var shop = shop("last_click", tracking -> tracking.put("cookie_domain", "shop.example"));
        var old = "clk_" + "0".repeat(26);
        known(at("www") + "/");
        browser.run("document.cookie = 'hs_click=" + old + "; Path=/'");
        assertThat(known(at("www") + "/")).isEqualTo(old);
        browser.run("document.cookie = 'hs_click_" + shop.slug() + "=" + old + "; Path=/'");
        var click = known(at("www") + "/?via=nora");
        assertThat(click).isNotEqualTo(old);
        assertThat(known(at("www") + "/")).isEqualTo(click);
        assertThat(known(at("app") + "/")).isEqualTo(click);
        assertThat(browser.cookies().filter(cookie -> cookie.getName().equals("hs_click_" + shop.slug())))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie.getDomain()).isEqualTo(".shop.example"));
    }

    @Test
    void nothing_is_kept_before_somebody_agrees_nor_after_they_changed_their_mind() {
        var shop = shop("first_click", tracking -> tracking.put("cookie_domain", "shop.example"));
        send(
                "PATCH",
                person("owner").bearer(),
                "/v1/programs/" + shop.id(),
                "{\"consent\":\"required\"}",
                "If-Match",
                "*");
        follow(shop, "nora");
        known(at("www") + "/?via=nora");
        assertThat(browser.cookies()).isEmpty();
        browser.run("Object.defineProperty(navigator, 'globalPrivacyControl', {value: true, configurable: true});"
                + "handsel.consent(true)");
        assertThat(browser.cookies()).isEmpty();
        browser.run("delete navigator.globalPrivacyControl; handsel.consent(true)");
        follow(shop, "emil");
        assertThat(browser.cookies().map(cookie -> cookie.getName()))
                .containsExactlyInAnyOrder(
                        "hs_consent_" + shop.slug(),
                        "hs_click_" + shop.slug(),
                        "hs_first_" + shop.slug(),
                        "hs_visitor_" + shop.slug());
        assertThat(owner(shop, known(at("app") + "/sign-up"))).isEqualTo("nora");
        browser.run("handsel.consent(false)");
        assertThat(browser.cookies()).isEmpty();
        assertThat(known(at("app") + "/sign-up")).isEqualTo("nothing");
    }
}
