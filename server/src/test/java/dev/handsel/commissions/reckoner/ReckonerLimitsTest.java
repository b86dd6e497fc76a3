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
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is earned at most: months of a customer, and sums of a customer and of an affiliate in a month. */
class ReckonerLimitsTest {

    private static final PaidInvoice YEAR = PaidInvoice.of(
            "year", "2026-01-01", SoldLine.months(12000, "2026-01-01", 12).of("pro"));

    private static Conditions maxMonths(int months) {
        return Conditions.of("max_months", months);
    }

    private static Conditions perCustomer(long minor) {
        return Conditions.of("cap_customer", "USD", minor);
    }

    private static Agreements monthly(long minor) {
        return USUAL.with(program(Conditions.of("cap_affiliate_month", "USD", minor)));
    }

    private static PaidInvoice sale(String id, String at, long amount) {
        return PaidInvoice.of(id, at, SoldLine.once(amount, at));
    }

    private static PaidInvoice in(String currency, PaidInvoice invoice) {
        return new PaidInvoice(invoice.id(), invoice.paidAt(), currency, invoice.lines(), 0, 0, 0);
    }

    @Test
    void after_so_many_months_nothing_is_earned() {
        assertThat(lines(USUAL.with(nora(maxMonths(2))), customer(months(4))))
                .containsExactly("2026-01-01 FIRST 600 of 2000 at 3000", "2026-02-01 RECURRING 300 of 2000 at 1500");
        assertThat(lines(USUAL.with(nora(maxMonths(5))), customer(YEAR)))
                .containsExactly(
                        "year FIRST 300 of 1000 at 3000",
                        "year RECURRING 600 of 4000 at 1500",
                        "year BONUS 100 of 2000 at 500");
        assertThat(lines(USUAL.with(nora(maxMonths(0))), customer(YEAR))).isEmpty();
    }

    @Test
    void what_is_left_out_leaves_no_more_than_the_invoice_and_no_less_than_nothing() {
        var credit = PaidInvoice.of(
                "in",
                "2026-01-01",
                SoldLine.months(1000, "2026-01-01", 1),
                SoldLine.months(-400, "2026-02-01", 1).of("pro"));
        assertThat(lines(USUAL.with(nora(maxMonths(1))), customer(credit)))
                .containsExactly("in FIRST 180 of 600 at 3000");
        var other = PaidInvoice.of(
                "in",
                "2026-01-01",
                SoldLine.months(-400, "2026-01-01", 1),
                SoldLine.months(1000, "2026-02-01", 1).of("pro"));
        var before = PaidInvoice.of("before", "2025-12-31", SoldLine.months(1000, "2026-01-01", 1));
        assertThat(lines(USUAL.with(nora(maxMonths(1))), customer(before, other)))
                .containsExactly("before FIRST 300 of 1000 at 3000");
    }

    @Test
    void each_line_has_the_months_of_its_own_terms() {
        var both = PaidInvoice.of(
                "both",
                "2026-03-01",
                SoldLine.months(1000, "2026-03-01", 1).of("pro"),
                SoldLine.months(500, "2026-03-01", 1).of("seats"));
        assertThat(lines(USUAL.with(product("pro", maxMonths(2))), customer(month(1), month(2), both)))
                .endsWith("both RECURRING 75 of 500 at 1500");
    }

    @Test
    void flat_amounts_are_for_slices_that_earn() {
        var months = nora(maxMonths(3).and("flat_month", "USD", 300));
        assertThat(lines(USUAL.with(months), customer(YEAR)))
                .containsExactly("year FIRST 300 of 1000 at 0 flat", "year RECURRING 600 of 2000 at 0 flat");
        var sales = USUAL.with(nora(maxMonths(2).and("flat_sale", "USD", 700)));
        assertThat(lines(sales, customer(months(3))))
                .containsExactly(
                        "2026-01-01 FIRST 700 of 2000 at 0 flat", "2026-02-01 RECURRING 700 of 2000 at 0 flat");
    }

    @Test
    void a_customer_earns_no_more_than_the_limit() {
        assertThat(lines(USUAL.with(nora(perCustomer(700))), customer(months(3))))
                .containsExactly("2026-01-01 FIRST 600 of 2000 at 3000", "2026-02-01 RECURRING 100 of 2000 at 1500");
        // 300, 1650 and 450
        assertThat(lines(USUAL.with(nora(perCustomer(2000))), customer(YEAR)))
                .containsExactly(
                        "year FIRST 300 of 1000 at 3000",
                        "year RECURRING 1650 of 11000 at 1500",
                        "year BONUS 50 of 9000 at 500");
        assertThat(lines(USUAL.with(nora(perCustomer(250).and("flat_sale", "USD", 700))), customer(month(1))))
                .containsExactly("2026-01-01 FIRST 250 of 2000 at 0 flat");
    }

    @Test
    void money_that_goes_back_frees_nothing_unless_the_invoice_was_given_back_by_then() {
        var agreements = USUAL.with(nora(perCustomer(700)));
        var facts = customer(months(2));
        assertThat(lines(agreements, facts.with(Refund.of("2026-01-01", "2026-01-10", 1000))))
                .containsExactly(
                        "2026-01-01 FIRST 600 of 2000 at 3000 less 300", "2026-02-01 RECURRING 100 of 2000 at 1500");
        assertThat(lines(agreements, facts.with(Refund.of("2026-01-01", "2026-02-01", 2000))))
                .containsExactly(
                        "2026-01-01 FIRST 600 of 2000 at 3000 less 600", "2026-02-01 FIRST 600 of 2000 at 3000");
        assertThat(lines(agreements, facts.with(Refund.of("2026-01-01", "2026-02-02", 2000))))
                .endsWith("2026-02-01 RECURRING 100 of 2000 at 1500");
        assertThat(lines(agreements, facts.with(Refund.of("2026-02-01", "2026-02-02", 1000))))
                .endsWith("2026-02-01 RECURRING 100 of 2000 at 1500 less 50");
    }

    @Test
    void the_lowest_limit_of_the_lines_counts_and_only_in_its_currency() {
        var agreements = USUAL.with(product("pro", perCustomer(400)), product("seats", perCustomer(500)));
        var both = PaidInvoice.of(
                "both",
                "2026-01-01",
                SoldLine.once(1000, "2026-01-01").of("pro"),
                SoldLine.once(1000, "2026-01-01").of("seats"),
                SoldLine.once(1000, "2026-01-01"));
        assertThat(lines(agreements, customer(both))).containsExactly("both FIRST 400 of 3000 at 3000");
        assertThat(lines(agreements, customer(in("EUR", both)))).containsExactly("both FIRST 900 of 3000 at 3000");
        assertThat(lines(agreements, customer(in("EUR", both), month(1))))
                .endsWith("2026-01-01 FIRST 400 of 2000 at 3000");
        assertThat(lines(agreements, customer(sale("before", "2025-12-31", 1000), month(1))))
                .endsWith("2026-01-01 FIRST 100 of 2000 at 3000");
    }

    @Test
    void of_one_instant_the_limit_goes_to_the_id_that_comes_first() {
        var facts = customer(sale("in-9", "2026-01-01", 1000), sale("in-10", "2026-01-01", 1000));
        assertThat(lines(USUAL.with(nora(perCustomer(400))), facts))
                .containsExactly("in-9 FIRST 100 of 1000 at 3000", "in-10 FIRST 300 of 1000 at 3000");
    }

    @Test
    void an_affiliate_earns_no_more_in_a_month_with_all_customers() {
        var customers = Map.of(
                "ann", customer(sale("a1", "2026-01-10", 1000), sale("a2", "2026-01-31T23:59:59Z", 1000)),
                "bob", customer(sale("b1", "2026-01-20", 1000), sale("b2", "2026-02-01", 1000)),
                "eve", customer(sale("e1", "2026-01-10", 1000)).by(new Owner("otto", Way.CODE)));
        assertThat(lines(monthly(700), customers))
                .containsExactly(
                        "a1 FIRST 300 of 1000 at 3000",
                        "a2 FIRST 100 of 1000 at 3000",
                        "b1 FIRST 300 of 1000 at 3000",
                        "b2 FIRST 300 of 1000 at 3000",
                        "e1 FIRST 300 of 1000 at 3000");
    }

    @Test
    void of_one_instant_the_month_goes_to_the_id_that_comes_first_whosesoever() {
        var customers = Map.of(
                "ann", customer(sale("in-2", "2026-01-10", 1000)),
                "bob", customer(sale("in-1", "2026-01-10", 1000)));
        assertThat(lines(monthly(400), customers))
                .containsExactly("in-1 FIRST 300 of 1000 at 3000", "in-2 FIRST 100 of 1000 at 3000");
    }

    @Test
    void refunds_free_nothing_of_a_month() {
        var customers = Map.of(
                "ann", customer(sale("a1", "2026-01-10", 1000)).with(Refund.of("a1", "2026-01-11", 1000)),
                "bob", customer(sale("b1", "2026-01-20", 1000), in("EUR", sale("b2", "2026-01-21", 1000))));
        assertThat(lines(monthly(400), customers))
                .containsExactly(
                        "a1 FIRST 300 of 1000 at 3000 less 300",
                        "b1 FIRST 100 of 1000 at 3000",
                        "b2 FIRST 300 of 1000 at 3000");
    }

    @Test
    void what_was_earned_without_a_limit_counts_for_it() {
        var agreements = USUAL.with(product("pro", Conditions.of("cap_affiliate_month", "USD", 400)));
        var customers = Map.of(
                "ann", customer(sale("a1", "2025-12-31", 1000), sale("a2", "2026-01-01", 1000)), "bob", customer(YEAR));
        assertThat(lines(agreements, customers))
                .isEqualTo(List.of(
                        "a1 FIRST 300 of 1000 at 3000",
                        "a2 FIRST 300 of 1000 at 3000",
                        "year FIRST 100 of 1000 at 3000"));
    }
}
