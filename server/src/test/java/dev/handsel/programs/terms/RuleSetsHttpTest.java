package dev.handsel.programs.terms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Transactions;
import dev.handsel.testing.Client.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RuleSetsHttpTest extends ProgramScene {

    @Autowired
    Programs programs;

    @Autowired
    Transactions transactions;

    private static String rules(String version, String from) {
        return """
                {"version": "%s", "effective_from": "%s", "first_rate_bp": 2000, "recurring_rate_bp": 1000,
                 "bonus_rate_bp": 0, "bonus_from_month": 3, "hold_days": 10, "gap_grace_days": 5,
                 "attribution_window_days": 60}
                """.formatted(version, from);
    }

    private Reply add(Shop shop, String body) {
        return post(person("manager").bearer(), "/v1/programs/" + shop.id() + "/rule_sets", body);
    }

    @Test
    void terms_are_followed_by_others_in_the_order_in_which_they_take_effect() {
        var shop = shop();
        assertThat(add(shop, rules("2027", "2027-01-01T00:00:00Z")).status()).isEqualTo(201);
        assertThat(add(shop, rules("2026", "2026-01-01T00:00:00+01:00")).status())
                .isEqualTo(201);
        var terms = programs.terms(ProgramId.parse(shop.id()));
        assertThat(terms.ruleSets()).extracting(RuleSet::version).containsExactly("default", "2026", "2027");
        assertThat(terms.at(Instant.parse("2026-06-01T00:00:00Z")).hold()).isEqualTo(Duration.ofDays(10));
        var path = "/v1/programs/" + shop.id() + "/rule_sets?limit=2";
        var page = get(shop.key(), path).json();
        assertThat(page.at("/data/1/effective_from").asString()).isEqualTo("2025-12-31T23:00:00Z");
        var rest = get(shop.key(), path + "&after=" + page.get("next_cursor").asString())
                .json();
        assertThat(rest.at("/data/0/version").asString()).isEqualTo("2027");
        assertThat(rest.get("has_more").asBoolean()).isFalse();
        assertThat(deeds(shop.id())).containsExactly("program.created", "rule_set.added", "rule_set.added");
    }

    @Test
    void a_version_and_an_instant_are_taken_once() {
        var shop = shop();
        isRefused(add(shop, rules("default", "2026-01-01T00:00:00Z")), 409, "rule_set_exists");
        isRefused(add(shop, rules("first", "1970-01-01T00:00:00Z")), 409, "rule_set_exists");
        isRefused(add(shop, rules("older", "1969-12-31T23:59:59Z")), 400, "invalid_request");
    }

    @Test
    void terms_that_judged_a_line_already_are_closed() {
        var shop = shop();
        line(shop, "2026-03-01T00:00:00Z");
        isRefused(add(shop, rules("late", "2026-03-01T00:00:00Z")), 409, "rule_set_in_use");
        assertThat(add(shop, rules("next", "2026-03-01T00:00:00.000001Z")).status())
                .isEqualTo(201);
    }

    /** A commission that was earned by an invoice paid then. */
    private void line(Shop shop, String paidAt) {
        post(shop.key(), "/v1/affiliates", "{\"external_id\":\"a\",\"code\":\"anna\"}");
        var told = post(shop.key(), "/v1/events", """
                {"events": [
                 {"id": "e1", "type": "signup", "occurred_at": "%1$s", "customer": "c", "code": "anna"},
                 {"id": "e2", "type": "invoice_paid", "occurred_at": "%1$s", "customer": "c", "invoice": "i",
                  "currency": "USD", "reason": "create", "tax": 0,
                  "lines": [{"amount": 3000, "period_start": "%1$s", "months": 1}]}]}
                """.formatted(paidAt));
        assertThat(told.json().at("/events/1/result").asString()).isEqualTo("recorded");
    }

    @Test
    void every_fault_is_told_at_once() {
        var faulty = """
                {"version": "", "effective_from": "soon", "first_rate_bp": 10001, "recurring_rate_bp": -1, "bonus_rate_bp": 1.5,
                 "bonus_from_month": 0, "hold_days": "30", "gap_grace_days": null}
                """;
        assertThat(add(shop(), faulty).faults())
                .containsExactlyInAnyOrder(
                        "/version required",
                        "/effective_from malformed",
                        "/first_rate_bp out_of_range",
                        "/recurring_rate_bp out_of_range",
                        "/bonus_rate_bp wrong_type",
                        "/bonus_from_month out_of_range",
                        "/hold_days wrong_type",
                        "/gap_grace_days required",
                        "/attribution_window_days required");
    }

    @Test
    void whoever_holds_the_terms_keeps_new_ones_out() throws Exception {
        var shop = shop();
        var started = new CompletableFuture<Void>();
        var added = CompletableFuture.supplyAsync(() -> {
            started.join();
            return add(shop, rules("next", "2026-01-01T00:00:00Z"));
        });
        transactions.run(() -> {
            programs.holdTerms(ProgramId.parse(shop.id()));
            started.complete(null);
            assertThat(added.copy()
                            .completeOnTimeout(null, 500, TimeUnit.MILLISECONDS)
                            .join())
                    .isNull();
        });
        assertThat(added.get(10, TimeUnit.SECONDS).status()).isEqualTo(201);
    }

    @Test
    void only_owners_and_managers_add_terms() {
        var shop = shop();
        var path = "/v1/programs/" + shop.id() + "/rule_sets";
        isRefused(post(shop.key(), path, rules("x", "2026-01-01T00:00:00Z")), 403, "forbidden");
        isRefused(post(person("finance").bearer(), path, rules("x", "2026-01-01T00:00:00Z")), 403, "forbidden");
        isRefused(get(shop().key(), path), 404, "not_found");
    }

    @Test
    void keys_are_issued_listed_and_revoked() {
        var shop = shop();
        var manager = person("manager").bearer();
        var path = "/v1/programs/" + shop.id() + "/api_keys";
        var issued = post(manager, path, "{\"name\":\"till\"}");
        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.header("Cache-Control")).contains("no-store");
        var key = issued.json().get("api_key").asString();
        assertThat(get(key, "/v1/programs/" + shop.id()).status()).isEqualTo(200);
        assertThat(post(manager, path, "{}").status()).isEqualTo(201);
        assertThat(send("POST", manager, path, null).status()).isEqualTo(201);
        var listed = get(manager, path);
        assertThat(listed.json().get("data").size()).isEqualTo(4);
        assertThat(listed.text()).doesNotContain(key).doesNotContain("\"api_key\"");
        var one = path + "/" + issued.json().get("id").asString();
        isRefused(send("DELETE", manager, one.replace(shop.id(), shop().id()), null), 404, "not_found");
        assertThat(send("DELETE", manager, one, null).status()).isEqualTo(204);
        isRefused(get(key, "/v1/programs/" + shop.id()), 401, "invalid_api_key");
        isRefused(get(shop.key(), path), 403, "forbidden");
        isRefused(post(manager, "/v1/programs/prg_x/api_keys", "{}"), 404, "not_found");
        assertThat(post(manager, path, "{\"name\":\" \"}").faults()).containsExactly("/name malformed");
    }
}
