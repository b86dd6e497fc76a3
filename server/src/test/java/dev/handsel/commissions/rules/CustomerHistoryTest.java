package dev.handsel.commissions.rules;

import static dev.handsel.commissions.rules.Earning.CommissionKind.BONUS;
import static dev.handsel.commissions.rules.Earning.CommissionKind.FIRST;
import static dev.handsel.commissions.rules.Earning.CommissionKind.RECURRING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.facts.Block;
import dev.handsel.base.facts.Charge;
import dev.handsel.base.facts.Charge.InvoiceLine;
import dev.handsel.base.facts.Qualification;
import dev.handsel.commissions.rules.MoneyBack.Refunded;
import dev.handsel.programs.terms.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stories of customers, and what their invoices earn. */
class CustomerHistoryTest {

    private final List<CustomerInvoice> told = new ArrayList<>();

    private static Instant at(String day) {
        return Instant.parse(day.length() == 10 ? day + "T00:00:00Z" : day);
    }

    private static InvoiceLine sold(long amount, String from, String until) {
        return new InvoiceLine(amount, at(from), 0, at(until), null);
    }

    private static InvoiceLine sale(long amount, String on) {
        return new InvoiceLine(amount, at(on), 0, null, null);
    }

    private void paid(String ref, String on, InvoiceLine... lines) {
        told.add(new CustomerInvoice(ref, new Charge("USD", List.of(lines), 0, 0, 0, at(on)), MoneyBack.NONE));
    }

    private void month(String ref, String on, long amount) {
        paid(ref, on, new InvoiceLine(amount, at(on), 1, null, null));
    }

    private void givenBack(String ref, String on) {
        told.replaceAll(invoice -> invoice.ref().equals(ref)
                ? new CustomerInvoice(
                        ref,
                        invoice.charge(),
                        new MoneyBack(
                                List.of(new Refunded(at(on), invoice.charge().received())), 0))
                : invoice);
    }

    private CustomerHistory history() {
        return new CustomerHistory(
                at("2026-01-01"), told, Rules.forCustomer(Rules.STANDARD), Block.NONE, Qualification.NONE);
    }

    private CustomerInvoice invoice(String ref) {
        return told.stream().filter(one -> one.ref().equals(ref)).findFirst().orElseThrow();
    }

    private String earned(String ref) {
        var earnings = history().inputs(invoice(ref)).map(Inputs::earnings).orElse(List.of());
        return String.join(
                " ",
                earnings.stream()
                        .map(earning -> earning.kind() + ":" + earning.amount())
                        .toList());
    }

    @Test
    void a_switch_to_a_year_within_the_first_month_begins_there() {
        month("jan", "2026-01-01", 2000);
        paid("year", "2026-01-16", sold(-1000, "2026-01-16", "2026-02-01"), sold(24_000, "2026-01-16", "2027-01-16"));
        assertThat(earned("year")).isEqualTo("FIRST:300 RECURRING:3300 BONUS:900");
    }

    @Test
    void thirty_days_of_service_make_a_month() {
        month("jan", "2026-01-01", 2000);
        paid("year", "2026-01-31", sold(-1000, "2026-01-31", "2026-02-01"), sold(24_000, "2026-01-31", "2027-01-31"));
        assertThat(earned("year")).isEqualTo("RECURRING:3450 BONUS:1000");
    }

    @Test
    void weeks_are_of_the_first_month_until_they_make_one() {
        for (int week = 0; week < 5; week++) {
            var start = at("2026-01-20").plusSeconds(604_800L * week);
            paid(
                    "w" + week,
                    start.toString(),
                    sold(700, start.toString(), start.plusSeconds(604_800).toString()));
        }
        assertThat(earned("w3")).isEqualTo("FIRST:210");
        assertThat(earned("w4")).isEqualTo("RECURRING:105");
    }

    @Test
    void what_is_covered_twice_counts_once() {
        paid("year", "2026-01-01", sold(12_000, "2026-01-01", "2027-01-01"));
        month("seats1", "2026-01-01", 1500);
        month("seats4", "2026-04-01", 1500);
        assertThat(earned("seats1")).isEqualTo("FIRST:450");
        assertThat(earned("seats4")).isEqualTo("RECURRING:225 BONUS:75");
    }

    @Test
    void a_month_paid_after_its_successor_does_not_lift_it() {
        month("jan", "2026-01-01", 3000);
        month("feb", "2026-02-01", 3000);
        month("apr", "2026-04-01", 3000);
        paid("mar", "2026-04-20", sold(3000, "2026-03-01", "2026-04-01"));
        month("may", "2026-05-01", 3000);
        assertThat(earned("apr")).as("a gap of 31 days").isEqualTo("RECURRING:450");
        assertThat(earned("may")).isEqualTo("RECURRING:450 BONUS:150");
    }

    @Test
    void a_full_refund_frees_its_month_from_its_date_on() {
        month("jan", "2026-01-01", 3000);
        month("feb", "2026-02-01", 3000);
        givenBack("jan", "2026-01-20");
        assertThat(earned("feb")).isEqualTo("FIRST:900");
        assertThat(history().leftOut(invoice("feb")))
                .extracting(CustomerInvoice::ref)
                .containsExactly("jan");
        givenBack("jan", "2026-02-05");
        assertThat(earned("feb")).isEqualTo("RECURRING:450");
    }

    @Test
    void service_that_was_refunded_leaves_no_gap() {
        month("jan", "2026-01-01", 3000);
        month("feb", "2026-02-01", 3000);
        month("mar", "2026-03-01", 3000);
        month("apr", "2026-04-01", 3000);
        month("may", "2026-05-01", 3000);
        givenBack("mar", "2026-03-10");
        givenBack("apr", "2026-04-10");
        var may = history().before(invoice("may"), List.of(at("2026-05-01"))).getFirst();
        assertThat(may.gap()).isNull();
        assertThat(may.inRow()).isEqualTo(3);
    }

    @Test
    void sales_after_the_end_of_service_are_in_a_row_within_the_grace() {
        paid("quarter", "2026-01-01", new InvoiceLine(9000, at("2026-01-01"), 3, null, null));
        paid("soon", "2026-04-20", sale(1000, "2026-04-20"));
        paid("later", "2026-05-15", sale(1000, "2026-05-15"));
        assertThat(earned("soon")).isEqualTo("RECURRING:150 BONUS:50");
        assertThat(earned("later")).isEqualTo("RECURRING:150");
        assertThat(history()
                        .before(invoice("later"), List.of(at("2026-05-15")))
                        .getFirst()
                        .gap())
                .isEqualTo(new Coverage.Gap(at("2026-04-01"), at("2026-05-15")));
    }

    @Test
    void a_fee_earns_at_once_and_covers_nothing() {
        paid("fee", "2026-01-01", sale(9900, "2026-01-01"));
        month("jan", "2026-01-31", 2500);
        assertThat(earned("fee")).isEqualTo("FIRST:2970");
        assertThat(earned("jan")).isEqualTo("FIRST:750");
    }

    @Test
    void an_invoice_from_long_before_the_signup_earns_and_covers_nothing() {
        paid("old", "2025-12-30T23:59:59Z", sold(3000, "2025-12-31", "2026-01-31"));
        paid("day", "2025-12-31T00:00:00Z", sale(1000, "2025-12-31"));
        month("feb", "2026-02-01", 3000);
        assertThat(earned("old")).isEmpty();
        assertThat(earned("day")).isEqualTo("FIRST:300");
        assertThat(earned("feb")).isEqualTo("FIRST:900");
    }

    @Test
    void what_has_the_same_instant_counts_as_known() {
        month("a", "2026-01-01", 1000);
        paid("b", "2026-01-01", sold(1000, "2026-02-01", "2026-03-01"));
        assertThat(earned("b")).isEqualTo("RECURRING:150");
        givenBack("a", "2026-01-01");
        assertThat(earned("b")).isEqualTo("FIRST:300");
        assertThat(earned("a")).as("it is judged by itself in any case").isEqualTo("FIRST:300");
    }

    @Test
    void first_and_recurring_together_are_always_what_was_sold() {
        month("jan", "2026-01-01", 2000);
        paid("mix", "2026-02-01", sale(-500, "2026-01-10"), sold(1000, "2026-02-01", "2026-03-01"));
        var inputs = history().inputs(invoice("mix")).orElseThrow();
        assertThat(inputs.sold(FIRST)).isZero();
        assertThat(inputs.sold(RECURRING)).isEqualTo(500);
        assertThat(inputs.sold(BONUS)).isZero();
    }
}
