package dev.handsel.referrals.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ClickId;
import dev.handsel.programs.terms.ProgramScene;
import dev.handsel.testing.Client.Reply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClicksHttpTest extends ProgramScene {

    static {
        // The client would not send Origin otherwise.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "origin,access-control-request-method");
    }

    Shop shop = new Shop("", "", "", JSON.nullNode(), "");

    @BeforeEach
    void nora() {
        shop = shop();
        post(shop.key(), "/v1/affiliates", "{\"external_id\":\"nora\",\"code\":\"nora\"}");
    }

    private Reply click(String program, String code, String url, String... headers) {
        var body = JSON.createObjectNode()
                .put("program", program)
                .put("code", code)
                .put("url", url);
        return post(null, "/v1/clicks", body.put("referrer", "https://blog.example/"), headers);
    }

    @Test
    void a_click_on_a_page_is_recorded_and_named() {
        var url = "https://www.shop.example/x|y?via=nora";
        var reply = click(shop.slug(), "Nora", url, "Origin", "https://www.shop.example");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.response().headers().allValues("Access-Control-Allow-Origin"))
                .containsExactly("https://www.shop.example");
        assertThat(reply.response().headers().allValues("Vary")).contains("Origin");
        var id = ClickId.parse(reply.json().get("click_id").asString());
        var row = jdbc.sql("select * from click where id = :id")
                .param("id", id.value())
                .query()
                .singleRow();
        assertThat(row.get("url")).isEqualTo(url);
        assertThat(row.get("referrer")).isEqualTo("https://blog.example/");
        assertThat(row.get("filtered")).isNull();
        assertThat(click(shop.id(), "nora", "https://shop.example").status()).isEqualTo(200);
    }

    @Test
    void clicks_elsewhere_are_refused() {
        isRefused(click(shop.slug(), "emil", "https://shop.example"), 404, "not_found");
        isRefused(click("nowhere", "nora", "https://shop.example"), 404, "not_found");
        isRefused(click(shop().slug(), "nora", "https://shop.example"), 404, "not_found");
        assertThat(click(shop.slug(), "nora", "https://shop.example@evil.example")
                        .faults())
                .containsExactly("/url host_not_allowed");
        var elsewhere = click(shop.slug(), "nora", "https://shop.example", "Origin", "https://evil.example");
        isRefused(elsewhere, 403, "origin_not_allowed");
        assertThat(elsewhere.header("Access-Control-Allow-Origin")).isEmpty();
        isRefused(click(shop.slug(), "nora", "https://shop.example", "Origin", "null"), 403, "origin_not_allowed");
        assertThat(post(null, "/v1/clicks", "{\"program\":\"\",\"code\":1,\"x\":2}")
                        .faults())
                .containsExactlyInAnyOrder(
                        "/x unknown_member", "/program required", "/code wrong_type", "/url required");
    }

    @Test
    void pages_of_the_programme_can_read_why_a_click_was_refused() {
        var page = "https://www.shop.example";
        var body = "{\"program\":\"%s\",\"code\":\"nobody\",\"url\":\"https://shop.example/\"}".formatted(shop.slug());
        for (var reply : java.util.List.of(
                click(shop.slug(), "nobody", page, "Origin", page),
                click("nowhere", "nora", page, "Origin", page),
                post(null, "/v1/clicks", "{", "Origin", page),
                post(null, "/v1/clicks", "{}", "Origin", page),
                post(null, "/v1/clicks", "\"" + "x".repeat(2_000_000) + "\"", "Origin", page),
                post(null, "/v1/clicks", body, "Origin", page, "Content-Type", "text/plain"),
                send("PUT", null, "/v1/clicks", body, "Origin", page),
                post(null, "/v1/clicks", body, "Origin", page, "X-Long", "x".repeat(7_000)),
                click(shop.slug(), "nora", "https://elsewhere.example/", "Origin", page))) {
            assertThat(reply.status()).isBetween(400, 431);
            assertThat(reply.response().headers().allValues("Access-Control-Allow-Origin"))
                    .as(reply.text())
                    .containsExactly(page);
        }
    }

    private Reply preflight(String path, String origin) {
        return send(
                "OPTIONS",
                null,
                path,
                null,
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "content-type");
    }

    @Test
    void browsers_are_told_which_pages_may_post() {
        for (var path : java.util.List.of(
                "/v1/clicks", "/v1/clicks?program=" + shop.slug(), "/v1/clicks?program=" + shop.id())) {
            var reply = preflight(path, "https://eu.shop.example");
            assertThat(reply.status()).as(reply.text()).isEqualTo(204);
            assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("https://eu.shop.example");
            assertThat(reply.header("Access-Control-Allow-Methods")).isEqualTo("POST");
            assertThat(reply.header("Access-Control-Allow-Headers")).isEqualToIgnoringCase("content-type");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://nobody-knows-this.example",
        "null",
        "https://shop.example.evil.example",
        "file://",
        "https://shop.example/x"
    })
    void others_may_not(String origin) {
        for (var path : java.util.List.of("/v1/clicks", "/v1/clicks?program=" + shop.slug())) {
            var reply = preflight(path, origin);
            isRefused(reply, 403, "origin_not_allowed");
            assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void the_snippet_is_small_strict_and_cacheable() {
        var reply = get(null, "/v1/click.js?program=" + shop.slug());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualToIgnoringCase("text/javascript;charset=UTF-8");
        assertThat(reply.header("Cache-Control")).contains("max-age=300").contains("public");
        assertThat(reply.text())
                .hasSizeLessThan(3000)
                .contains("\"use strict\"")
                .contains("consentRequired = false;")
                .contains("maxAge = 45 * 86400")
                .doesNotContain("eval(", "innerHTML", "{days}");
        var careful = shop(wish -> wish.put("consent", "required"));
        assertThat(get(null, "/v1/click.js?program=" + careful.id()).text()).contains("consentRequired = true;");
    }

    @Test
    void the_snippet_leaves_frames_and_prepared_pages_alone() {
        assertThat(get(null, "/v1/click.js?program=" + shop.slug()).text())
                .contains("if (window.top === window)", "document.prerendering");
    }

    @ParameterizedTest
    @CsvSource({
        "empty, cors,",
        "empty, same-origin,",
        "empty, no-cors, not_navigated",
        "iframe, navigate, not_navigated"
    })
    void what_no_script_of_a_page_sends_is_no_click(String dest, String mode, @Nullable String why) {
        var reply = click(shop.slug(), "nora", "https://shop.example/", "Sec-Fetch-Dest", dest, "Sec-Fetch-Mode", mode);
        var id = ClickId.parse(reply.json().get("click_id").asString());
        assertThat(jdbc.sql("select filtered from click where id = :id")
                        .param("id", id.value())
                        .query()
                        .singleRow()
                        .get("filtered"))
                .isEqualTo(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere", "prg_x", "%27", ""})
    void there_is_no_snippet_for_unknown_programmes(String program) {
        isRefused(get(null, "/v1/click.js?program=" + program), 404, "not_found");
    }
}
