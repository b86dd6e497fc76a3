package dev.handsel.referrals.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of those who follow a link count, and get a cookie. */
class CountedClicksTest extends RedirectScene {

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
}
