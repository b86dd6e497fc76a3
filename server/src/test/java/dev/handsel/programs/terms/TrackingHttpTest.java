package dev.handsel.programs.terms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.Client.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** How far a programme's cookies reach and how its links name what they add; links are at {@code go.shop.example} too. */
@TestPropertySource(properties = "handsel.accepted-authorities=go.shop.example")
class TrackingHttpTest extends ProgramScene {

    private Reply made(String tracking) {
        return post(person("manager").bearer(), "/v1/programs", wish().set("tracking", JSON.readTree(tracking)));
    }

    private Reply changed(Shop shop, String tracking) {
        return send(
                "PATCH",
                person("owner").bearer(),
                "/v1/programs/" + shop.id(),
                "{\"tracking\":%s}".formatted(tracking),
                "If-Match",
                "*");
    }

    @Test
    void a_programme_that_chooses_nothing_has_the_usual_names_and_no_domain() {
        var shop = shop();
        assertThat(shop.json().at("/tracking/via_parameter").asString()).isEqualTo("via");
        assertThat(shop.json().at("/tracking/click_id_parameter").asString()).isEqualTo("click_id");
        assertThat(shop.json().at("/tracking/cookie_domain").isMissingNode()
                        || shop.json().at("/tracking/cookie_domain").isNull())
                .isTrue();
    }

    @Test
    void what_is_chosen_is_told_kept_and_changed_member_by_member() {
        var reply = made("{\"cookie_domain\":\"Shop.Example\",\"via_parameter\":\"ref\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        var id = reply.json().get("id").asString();
        var shop = new Shop(id, "", reply.json().get("api_key").asString(), reply.json(), "");
        assertThat(get(shop.key(), "/v1/programs/" + id).json().get("tracking").toString())
                .isEqualTo(
                        "{\"cookie_domain\":\"shop.example\",\"via_parameter\":\"ref\",\"click_id_parameter\":\"click_id\"}");
        changed(shop, "{\"click_id_parameter\":\"from\"}");
        var after =
                changed(shop, "{\"cookie_domain\":\"go.shop.example\"}").json().get("tracking");
        assertThat(after.toString())
                .isEqualTo(
                        "{\"cookie_domain\":\"go.shop.example\",\"via_parameter\":\"ref\",\"click_id_parameter\":\"from\"}");
        var none =
                changed(shop, "{\"cookie_domain\":\"\"}").json().get("tracking").get("cookie_domain");
        assertThat(none == null || none.isNull()).isTrue();
        assertThat(deeds(id))
                .containsExactly("program.created", "program.changed", "program.changed", "program.changed");
    }

    @ParameterizedTest
    @CsvSource({
        "elsewhere.example, not_above_links",
        "www.shop.example, not_above_links",
        "x.go.shop.example, not_above_links",
        "example, malformed",
        "localhost, malformed",
        "127.0.0.1, malformed",
        ".shop.example, malformed",
        "co.uk, public_suffix",
    })
    void a_domain_whose_cookies_browsers_would_refuse_is_refused(String domain, String code) {
        var wish = "{\"cookie_domain\":\"%s\"}".formatted(domain);
        assertThat(made(wish).faults()).containsExactly("/tracking/cookie_domain " + code);
        var shop = shop();
        assertThat(changed(shop, wish).faults()).containsExactly("/tracking/cookie_domain " + code);
        assertThat(made(wish).text()).contains(code.equals("not_above_links") ? "go.shop.example" : "\"message\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1a", "a b", "a&b", "a=b", "ü", "a\\u0000", "a;b", "a\\\"b", "a.b"})
    void a_name_that_could_not_stand_in_a_query_is_refused(String name) {
        var faults = made("{\"via_parameter\":\"%s\",\"click_id_parameter\":\"%s\"}".formatted(name, name))
                .faults();
        assertThat(faults).isNotEmpty().allMatch(fault -> fault.startsWith("/tracking/"));
        assertThat(made("{\"via_parameter\":\"" + "a".repeat(33) + "\"}").faults())
                .hasSize(1);
    }

    @Test
    void two_things_need_two_names_and_everything_is_told_at_once() {
        assertThat(made("{\"via_parameter\":\"click_id\"}").faults())
                .containsExactly("/tracking/click_id_parameter same_name");
        assertThat(changed(shop(), "{\"click_id_parameter\":\"via\",\"cookie_domain\":\"com\"}")
                        .faults())
                .isEqualTo(List.of("/tracking/cookie_domain malformed", "/tracking/click_id_parameter same_name"));
        assertThat(made("{\"domain\":\"x\"}").faults()).containsExactly("/tracking/domain unknown_member");
    }
}
