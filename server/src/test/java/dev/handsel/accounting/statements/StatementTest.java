package dev.handsel.accounting.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StatementTest extends ReportScene {

    private static final List<String> STAGES = List.of("pending", "payable", "in_flight");

    /** Earned in January, matured in February, paid and partly taken back in March. */
    @BeforeEach
    void a_life() {
        signup("c1", "ann", START);
        invoice("in1", "c1", "create", 10_000, START);
        moveTo("2026-02-20T00:00:00Z");
        invoice("in2", "c1", "cycle", 10_000, "2026-02-20T00:00:00Z");
        moveTo("2026-03-05T00:00:00Z");
        send(manager, "/v1/programs/" + program + "/payouts/run", "{}");
        var payout = read(merchant, "/v1/payouts?affiliate=" + affiliate)
                .at("/data/0/id")
                .asString();
        send(merchant, "/v1/payouts/" + payout + "/simulate", "{\"outcome\": \"transfer_created\"}");
        refund("in1", 5_000, "2026-03-05T00:00:00Z");
        send(
                manager,
                "/v1/ledger/adjustments",
                "{\"affiliate\": \"%s\", \"currency\": \"USD\", \"amount\": -70, \"reason\": \"typo\"}"
                        .formatted(affiliate));
    }

    @Test
    void a_statement_adds_up_to_the_balances_of_now() {
        var statement = statement("");
        assertThat(amounts(statement, "opening")).containsExactly(0L, 0L, 0L);
        addsUp(statement);
        var balance =
                read(merchant, "/v1/affiliates/" + affiliate + "/balances").at("/balances/0");
        assertThat(amounts(statement, "closing"))
                .containsExactly(
                        balance.get("pending").asLong(),
                        balance.get("payable").asLong(),
                        balance.get("in_flight").asLong())
                .containsExactly(1_500L, -1_570L, 0L);
        assertThat(statement.get("from").isNull()).isTrue();
        assertThat(statement.get("to").isNull()).isTrue();
    }

    @Test
    void periods_that_touch_join() {
        var edges = List.of("2026-02-01T00:00:00Z", "2026-02-20T00:00:00Z", "2026-03-05T00:00:00Z");
        var first = statement("&to=" + edges.getFirst());
        var closing = amounts(first, "closing");
        int lines = first.get("lines").size();
        for (int i = 0; i < edges.size(); i++) {
            var to = i + 1 < edges.size() ? "&to=" + edges.get(i + 1) : "";
            var next = statement("&from=" + edges.get(i) + to);
            addsUp(next);
            assertThat(amounts(next, "opening")).isEqualTo(closing);
            closing = amounts(next, "closing");
            lines += next.get("lines").size();
        }
        assertThat(closing).isEqualTo(amounts(statement(""), "closing"));
        assertThat(lines).isEqualTo(statement("").get("lines").size());
    }

    @Test
    void every_line_says_what_happened() {
        assertThat(statement("")
                        .get("lines")
                        .valueStream()
                        .map(line -> line.get("kind").asString() + ": "
                                + line.get("words").asString().replaceAll("(pay|cor)_\\w+", "$1_1")))
                .containsExactly(
                        "accrual: 30.00 USD earned: the commission on a first month for invoice in1 of customer c1.",
                        "mature: 30.00 USD became payable: the holding period of the commission on a first month for invoice in1 of"
                                + " customer c1 is over.",
                        "accrual: 15.00 USD earned: the commission on a later month for invoice in2 of customer c1.",
                        "payout_reserve: 30.00 USD on its way: payout pay_1.",
                        "payout_settle: 30.00 USD transferred: payout pay_1.",
                        "clawback: 15.00 USD taken back after a refund or a dispute: the commission on a first month for invoice in1"
                                + " of customer c1.",
                        "adjust: 0.70 USD taken off: correction cor_1.");
    }

    @Test
    void a_currency_that_nothing_was_earned_in_is_empty() {
        var statement = statement("&currency=KWD");
        assertThat(statement.get("lines")).isEmpty();
        assertThat(amounts(statement, "closing")).containsExactly(0L, 0L, 0L);
    }

    @Test
    void every_fault_of_the_query_is_told_at_once() {
        var path = "/v1/affiliates/me/statement?currency=XYZ&from=yesterday&to=2026-99-01T00:00:00Z";
        var reply = get(person(), path);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.faults())
                .containsExactlyInAnyOrder(
                        "?program required", "?currency unknown_currency", "?from malformed", "?to malformed");
        assertThat(get(merchant, "/v1/affiliates/" + affiliate + "/statement?from=" + START + "&to=" + START)
                        .faults())
                .containsExactly("?to out_of_range");
    }

    @Test
    void only_who_may_see_an_affiliate_reads_its_statement() {
        var path = "/v1/affiliates/" + affiliate + "/statement";
        assertThat(get(manager, path).status()).isEqualTo(200);
        assertThat(get(person(), path).status()).isEqualTo(404);
        assertThat(get(person(), "/v1/affiliates/me/statement?program=" + program)
                        .status())
                .isEqualTo(404);
        assertThat(get(person(), "/v1/affiliates/me/statement?program=prg_no").status())
                .isEqualTo(404);
        assertThat(get(merchant, "/v1/affiliates/me/statement?program=" + program)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void an_affiliate_reads_their_own_statement() {
        var someone = person();
        send(someone, "/v1/affiliates", "{\"program\": \"" + program + "\"}");
        var statement = read(someone, "/v1/affiliates/me/statement?program=" + program + "&currency=USD");
        assertThat(statement.get("lines")).isEmpty();
        assertThat(statement.get("program").asString()).isEqualTo(program);
    }

    private JsonNode statement(String query) {
        return read(merchant, "/v1/affiliates/" + affiliate + "/statement?" + query);
    }

    private static void addsUp(JsonNode statement) {
        var sum = amounts(statement, "opening");
        for (var line : statement.get("lines")) {
            for (int i = 0; i < STAGES.size(); i++) {
                sum.set(i, sum.get(i) + line.get("change").get(STAGES.get(i)).asLong());
            }
        }
        assertThat(sum).isEqualTo(amounts(statement, "closing"));
    }

    private static List<Long> amounts(JsonNode statement, String end) {
        return new java.util.ArrayList<>(STAGES.stream()
                .map(stage -> statement.get(end).get(stage).asLong())
                .toList());
    }
}
