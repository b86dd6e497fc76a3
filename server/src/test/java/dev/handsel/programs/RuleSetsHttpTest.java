package dev.handsel.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.clock.SystemClock;
import dev.handsel.database.Transactions;
import dev.handsel.http.Client.Reply;
import dev.handsel.ids.AffiliateId;
import dev.handsel.ids.ProgramId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RuleSetsHttpTest extends Scene {

    @Autowired
    Programs programs;

    @Autowired
    Transactions transactions;

    private static final String LINE = """
            insert into event (program_id, id, type, occurred_at, received_at, payload, payload_sha256, result) select :program, 'e', 'invoice_paid', :at, :at, '{}', sha256('x'), 'recorded' where :id is not null and :affiliate is not null
            insert into customer (id, program_id, ref, created_at) select :program, :program, 'c', :at where :id is not null and :affiliate is not null
            insert into invoice (program_id, ref, event_id, customer_id, currency, reason, body, gross, paid, paid_at, late, number) select :program, 'i', 'e', :program, 'USD', 'update', '{}', 1, 1, :at, false, 1 where :id is not null and :affiliate is not null
            insert into commission_line (id, program_id, affiliate_id, customer_id, customer_ref, invoice_ref, event_id, kind, base, rate_bp, amount, currency, paid_at, mature_at, rule_set_id, rule_version, late, inputs, inputs_sha256, engine, created_at) select :id, :program, :affiliate, :program, 'c', 'i', 'e', 'FIRST', 1, 1, 1, 'USD', :at, :at, id, version, false, '{}', sha256('x'), 'test', :at from rule_set where program_id = :program
            """;

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

    /** A commission that was earned, without the story that leads to one. */
    private void line(Shop shop, String paidAt) {
        var affiliate = post(shop.key(), "/v1/affiliates", "{\"external_id\":\"a\"}")
                .json()
                .get("id")
                .asString();
        transactions.run(() -> LINE.lines()
                .forEach(statement -> jdbc.sql(statement)
                        .param("program", ProgramId.parse(shop.id()).value())
                        .param("affiliate", AffiliateId.parse(affiliate).value())
                        .param("id", UUID.randomUUID())
                        .param("at", SystemClock.utc(Instant.parse(paidAt)))
                        .update()));
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
