package dev.handsel.commissions.reckoner;

import static dev.handsel.commissions.reckoner.Examples.USUAL;
import static dev.handsel.commissions.reckoner.Examples.customer;
import static dev.handsel.commissions.reckoner.Examples.lines;
import static dev.handsel.commissions.reckoner.Examples.month;
import static dev.handsel.commissions.reckoner.Examples.months;
import static dev.handsel.commissions.reckoner.Examples.nora;
import static dev.handsel.commissions.reckoner.Examples.product;
import static dev.handsel.commissions.reckoner.Examples.program;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Amounts in place of rates. */
class ReckonerFlatsTest {

    private static final PaidInvoice YEAR = PaidInvoice.of(
            "year", "2026-01-01", SoldLine.months(12000, "2026-01-01", 12).of("pro"));

    private static Conditions flat(String member, long minor) {
        return Conditions.of(member, "USD", minor);
    }

    private static Conditions firstSale(long minor) {
        return flat("flat_first_sale", minor);
    }

    private static Conditions sale(long minor) {
        return flat("flat_sale", minor);
    }

    private static Conditions perMonth(long minor) {
        return flat("flat_month", minor);
    }

    @Test
    void the_first_sale_is_the_first_invoice_that_counts() {
        var agreements = USUAL.with(nora(firstSale(500)));
        var facts = customer(months(2));
        assertThat(lines(agreements, facts))
                .containsExactly("2026-01-01 FIRST 500 of 2000 at 0 flat", "2026-02-01 RECURRING 300 of 2000 at 1500");
        assertThat(lines(agreements, facts.with(Refund.of("2026-01-01", "2026-01-20", 2000))))
                .containsExactly(
                        "2026-01-01 FIRST 500 of 2000 at 0 flat less 500", "2026-02-01 FIRST 500 of 2000 at 0 flat");
        assertThat(lines(agreements, facts.with(Refund.of("2026-01-01", "2026-02-02", 1000))))
                .containsExactly(
                        "2026-01-01 FIRST 500 of 2000 at 0 flat less 250", "2026-02-01 RECURRING 300 of 2000 at 1500");
    }

    @Test
    void of_one_instant_the_first_sale_is_that_whose_id_comes_first() {
        var ten = PaidInvoice.of("in-10", "2026-01-01", SoldLine.once(1000, "2026-01-01"));
        var nine = PaidInvoice.of("in-9", "2026-01-01", SoldLine.once(1000, "2026-01-01"));
        assertThat(lines(USUAL.with(nora(firstSale(500))), customer(nine, ten)))
                .containsExactly("in-9 FIRST 300 of 1000 at 3000", "in-10 FIRST 500 of 1000 at 0 flat");
    }

    @Test
    void other_currencies_take_the_next_amount_or_the_rate() {
        var agreements = USUAL.with(nora(firstSale(500).and("flat_sale", "EUR", 100)));
        var euro = new PaidInvoice(
                "in", Days.of("2026-01-01"), "EUR", List.of(SoldLine.once(1000, "2026-01-01")), 0, 0, 0);
        assertThat(lines(agreements, customer(euro))).containsExactly("in FIRST 100 of 1000 at 0 flat");
        assertThat(lines(USUAL.with(nora(firstSale(500))), customer(euro)))
                .containsExactly("in FIRST 300 of 1000 at 3000");
        assertThat(lines(
                        USUAL.with(nora(sale(500)), product("pro", sale(0).and("flat_sale", "EUR", 7))),
                        customer(euro)))
                .containsExactly("in FIRST 300 of 1000 at 3000");
    }

    @Test
    void lines_share_the_amount_of_the_same_terms_and_others_are_added() {
        var invoice = PaidInvoice.of(
                "in",
                "2026-01-01",
                SoldLine.months(1000, "2026-01-01", 1).of("pro"),
                SoldLine.months(500, "2026-01-01", 1).of("pro"),
                SoldLine.months(500, "2026-01-01", 1).of("seats"),
                SoldLine.once(1000, "2026-01-01"));
        assertThat(lines(USUAL.with(nora(sale(700))), customer(invoice)))
                .containsExactly("in FIRST 700 of 3000 at 0 flat");
        // 700 and 30 % of 500 and 1000
        assertThat(lines(USUAL.with(product("pro", sale(700))), customer(invoice)))
                .containsExactly("in FIRST 1150 of 3000 at 3000 flat");
        assertThat(lines(USUAL.with(product("pro", sale(700)), product("seats", sale(200))), customer(invoice)))
                .containsExactly("in FIRST 1200 of 3000 at 3000 flat");
    }

    @Test
    void a_sale_is_in_the_band_of_the_slice_that_begins_first_and_earns_a_bonus_by_rate() {
        var agreements = USUAL.with(nora(sale(700)));
        assertThat(lines(agreements, customer(YEAR)))
                .containsExactly("year FIRST 700 of 1000 at 0 flat", "year BONUS 450 of 9000 at 500");
        assertThat(lines(agreements, customer(months(4))))
                .endsWith("2026-04-01 RECURRING 700 of 2000 at 0 flat", "2026-04-01 BONUS 100 of 2000 at 500");
    }

    @Test
    void a_credit_takes_no_amount() {
        var invoice = PaidInvoice.of(
                "in", "2026-01-01", SoldLine.once(1000, "2026-01-01").of("pro"), SoldLine.once(-400, "2026-01-01"));
        // -120 is not less than nothing
        assertThat(lines(USUAL.with(product("pro", sale(700))), customer(invoice)))
                .containsExactly("in FIRST 700 of 600 at 3000 flat");
    }

    @Test
    void an_amount_of_0_earns_nothing_and_no_amount_leaves_the_rate() {
        assertThat(lines(USUAL.with(nora(sale(0))), customer(month(1)))).isEmpty();
        assertThat(lines(USUAL.with(nora(Conditions.without("flat_sale")), program(sale(700))), customer(month(1))))
                .containsExactly("2026-01-01 FIRST 600 of 2000 at 3000");
    }

    @Test
    void months_are_those_that_are_added_to_what_was_covered() {
        var agreements = USUAL.with(nora(perMonth(300)));
        assertThat(lines(agreements, customer(YEAR)))
                .containsExactly(
                        "year FIRST 300 of 1000 at 0 flat",
                        "year RECURRING 3300 of 11000 at 0 flat",
                        "year BONUS 450 of 9000 at 500");
        assertThat(lines(agreements, customer(YEAR, month(2)))).hasSize(3);
        assertThat(lines(agreements, customer(months(2))))
                .containsExactly(
                        "2026-01-01 FIRST 300 of 2000 at 0 flat", "2026-02-01 RECURRING 300 of 2000 at 0 flat");
        var fee = PaidInvoice.of("fee", "2026-01-01", SoldLine.once(1000, "2026-01-01"));
        assertThat(lines(agreements, customer(fee))).containsExactly("fee FIRST 300 of 1000 at 3000");
    }

    @Test
    void for_the_terms_of_a_product_its_own_lines_count() {
        var agreements = USUAL.with(product("seats", perMonth(300)));
        var seats = PaidInvoice.of(
                "seats", "2026-02-01", SoldLine.months(1500, "2026-02-01", 1).of("seats"));
        assertThat(lines(agreements, customer(YEAR, seats))).endsWith("seats RECURRING 300 of 1500 at 0 flat");
        assertThat(lines(USUAL.with(nora(perMonth(300))), customer(YEAR, seats)))
                .noneMatch(line -> line.startsWith("seats"));
        var both = PaidInvoice.of(
                "both",
                "2026-01-01",
                SoldLine.months(1500, "2026-01-01", 1).of("seats"),
                SoldLine.months(2000, "2026-01-01", 1).of("pro"));
        // 300 and 30 % of 2000
        assertThat(lines(agreements, customer(both))).containsExactly("both FIRST 900 of 3500 at 3000 flat");
    }

    @Test
    void four_weeks_make_a_month() {
        var weeks = new PaidInvoice[5];
        for (int week = 0; week < 5; week++) {
            var start = Days.of("2026-01-20").plusSeconds(week * 7L * 86_400).toString();
            var end = Days.of("2026-01-27").plusSeconds(week * 7L * 86_400).toString();
            weeks[week] = PaidInvoice.of("w" + week, start, SoldLine.until(700, start, end));
        }
        assertThat(lines(USUAL.with(nora(perMonth(300))), customer(weeks)))
                .containsExactly("w3 FIRST 300 of 700 at 0 flat");
    }

    @Test
    void no_more_months_than_the_slices_have_numbers() {
        var days = PaidInvoice.of("days", "2026-01-01", SoldLine.until(1000, "2026-01-01", "2026-01-18"));
        // With the 17 days before it is two months and three days, but 14 days over a month are no slice.
        var next = PaidInvoice.of("next", "2026-01-18", SoldLine.until(3000, "2026-01-18", "2026-03-04"));
        assertThat(lines(USUAL.with(nora(perMonth(300))), customer(days, next)))
                .containsExactly("next FIRST 300 of 3000 at 0 flat");
    }

    @Test
    void what_was_given_back_covers_nothing() {
        var agreements = USUAL.with(nora(perMonth(300)));
        var again = PaidInvoice.of("again", "2026-01-20", SoldLine.months(2000, "2026-01-01", 1));
        assertThat(lines(agreements, customer(month(1), again))).hasSize(1);
        assertThat(lines(agreements, customer(month(1), again).with(Refund.of("2026-01-01", "2026-01-20", 2000))))
                .containsExactly(
                        "2026-01-01 FIRST 300 of 2000 at 0 flat less 300", "again FIRST 300 of 2000 at 0 flat");
    }
}
