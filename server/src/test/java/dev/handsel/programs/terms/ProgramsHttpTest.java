package dev.handsel.programs.terms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ProgramsHttpTest extends ProgramScene {

    @Test
    void a_programme_comes_with_its_default_rules_and_a_key_shown_once() {
        var shop = shop();
        assertThat(shop.json().get("mode").asString()).isEqualTo("test");
        assertThat(shop.json().get("clock").asString()).isNotEmpty();
        assertThat(shop.json().get("consent").asString()).isEqualTo("not_applicable");
        assertThat(shop.json().get("two_person_payouts").asBoolean()).isFalse();
        assertThat(shop.json().get("attribution").toString())
                .isEqualTo("{\"model\":\"last_click\",\"window_days\":45,\"match_device\":true}");
        assertThat(shop.key()).startsWith("hsk_test_");
        assertThat(shop.etag()).isEqualTo("\"v1\"");

        var rules = get(shop.key(), "/v1/programs/" + shop.id() + "/rule_sets")
                .json()
                .get("data");
        assertThat(rules.size()).isOne();
        assertThat(rules.get(0).toString()).isEqualTo("""
                {"version":"default","effective_from":"1970-01-01T00:00:00Z","first_rate_bp":3000,"recurring_rate_bp":1500,\
                "bonus_rate_bp":500,"bonus_from_month":4,"hold_days":20,"gap_grace_days":30,"attribution_window_days":45,"state":"added"}""");
        var again = get(shop.key(), "/v1/programs/" + shop.id());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().has("api_key")).isFalse();
        assertThat(again.header("ETag")).isEqualTo("\"v1\"");
        assertThat(deeds(shop.id())).containsExactly("program.created");
    }

    @Test
    void a_replayed_creation_shows_the_key_no_more() {
        var owner = person("owner").bearer();
        var key = UUID.randomUUID().toString();
        var first = post(owner, "/v1/programs", wish(), "Idempotency-Key", key);
        var again = post(owner, "/v1/programs", wish(), "Idempotency-Key", key);
        assertThat(first.json().get("api_key").asString()).startsWith("hsk_test_");
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json().get("api_key").isNull()).isTrue();
        assertThat(again.json().get("secret_shown").asBoolean()).isTrue();
    }

    @Test
    void a_slug_is_made_unique_when_it_is_derived_and_refused_when_it_was_asked_for() {
        var name = "Crème & Söhne " + UUID.randomUUID();
        var first = shop(wish -> wish.put("name", name));
        var second = shop(wish -> wish.put("name", name));
        assertThat(first.slug()).startsWith("creme-sohne-");
        assertThat(second.slug()).isEqualTo(first.slug() + "-2");
        var taken = post(person("owner").bearer(), "/v1/programs", wish().put("slug", first.slug()));
        isRefused(taken, 409, "slug_taken");
        assertThat(ProgramSetUp.slug("日本")).isEqualTo("program");
    }

    @Test
    void every_fault_is_told_at_once() {
        var wish = wish();
        wish.put("name", " ").put("slug", "-Bad").put("mode", "play").put("landing_url", "ftp://shop.example");
        wish.put("currency", "usd")
                .put("hold_days", -1)
                .put("payout_provider", "paypal")
                .put("surprise", 1);
        wish.putArray("allowed_landing_hosts").add("https://shop.example").add("a b");
        wish.putObject("payout_minimums").put("USD", -5);
        wish.putObject("attribution").put("model", "any").put("window_days", 4000);
        wish.put("clock", "yesterday").remove("payout_schedule");
        var refused = post(person("manager").bearer(), "/v1/programs", wish);
        isRefused(refused, 400, "invalid_request");
        assertThat(refused.faults())
                .containsExactlyInAnyOrder(
                        "/surprise unknown_member",
                        "/name required",
                        "/slug malformed",
                        "/mode unknown_value",
                        "/landing_url malformed",
                        "/allowed_landing_hosts/0 malformed",
                        "/allowed_landing_hosts/1 malformed",
                        "/currency unknown_currency",
                        "/hold_days out_of_range",
                        "/payout_minimums/USD out_of_range",
                        "/payout_provider unknown_value",
                        "/attribution/model unknown_value",
                        "/attribution/window_days out_of_range",
                        "/clock malformed");
    }

    @Test
    void a_name_a_mode_and_a_landing_page_are_enough() {
        var manager = person("manager").bearer();
        var body = "{\"name\":\"Corner shop\",\"mode\":\"test\",\"landing_url\":\"https://Shop.example:8443/start\"}";
        var made = post(manager, "/v1/programs", body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var program = made.json();
        assertThat(program.get("slug").asString()).startsWith("corner-shop");
        assertThat(program.get("allowed_landing_hosts").toString()).isEqualTo("[\"shop.example:8443\"]");
        assertThat(program.get("currency").asString()).isEqualTo("USD");
        assertThat(program.get("hold_days").asInt()).isEqualTo(30);
        assertThat(program.get("payout_minimums").toString()).isEqualTo("{\"USD\":5000}");
        assertThat(program.get("payout_schedule").asString()).isEqualTo("manual");
        assertThat(program.get("payout_provider").asString()).isEqualTo("simulated");
        assertThat(program.get("attribution").toString())
                .isEqualTo("{\"model\":\"last_click\",\"window_days\":30,\"match_device\":true}");
        assertThat(post(manager, "/v1/programs", "{}").faults())
                .containsExactlyInAnyOrder("/name required", "/mode required", "/landing_url required");
    }

    @Test
    void clicks_count_for_a_day_at_least() {
        var wish = wish();
        wish.putObject("attribution").put("window_days", 0);
        assertThat(post(person("manager").bearer(), "/v1/programs", wish).faults())
                .containsExactly("/attribution/window_days out_of_range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shop\r\nBcc: all@shop.example", "Shop\u202Eelpmaxe", "Shop\u0000", "Shop\u2028x"})
    void names_are_of_one_line_and_hide_nothing(String name) {
        var manager = person("manager").bearer();
        assertThat(post(manager, "/v1/programs", wish().put("name", name)).faults())
                .contains("/name malformed");
        var path = "/v1/programs/" + shop().id();
        var body = JSON.createObjectNode().put("name", name).toString();
        assertThat(send("PATCH", manager, path, body, "If-Match", "*").faults()).contains("/name malformed");
        assertThat(post(manager, path + "/api_keys", body).faults()).contains("/name malformed");
        var link = JSON.createObjectNode().put("program", shop().id()).put("name", name);
        assertThat(post(manager, "/v1/affiliates/me/links", link).faults()).contains("/name malformed");
        assertThat(post(manager, "/v1/devices", body).faults()).contains("/name malformed");
    }

    @Test
    void members_must_fit_each_other() {
        var wish =
                wish().put("mode", "live").put("clock", "1969-01-01T00:00:00Z").put("currency", "XXX");
        wish.put("landing_url", "https://evil.example/");
        wish.putObject("payout_minimums").put("XTS", 1);
        assertThat(post(person("manager").bearer(), "/v1/programs", wish).faults())
                .containsExactlyInAnyOrder(
                        "/landing_url host_not_allowed",
                        "/payout_minimums/XTS unknown_currency",
                        "/payout_provider live_needs_stripe",
                        "/clock test_only",
                        "/clock out_of_range",
                        "/currency unknown_currency");
    }

    @Test
    void a_currency_that_has_ended_by_the_programmes_clock_cannot_be_chosen() {
        var wish = wish().put("clock", "2026-01-01T00:00:00Z").put("currency", "BGN");
        wish.putObject("payout_minimums").put("HRK", 1).put("a/b", 1).put("EUR", 1);
        assertThat(post(person("manager").bearer(), "/v1/programs", wish).faults())
                .containsExactlyInAnyOrder(
                        "/currency currency_ended",
                        "/payout_minimums/HRK currency_ended",
                        "/payout_minimums/a~1b unknown_currency");
    }

    @Test
    void a_minimum_of_a_currency_that_has_ended_since_may_stay() {
        var shop = shop(wish -> {
            wish.put("clock", "2022-12-31T23:00:00Z").put("currency", "HRK");
            wish.putObject("payout_minimums").put("HRK", 5000);
        });
        post(shop.key(), "/v1/programs/" + shop.id() + "/clock", "{\"now\": \"2023-02-01T00:00:00Z\"}");
        assertThat(get(shop.key(), "/v1/programs/" + shop.id())
                        .json()
                        .get("currency")
                        .asString())
                .isEqualTo("HRK");
    }

    @Test
    void a_live_programme_runs_on_the_systems_clock_with_live_keys() {
        var live = shop(wish -> wish.put("mode", "live").put("payout_provider", "stripe"));
        assertThat(live.json().has("clock")).isFalse();
        assertThat(live.key()).startsWith("hsk_live_");
    }

    @ParameterizedTest
    @CsvSource({"owner, 201", "manager, 201", "finance, 403", "analyst, 403"})
    void owners_and_managers_make_programmes(String role, int status) {
        assertThat(post(person(role).bearer(), "/v1/programs", wish()).status()).isEqualTo(status);
    }

    @Test
    void those_who_run_programmes_read_them_and_a_key_reads_its_own() {
        var shop = shop();
        var path = "/v1/programs/" + shop.id();
        assertThat(get(person("finance").bearer(), path).status()).isEqualTo(200);
        assertThat(get(person("analyst").bearer(), path + "/rule_sets").status())
                .isEqualTo(200);
        isRefused(get(person().bearer(), path), 403, "forbidden");
        isRefused(get(shop().key(), path), 404, "not_found");
        isRefused(get(person("manager").bearer(), "/v1/programs/prg_nonsense"), 404, "not_found");
        isRefused(get(null, path), 401, "unauthenticated");
        isRefused(post(shop.key(), "/v1/programs", wish()), 403, "forbidden");
        isRefused(send("PATCH", shop.key(), path, "{\"name\":\"Mine\"}", "If-Match", "*"), 403, "forbidden");
    }

    @Test
    void programmes_are_listed_newest_first() {
        var first = shop();
        var second = shop();
        var page = get(person("analyst").bearer(), "/v1/programs?limit=1").json();
        assertThat(page.at("/data/0/id").asString()).isEqualTo(second.id());
        assertThat(page.get("has_more").asBoolean()).isTrue();
        var next = get(
                person("analyst").bearer(),
                "/v1/programs?limit=1&after=" + page.get("next_cursor").asString());
        assertThat(next.json().at("/data/0/id").asString()).isEqualTo(first.id());
    }

    @Test
    void what_may_change_is_changed_for_the_version_the_manager_means() {
        var shop = shop();
        var manager = person("manager").bearer();
        var path = "/v1/programs/" + shop.id();
        var change = """
                {"name": "Store", "landing_url": "https://store.example/", "allowed_landing_hosts": ["store.example"],
                 "payout_minimums": {"EUR": 100}, "payout_schedule": "daily", "two_person_payouts": true,
                 "attribution": {"model": "first_click", "match_device": false}, "consent": "required"}
                """;
        isRefused(send("PATCH", manager, path, change), 428, "precondition_required");
        isRefused(send("PATCH", manager, path, change, "If-Match", "\"v7\""), 412, "precondition_failed");
        var changed = send("PATCH", manager, path, change, "If-Match", shop.etag());
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"v2\"");
        assertThat(changed.json().get("attribution").toString())
                .isEqualTo("{\"model\":\"first_click\",\"window_days\":45,\"match_device\":false}");
        assertThat(changed.json().get("payout_minimums").toString()).isEqualTo("{\"EUR\":100}");
        assertThat(get(manager, path).text()).isEqualTo(changed.text());
        assertThat(deeds(shop.id())).containsExactly("program.created", "program.changed");
        var nothing = send("PATCH", manager, path, "{\"name\":\"Store\"}", "If-Match", "\"v2\"");
        assertThat(nothing.header("ETag")).isEqualTo("\"v2\"");
    }

    @Test
    void what_belongs_to_the_terms_or_is_chosen_once_is_not_changed() {
        var shop = shop();
        var path = "/v1/programs/" + shop.id();
        var change = """
                {"hold_days": 3, "slug": "other", "mode": "live", "currency": "EUR", "payout_provider": "stripe",
                 "clock": "2030-01-01T00:00:00Z", "attribution": {"window_days": 3}}
                """;
        var refused = send("PATCH", person("manager").bearer(), path, change, "If-Match", "*");
        assertThat(refused.faults())
                .containsExactlyInAnyOrder(
                        "/hold_days not_changeable",
                        "/slug not_changeable",
                        "/mode not_changeable",
                        "/currency not_changeable",
                        "/payout_provider not_changeable",
                        "/clock not_changeable",
                        "/attribution/window_days not_changeable");
        assertThat(refused.text()).contains("add a rule set");
        var away = send(
                "PATCH",
                person("manager").bearer(),
                path,
                "{\"allowed_landing_hosts\":[\"x.example\"]}",
                "If-Match",
                "*");
        assertThat(away.faults()).containsExactly("/landing_url host_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user@shop.example/",
                "https://shop.example\\@evil.example",
                "//shop.example/",
                "javascript:alert(1)",
                "https:///nohost",
                "https://shop.example:99999/",
                "https://shop.example/\r\nX: 1",
                "shop.example",
                ""
            })
    void a_landing_page_is_a_plain_web_address(String address) {
        ObjectNode wish = wish().put("landing_url", address);
        assertThat(post(person("manager").bearer(), "/v1/programs", wish).faults())
                .containsExactly("/landing_url malformed");
    }
}
