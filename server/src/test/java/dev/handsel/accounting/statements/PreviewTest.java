package dev.handsel.accounting.statements;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PreviewTest extends ReportScene {

    private static final String USUAL = rules(3000, 1500, 500, 4);

    private static String rules(int first, int recurring, int bonus, int from) {
        return """
                {"version": "draft", "effective_from": "2030-01-01T00:00:00Z", "first_rate_bp": %d,
                 "recurring_rate_bp": %d, "bonus_rate_bp": %d, "bonus_from_month": %d, "hold_days": 30,
                 "gap_grace_days": 30, "attribution_window_days": 30}
                """.formatted(first, recurring, bonus, from);
    }

    private JsonNode preview(String rules, int months) {
        return send(manager, "/v1/programs/" + program + "/rule_sets/preview?months=" + months, rules);
    }

    private void a_history() {
        affiliate("bob");
        signup("c1", "ann", START);
        invoice("in1", "c1", "create", 9_999, START);
        signup("c2", "bob", START);
        invoice("in2", "c2", "create", 2_000, START);
        tell("signup", START, "\"customer\": \"c3\", \"coupon\": \"" + coupon("ann") + "\"");
        invoice("in3", "c3", "create", 5_000, START);
        for (int month = 2; month <= 5; month++) {
            var at = "2026-0" + month + "-10T00:00:00Z";
            moveTo(at);
            invoice("in1-" + month, "c1", "cycle", 9_999, at);
        }
        invoice("up1", "c1", "update", 1_111, "2026-05-10T00:00:00Z");
        refund("in3", 2_500, "2026-05-10T00:00:00Z");
    }

    @Test
    void the_terms_in_force_would_have_cost_what_they_did_cost() {
        a_history();
        var preview = preview(USUAL, 12);
        assertThat(preview.at("/totals/0/invoices").asInt()).isEqualTo(8);
        assertThat(preview.at("/totals/0/draft")).isEqualTo(preview.at("/totals/0/actual"));
        assertThat(preview.at("/totals/0/difference").asLong()).isZero();
        assertThat(preview.at("/totals/0/actual/reversed").asLong()).isEqualTo(750);
        assertThat(preview.get("affiliates")).hasSize(2);
        assertThat(preview.get("notes").toString()).contains("gap_grace_days", "attribution_window_days");
    }

    @Test
    void other_terms_are_compared_by_affiliate() {
        a_history();
        var preview = preview(rules(2000, 2000, 0, 4), 12);
        var first = preview.at("/affiliates/0");
        assertThat(first.get("affiliate").asString()).isEqualTo(affiliate);
        // 20 % of five months, a change of plan, and half of what was refunded in part
        assertThat(first.at("/draft/cost").asLong()).isEqualTo(5 * 2_000 + 222 + 500);
        var second = preview.at("/affiliates/1");
        assertThat(second.at("/actual/cost").asLong()).isEqualTo(600);
        assertThat(second.at("/draft/cost").asLong()).isEqualTo(400);
        assertThat(preview.at("/totals/0/difference").asLong())
                .isEqualTo(first.get("difference").asLong() - 200);
    }

    @Test
    void only_the_months_asked_for_are_looked_at() {
        a_history();
        var preview = preview(USUAL, 1);
        assertThat(preview.get("from").asString()).isEqualTo("2026-04-10T00:00:00Z");
        assertThat(preview.at("/totals/0/invoices").asInt()).isEqualTo(3);
    }

    @Test
    void nothing_is_stored() {
        preview(rules(1, 1, 1, 1), 3);
        assertThat(read(manager, "/v1/programs/" + program + "/rule_sets").get("data"))
                .hasSize(1);
    }

    @Test
    void drafts_and_months_are_checked() {
        var path = "/v1/programs/" + program + "/rule_sets/preview";
        assertThat(post(manager, path + "?months=0", USUAL).faults()).containsExactly("?months out_of_range");
        assertThat(post(manager, path + "?months=25", USUAL).status()).isEqualTo(400);
        assertThat(post(manager, path, "{\"version\": \"x\"}").faults()).contains("/first_rate_bp required");
        assertThat(post(person(), path, USUAL).status()).isEqualTo(403);
        assertThat(post(manager, "/v1/programs/prg_no/rule_sets/preview", USUAL).status())
                .isEqualTo(404);
    }
}
