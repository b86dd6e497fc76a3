package dev.handsel.programs.terms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.testing.Client.Reply;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Nobody sets rates alone where a programme asks for two people, and nobody sets more than the whole. */
// Each test makes its own programme first.
@SuppressWarnings("NullAway.Init")
class TwoPersonRulesTest extends ProgramScene {

    @Autowired
    Programs programs;

    private Shop shop;
    private Someone nora;
    private Someone otto;

    @BeforeEach
    void open() {
        shop = shop(wish -> wish.put("two_person_payouts", true));
        nora = person("manager");
        otto = person("owner");
    }

    private String path() {
        return "/v1/programs/" + shop.id() + "/rule_sets";
    }

    private static String rules(String version, String from, int first, int recurring, int bonus) {
        return """
                {"version": "%s", "effective_from": "%s", "first_rate_bp": %d, "recurring_rate_bp": %d, "bonus_rate_bp": %d,
                 "bonus_from_month": 3, "hold_days": 10, "gap_grace_days": 5, "attribution_window_days": 60}
                """.formatted(version, from, first, recurring, bonus);
    }

    private Reply propose(String version, String from) {
        return post(nora.bearer(), path(), rules(version, from, 2000, 1000, 0));
    }

    private Reply approve(Someone who, String version) {
        return approve(who, version, proposedAt(version));
    }

    private Reply approve(Someone who, String version, String proposedAt) {
        var body = "{\"proposed_at\": \"" + proposedAt + "\"}";
        return post(who.bearer(), path() + "/" + encoded(version) + "/approve", body);
    }

    /** As the list shows it; some time where none waits. */
    private String proposedAt(String version) {
        return get(shop.key(), path())
                .json()
                .get("data")
                .valueStream()
                .filter(set -> set.get("version").asString().equals(version))
                .map(set -> set.path("proposed_at").asString(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("2026-01-01T00:00:00Z");
    }

    private Reply withdraw(Someone who, String version) {
        return send("DELETE", who.bearer(), path() + "/" + encoded(version), null);
    }

    private static String encoded(String version) {
        return URLEncoder.encode(version, UTF_8).replace("+", "%20");
    }

    private List<String> inForce() {
        return programs.terms(ProgramId.parse(shop.id())).ruleSets().stream()
                .map(RuleSet::version)
                .toList();
    }

    private List<String> listed() {
        return get(shop.key(), path())
                .json()
                .get("data")
                .valueStream()
                .map(set ->
                        set.get("version").asString() + " " + set.get("state").asString())
                .toList();
    }

    @Test
    void a_bounty_is_a_part_of_what_two_people_decide() {
        var proposed = rules("v2", "2030-01-01T00:00:00Z", 2000, 1000, 0)
                .replace("\"hold_days\"", "\"first_trade_bounty\": {\"USD\": 500, \"EUR\": 450}, \"hold_days\"");
        var waiting = post(nora.bearer(), path(), proposed);
        assertThat(waiting.status()).isEqualTo(202);
        assertThat(waiting.json().at("/first_trade_bounty/USD").asLong()).isEqualTo(500);
        var approved = approve(otto, "v2");
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        assertThat(approved.json().at("/first_trade_bounty/EUR").asLong()).isEqualTo(450);
        assertThat(programs.terms(ProgramId.parse(shop.id()))
                        .ruleSets()
                        .getLast()
                        .firstTradeBounty()
                        .minor())
                .isEqualTo(Map.of("USD", 500L, "EUR", 450L));
    }

    @Test
    void a_rule_set_waits_until_somebody_else_approves_it() {
        var proposed = propose("2030", "2030-01-01T00:00:00Z");

        assertThat(proposed.status()).isEqualTo(202);
        assertThat(proposed.json().get("state").asString()).isEqualTo("waiting");
        assertThat(proposed.json().get("proposed_by").asString()).isEqualTo("account:" + nora.account());
        assertThat(listed()).containsExactly("default added", "2030 waiting");
        assertThat(inForce()).containsExactly("default");

        isRefused(approve(nora, "2030"), 403, "second_person_required");
        assertThat(inForce()).containsExactly("default");

        var approved = approve(otto, "2030");
        assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        assertThat(approved.json().get("approved_by").asString()).isEqualTo("account:" + otto.account());
        assertThat(inForce()).containsExactly("default", "2030");
        assertThat(listed()).containsExactly("default added", "2030 added");
        assertThat(approve(otto, "2030").status()).isEqualTo(200);
        assertThat(deeds(shop.id())).containsExactly("program.created", "rule_set.proposed", "rule_set.added");
    }

    @Test
    void only_people_who_run_programmes_approve_and_withdraw() {
        propose("2030", "2030-01-01T00:00:00Z");
        for (var stranger : List.of(shop.key(), person("finance").bearer(), person().bearer())) {
            var approval = "{\"proposed_at\": \"" + proposedAt("2030") + "\"}";
            isRefused(post(stranger, path() + "/2030/approve", approval), 403, "forbidden");
            isRefused(send("DELETE", stranger, path() + "/2030", null), 403, "forbidden");
        }
        isRefused(approve(otto, "2031"), 404, "not_found");
        assertThat(inForce()).containsExactly("default");
    }

    @Test
    void what_waits_can_be_withdrawn_and_what_was_added_cannot() {
        propose("2030", "2030-01-01T00:00:00Z");
        propose("2031", "2031-01-01T00:00:00Z");
        approve(otto, "2031");

        assertThat(withdraw(nora, "2030").status()).isEqualTo(204);
        isRefused(withdraw(nora, "2030"), 404, "not_found");
        isRefused(approve(otto, "2030"), 404, "not_found");
        isRefused(withdraw(otto, "2031"), 409, "rule_set_added");
        assertThat(propose("2030", "2030-01-01T00:00:00Z").status()).isEqualTo(202);
    }

    @Test
    void who_approves_approves_what_they_have_read_and_nothing_else_of_that_name() {
        propose("2030", "2030-01-01T00:00:00Z");
        var read = proposedAt("2030");
        withdraw(nora, "2030");
        post(nora.bearer(), path(), rules("2030", "2030-01-01T00:00:00Z", 9000, 9000, 0));

        isRefused(approve(otto, "2030", read), 409, "rule_set_changed");
        assertThat(inForce()).containsExactly("default");
        assertThat(post(otto.bearer(), path() + "/2030/approve", "{}").faults())
                .containsExactly("/proposed_at required");
        assertThat(approve(otto, "2030", proposedAt("2030")).status()).isEqualTo(200);
        assertThat(inForce()).containsExactly("default", "2030");
    }

    @Test
    void who_is_an_affiliate_of_the_programme_approves_no_rates() {
        propose("2030", "2030-01-01T00:00:00Z");
        post(otto.bearer(), "/v1/affiliates", "{\"program\": \"" + shop.id() + "\"}");

        isRefused(approve(otto, "2030"), 403, "second_person_required");
        assertThat(approve(person("owner"), "2030").status()).isEqualTo(200);
        assertThat(approve(otto, "2030").status()).isEqualTo(200);
    }

    @Test
    void versions_and_instants_of_what_waits_are_taken() {
        propose("2030", "2030-01-01T00:00:00Z");

        isRefused(propose("2030", "2031-01-01T00:00:00Z"), 409, "rule_set_exists");
        isRefused(propose("other", "2030-01-01T00:00:00Z"), 409, "rule_set_exists");
        isRefused(propose("default", "2031-01-01T00:00:00Z"), 409, "rule_set_exists");
    }

    @Test
    void commissions_that_were_earned_while_it_waited_are_not_judged_again() {
        propose("2026", "2026-02-01T00:00:00Z");
        post(shop.key(), "/v1/affiliates", "{\"external_id\":\"a\",\"code\":\"anna\"}");
        var told = post(shop.key(), "/v1/events", """
                {"events": [
                 {"id": "e1", "type": "signup", "occurred_at": "2026-02-01T00:00:00Z", "customer": "c", "code": "anna"},
                 {"id": "e2", "type": "invoice_paid", "occurred_at": "2026-02-01T00:00:00Z", "customer": "c", "invoice": "i",
                  "currency": "USD", "reason": "create", "tax": 0,
                  "lines": [{"amount": 3000, "period_start": "2026-02-01T00:00:00Z", "months": 1}]}]}
                """);
        assertThat(told.json().at("/events/1/result").asString()).isEqualTo("recorded");

        isRefused(approve(otto, "2026"), 409, "rule_set_in_use");
        isRefused(propose("late", "2026-01-15T00:00:00Z"), 409, "rule_set_in_use");
        assertThat(withdraw(nora, "2026").status()).isEqualTo(204);
        assertThat(inForce()).containsExactly("default");
    }

    @Test
    void one_who_waits_is_approved_by_two_also_when_one_became_enough() {
        propose("2030", "2030-01-01T00:00:00Z");
        var release = "/v1/programs/" + shop.id() + "/two_person_release";
        send("POST", nora.bearer(), release, null);
        send("POST", otto.bearer(), release, null);

        isRefused(approve(nora, "2030"), 403, "second_person_required");
        assertThat(propose("2031", "2031-01-01T00:00:00Z").status()).isEqualTo(201);
        isRefused(propose("2030", "2032-01-01T00:00:00Z"), 409, "rule_set_exists");
    }

    @Test
    void a_version_can_stand_in_a_path() {
        var odd = "Größe #1? 50 € {a} +b";
        propose(odd, "2030-01-01T00:00:00Z");
        assertThat(approve(otto, odd).status()).isEqualTo(200);
        for (var version : List.of("a/b", "a\\\\b", "a;b", "50%", ".", "..", " a", "a ", "\u00a0a")) {
            assertThat(propose(version, "2031-01-01T00:00:00Z").faults()).containsExactly("/version malformed");
        }
    }

    @Test
    void more_than_the_whole_is_refused_with_every_sum_that_is_too_much() {
        var single = person("owner").bearer();
        for (var end : List.of("", "/preview")) {
            var refused = post(single, path() + end, rules("much", "2030-01-01T00:00:00Z", 5001, 9000, 5000));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.faults())
                    .containsExactly("/first_rate_bp above_whole", "/recurring_rate_bp above_whole");
        }
        assertThat(post(single, path(), rules("whole", "2030-01-01T00:00:00Z", 5000, 0, 5000))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void the_database_keeps_both_rules_whoever_writes() {
        for (var end : List.of("1001, 'account:b'", "1000, 'account:a'", "1000, null")) {
            var parts = end.split(", ", -1);
            assertThatThrownBy(() -> jdbc.sql("""
                            insert into rule_set (program_id, version, effective_from, first_rate_bp, recurring_rate_bp,
                                bonus_rate_bp, bonus_from_month, hold_days, gap_grace_days, attribution_window_days,
                                proposed_by, approved_by, created_at)
                            values (:program, 'x', now(), 0, 9000, %s, 4, 30, 30, 30, 'account:a', %s, now())
                            """.formatted(parts[0], parts[1]))
                            .param("program", ProgramId.parse(shop.id()).value())
                            .update())
                    .hasMessageContaining("check constraint");
        }
    }
}
