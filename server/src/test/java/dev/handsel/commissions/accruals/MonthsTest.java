package dev.handsel.commissions.accruals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Months are what was paid for, whenever it is told; terms are those of the day on which an invoice was paid. */
@HandselTest
class MonthsTest {

    @Autowired
    EventScene scene;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        shop.brought(nora, "ann");
    }

    private static Event month(int number, String paidAt) {
        var invoice = number == 1 ? Event.invoice("in1", "ann", 10_000) : Event.renewal("in" + number, "ann", 10_000);
        return invoice.at(paidAt);
    }

    @Test
    void an_invoice_that_is_told_late_takes_its_month_and_the_line_that_had_it_is_replaced() {
        shop.moveTo("2026-02-15T00:00:00Z");
        shop.tell(month(2, "2026-02-01T00:00:00Z"));
        assertThat(shop.lines(nora)).containsExactly("in2 FIRST 3000");
        var first = shop.line(nora, "in2", "FIRST").get("id").asString();
        shop.tell(month(1, "2026-01-01T00:00:00Z"));
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 3000", "in2 FIRST 3000", "in2 RECURRING 1500");
        assertThat(shop.line(nora, "in1", "FIRST").get("late").asBoolean()).isTrue();
        var replaced = shop.line(nora, "in2", "FIRST");
        assertThat(replaced.get("recomputed").asBoolean()).isTrue();
        assertThat(replaced.get("state").asString()).isEqualTo("reversed");
        assertThat(shop.audited(first)).containsExactly("commission.accrued", "commission.recomputed");
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 3000", "USD payable 3000", "USD pending 1500");
        var words = shop.explanation(shop.line(nora, "in2", "RECURRING")).get("words");
        assertThat(words.valueStream().map(word -> word.asString()))
                .anyMatch(word -> word.contains("takes the place of " + first));
    }

    @Test
    void what_takes_the_place_of_a_line_enters_the_books_when_that_is_known_and_keeps_its_refunds() {
        shop.moveTo("2026-02-01T00:00:00Z");
        shop.tell(month(2, "2026-02-01T00:00:00Z"));
        shop.moveTo("2026-02-10T00:00:00Z");
        shop.tell(Event.refund("in2", 5_000).at("2026-02-10T00:00:00Z"));
        shop.moveTo("2026-02-20T00:00:00Z");
        shop.tell(month(1, "2026-01-01T00:00:00Z"));
        var explanation = shop.explanation(shop.line(nora, "in2", "RECURRING"));
        assertThat(explanation
                        .get("ledger")
                        .valueStream()
                        .map(booking -> booking.get("kind").asString() + " "
                                + booking.get("effective_at").asString()))
                .containsExactly("accrual 2026-02-20T00:00:00Z", "clawback 2026-02-20T00:00:00Z");
        assertThat(explanation.at("/changes/0/cause").asString()).isEqualTo("refund");
        assertThat(explanation.at("/replacements/0/kind").asString()).isEqualTo("FIRST");
        var replaced = shop.explanation(shop.line(nora, "in2", "FIRST"));
        assertThat(replaced.at("/replacements/0/relation").asString()).isEqualTo("replaced_by");
        assertThat(replaced.at("/replacements/0/kind").asString()).isEqualTo("RECURRING");
        assertThat(replaced.get("words").toString()).doesNotContain("disputed or lost");
    }

    @Test
    void an_inquiry_that_ends_may_come_again_as_a_charge_back_and_end_once_more() {
        shop.tell(month(1, "2026-01-01T00:00:00Z"));
        shop.moveTo("2026-01-20T00:00:00Z");
        var told = List.of(
                Event.disputed("in1", "d1", 10_000).with("kind", "inquiry").at("2026-01-02T00:00:00Z"),
                Event.won("in1", "d1").at("2026-01-05T00:00:00Z"),
                Event.disputed("in1", "d1", 10_000).at("2026-01-10T00:00:00Z"),
                Event.won("in1", "d1").at("2026-01-15T00:00:00Z"));
        assertThat(shop.tell(told.get(0))).isEqualTo("recorded");
        assertThat(shop.tell(told.get(1))).isEqualTo("recorded");
        assertThat(shop.tell(told.get(2))).isEqualTo("recorded");
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 3000");
        assertThat(shop.tell(told.get(3))).isEqualTo("recorded");
        assertThat(shop.owed(nora)).containsExactly("USD pending 3000");
    }

    @Test
    void told_at_once_in_whatever_order_nothing_is_replaced() {
        shop.moveTo("2026-02-15T00:00:00Z");
        shop.tellAll(month(2, "2026-02-01T00:00:00Z"), month(1, "2026-01-01T00:00:00Z"));
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 3000", "in2 RECURRING 1500");
    }

    @Test
    void a_line_that_comes_after_its_holding_period_is_payable_at_once() {
        shop.moveTo("2026-03-01T00:00:00Z");
        shop.tellAll(month(1, "2026-01-01T00:00:00Z"), Event.refund("in1", 5_000));
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 1500", "USD payable 1500");
    }

    /** Three months, a pause, and one more month. */
    private void threeMonthsAndOneMoreOn(String day) {
        shop.moveTo("2026-06-01T00:00:00Z");
        shop.tellAll(
                month(1, "2026-01-01T00:00:00Z"),
                month(2, "2026-02-01T00:00:00Z"),
                month(3, "2026-03-01T00:00:00Z"),
                month(4, day));
    }

    @Test
    void a_gap_of_exactly_thirty_days_is_none() {
        threeMonthsAndOneMoreOn("2026-05-01T00:00:00Z");
        assertThat(shop.lines(nora)).contains("in4 RECURRING 1500", "in4 BONUS 500");
    }

    @Test
    void a_second_more_starts_the_continuous_months_anew_but_not_the_lifetime() {
        threeMonthsAndOneMoreOn("2026-05-01T00:00:01Z");
        assertThat(shop.lines(nora)).contains("in4 RECURRING 1500").doesNotContain("in4 BONUS 500");
    }

    @Test
    void a_full_refund_gives_the_month_back_to_invoices_paid_at_its_date_or_later() {
        shop.tell(month(1, "2026-01-01T00:00:00Z"));
        shop.moveTo("2026-02-01T00:00:00Z");
        shop.tell(month(2, "2026-02-01T00:00:00Z"));
        shop.moveTo("2026-02-02T00:00:00Z");
        shop.tell(Event.refund("in1", 10_000).at("2026-02-02T00:00:00Z"));
        shop.moveTo("2026-04-01T00:00:00Z");
        shop.tellAll(month(3, "2026-03-01T00:00:00Z"), month(4, "2026-04-01T00:00:00Z"));
        assertThat(shop.lines(nora))
                .containsExactly("in1 FIRST 3000", "in2 RECURRING 1500", "in3 RECURRING 1500", "in4 RECURRING 1500");
        assertThat(shop.line(nora, "in1", "FIRST").get("state").asString()).isEqualTo("reversed");
        assertThat(shop.line(nora, "in2", "RECURRING").get("recomputed").asBoolean())
                .isFalse();
    }

    @Test
    void a_refund_that_failed_never_was() {
        shop.tell(month(1, "2026-01-01T00:00:00Z"));
        shop.tell(Event.refund("in1", 10_000).with("refund", "re1").at("2026-01-01T00:00:00Z"));
        shop.moveTo("2026-02-01T00:00:00Z");
        shop.tell(month(2, "2026-02-01T00:00:00Z"));
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 3000", "USD pending 3000");
        assertThat(shop.tell(Event.refundFailed("re1"))).isEqualTo("recorded");
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 3000", "in2 FIRST 3000", "in2 RECURRING 1500");
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 3000", "USD payable 3000", "USD pending 1500");
        assertThat(shop.tell(Event.refundFailed("re1").again())).isEqualTo("duplicate");
    }

    @Test
    void an_inquiry_takes_nothing_until_it_becomes_a_charge_back() {
        shop.tellAll(
                month(1, "2026-01-01T00:00:00Z"),
                Event.disputed("in1", "d1", 10_000).with("kind", "inquiry"));
        assertThat(shop.owed(nora)).containsExactly("USD pending 3000");
        assertThat(shop.tell(Event.disputed("in1", "d1", 10_000))).isEqualTo("recorded");
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 3000");
        assertThat(shop.tell(Event.disputed("in1", "d1", 10_000)
                        .with("kind", "inquiry")
                        .again()))
                .isEqualTo("duplicate");
        shop.tell(Event.won("in1", "d1"));
        assertThat(shop.owed(nora)).containsExactly("USD pending 3000");
    }

    @Test
    void a_refund_in_parts_that_comes_to_all_gives_the_month_back_too() {
        shop.tellAll(month(1, "2026-01-01T00:00:00Z"), Event.refund("in1", 4_000), Event.refund("in1", 6_000));
        shop.tell(month(2, "2026-01-01T00:00:00Z"));
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 3000", "in2 FIRST 3000");
    }

    @Test
    void a_lost_dispute_takes_the_money_but_not_the_month() {
        shop.tellAll(month(1, "2026-01-01T00:00:00Z"), Event.disputed("in1", "d1", 10_000), Event.lost("in1", "d1"));
        shop.moveTo("2026-02-01T00:00:00Z");
        shop.tell(month(2, "2026-02-01T00:00:00Z"));
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 3000", "in2 RECURRING 1500");
    }

    @Test
    void free_months_are_none() {
        shop.tellAll(
                Event.invoice("trial", "ann", 0),
                Event.invoice("gift", "ann", 10_000).with("credit_applied", 10_000),
                month(1, "2026-01-01T00:00:00Z"));
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 3000");
    }

    @Test
    void cancelling_changes_nothing_about_money() {
        shop.tellAll(month(1, "2026-01-01T00:00:00Z"), Event.canceled("ann"));
        shop.moveTo("2026-02-01T00:00:00Z");
        shop.tell(month(2, "2026-02-01T00:00:00Z"));
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 3000", "in2 RECURRING 1500");
    }

    @Test
    void a_year_in_advance_is_cut_into_its_months() {
        shop.tell(Event.invoice("in1", "ann", 0).sold(12_000, 12));
        assertThat(shop.lines(nora)).containsExactly("in1 BONUS 450", "in1 FIRST 300", "in1 RECURRING 1650");
        assertThat(shop.line(nora, "in1", "BONUS").get("mature_at").asString()).startsWith("2026-04-01");
        assertThat(shop.line(nora, "in1", "FIRST").get("mature_at").asString()).startsWith("2026-01-31");
    }

    private static Map<String, Object> rules(String version, String from) {
        var rules = new HashMap<String, Object>();
        rules.put("version", version);
        rules.put("effective_from", from);
        rules.put("first_rate_bp", 1000);
        rules.put("recurring_rate_bp", 500);
        rules.put("bonus_rate_bp", 100);
        rules.put("bonus_from_month", 2);
        rules.put("hold_days", 0);
        rules.put("gap_grace_days", 0);
        rules.put("attribution_window_days", 1);
        return rules;
    }

    @Test
    void the_terms_of_the_day_of_payment_count() {
        shop.ruleSet(rules("lean", "2026-02-01T00:00:00Z"));
        shop.moveTo("2026-02-01T00:00:00Z");
        shop.tellAll(month(1, "2026-01-01T00:00:00Z"), month(2, "2026-02-01T00:00:00Z"));
        assertThat(shop.lines(nora)).containsExactly("in1 FIRST 3000", "in2 BONUS 100", "in2 RECURRING 500");
        assertThat(shop.line(nora, "in1", "FIRST").get("rule_version").asString())
                .isEqualTo("default");
        assertThat(shop.line(nora, "in2", "BONUS").get("rule_version").asString())
                .isEqualTo("lean");
    }

    @Test
    void without_a_holding_period_money_is_payable_at_once() {
        shop.ruleSet(rules("lean", "2026-01-01T00:00:00Z"));
        shop.tell(month(1, "2026-01-01T00:00:00Z"));
        assertThat(shop.owed(nora)).containsExactly("USD payable 1000");
        assertThat(shop.line(nora, "in1", "FIRST").get("state").asString()).isEqualTo("payable");
    }

    @Test
    void the_window_of_the_terms_wins_over_the_programmes() {
        shop.ruleSet(rules("lean", "2026-01-01T00:00:00Z"));
        shop.tell(Event.click(nora.code()).with("device", "phone"));
        shop.moveTo("2026-01-02T00:00:01Z");
        assertThat(shop.tell(Event.signup("bob").with("device", "phone"))).isEqualTo("not_attributed");
    }
}
