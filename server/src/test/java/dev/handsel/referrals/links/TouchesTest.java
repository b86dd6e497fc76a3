package dev.handsel.referrals.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ClickId;
import dev.handsel.testing.Client.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One browser's clicks: the first one and the last one. */
class TouchesTest extends TouchScene {

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

    /** What a page gets that posts a first click and asks to be known again. */
    private String visitorOf(Reply reply) {
        return reply.json().get("visitor").asString();
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
