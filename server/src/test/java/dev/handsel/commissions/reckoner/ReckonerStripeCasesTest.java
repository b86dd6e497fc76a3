package dev.handsel.commissions.reckoner;

import static dev.handsel.commissions.reckoner.SoldLine.months;
import static dev.handsel.commissions.reckoner.SoldLine.once;
import static dev.handsel.commissions.reckoner.SoldLine.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Worked cases of Stripe's, their facts written by hand; and what only Stripe can tell. */
class ReckonerStripeCasesTest {

    private static List<String> lines(Facts facts) {
        return Reckoner.earned(facts, List.of(RuleSet.USUAL)).stream()
                .map(Earned::brief)
                .toList();
    }

    @Test
    void m01_a_month_is_switched_to_a_year() {
        assertThat(lines(Facts.of(
                        "2026-01-01",
                        PaidInvoice.of("in_1", "2026-01-01T00:00:10Z", until(2000, "2026-01-01", "2026-02-01")),
                        PaidInvoice.of(
                                "in_2",
                                "2026-01-16T00:00:10Z",
                                until(-1000, "2026-01-16", "2026-02-01"),
                                until(24000, "2026-01-16", "2027-01-16")),
                        PaidInvoice.of("in_3", "2027-01-16T01:00:10Z", until(24000, "2027-01-16", "2028-01-16")))))
                .containsExactly(
                        "in_1 FIRST 600 of 2000 less 0",
                        "in_2 FIRST 300 of 1000 less 0",
                        "in_2 RECURRING 3300 of 22000 less 0",
                        "in_2 BONUS 900 of 18000 less 0",
                        "in_3 RECURRING 3600 of 24000 less 0",
                        "in_3 BONUS 1200 of 24000 less 0");
    }

    @Test
    void m02_a_free_plan_is_upgraded() {
        assertThat(lines(Facts.of(
                        "2026-01-01",
                        PaidInvoice.of("in_1", "2026-01-01T00:00:10Z", until(0, "2026-01-01", "2026-02-01")),
                        PaidInvoice.of("in_2", "2026-01-11T00:00:10Z", until(2000, "2026-01-11", "2026-02-11")),
                        PaidInvoice.of("in_3", "2026-02-11T01:00:10Z", until(2000, "2026-02-11", "2026-03-11")))))
                .containsExactly("in_2 FIRST 600 of 2000 less 0", "in_3 RECURRING 300 of 2000 less 0");
    }

    @Test
    void m03_a_fee_beside_a_trial() {
        assertThat(lines(Facts.of(
                        "2026-01-01",
                        PaidInvoice.of(
                                "in_1",
                                "2026-01-01T00:00:10Z",
                                once(9900, "2026-01-01"),
                                until(0, "2026-01-01", "2026-01-31")),
                        PaidInvoice.of("in_2", "2026-01-31T01:00:10Z", until(2500, "2026-01-31", "2026-02-28")))))
                .containsExactly("in_1 FIRST 2970 of 9900 less 0", "in_2 FIRST 750 of 2500 less 0");
    }

    @Test
    void m04_three_lines_of_a_month() {
        assertThat(lines(Facts.of(
                        "2026-01-01",
                        PaidInvoice.of(
                                "in_1",
                                "2026-01-01T00:00:10Z",
                                until(2000, "2026-01-01", "2026-02-01"),
                                until(2000, "2026-02-01", "2026-03-01"),
                                until(2000, "2026-03-01", "2026-04-01")),
                        PaidInvoice.of("in_2", "2026-04-01T01:00:10Z", until(2000, "2026-04-01", "2026-05-01")))))
                .containsExactly(
                        "in_1 FIRST 600 of 2000 less 0",
                        "in_1 RECURRING 600 of 4000 less 0",
                        "in_2 RECURRING 300 of 2000 less 0",
                        "in_2 BONUS 100 of 2000 less 0");
    }

    @Test
    void m05_seats_beside_a_year() {
        assertThat(lines(Facts.of(
                        "2026-01-01",
                        PaidInvoice.of(
                                "in_1",
                                "2026-01-01T00:00:10Z",
                                until(12000, "2026-01-01", "2027-01-01"),
                                until(1500, "2026-01-01", "2026-02-01")),
                        PaidInvoice.of("in_2", "2026-02-01T01:00:10Z", until(1500, "2026-02-01", "2026-03-01")),
                        PaidInvoice.of("in_3", "2026-03-01T01:00:10Z", until(1500, "2026-03-01", "2026-04-01")),
                        PaidInvoice.of("in_4", "2026-04-01T01:00:10Z", until(1500, "2026-04-01", "2026-05-01")))))
                .containsExactly(
                        "in_1 FIRST 750 of 2500 less 0",
                        "in_1 RECURRING 1650 of 11000 less 0",
                        "in_1 BONUS 450 of 9000 less 0",
                        "in_2 RECURRING 225 of 1500 less 0",
                        "in_3 RECURRING 225 of 1500 less 0",
                        "in_4 RECURRING 225 of 1500 less 0",
                        "in_4 BONUS 75 of 1500 less 0");
    }

    @Test
    void m09_a_negative_invoice_pays_months_by_credit() {
        var invoices = new ArrayList<PaidInvoice>();
        invoices.add(PaidInvoice.of("in_1", "2026-01-01T00:00:10Z", until(12000, "2026-01-01", "2027-01-01")));
        invoices.add(PaidInvoice.of(
                "in_2",
                "2026-02-01T00:00:10Z",
                until(-11000, "2026-02-01", "2027-01-01"),
                until(2000, "2026-02-01", "2026-03-01")));
        for (int month = 3; month <= 8; month++) {
            var paid = PaidInvoice.of(
                    "in_" + month, "2026-0" + month + "-01T01:00:10Z", months(2000, "2026-0" + month + "-01", 1));
            invoices.add(month < 7 ? paid.credited(2000) : month == 7 ? paid.credited(1000) : paid);
        }
        assertThat(lines(Facts.of("2026-01-01", invoices.toArray(PaidInvoice[]::new))))
                .containsExactly(
                        "in_1 FIRST 300 of 1000 less 0",
                        "in_1 RECURRING 1650 of 11000 less 0",
                        "in_1 BONUS 450 of 9000 less 0",
                        "in_7 RECURRING 150 of 1000 less 0",
                        "in_7 BONUS 50 of 1000 less 0",
                        "in_8 RECURRING 300 of 2000 less 0",
                        "in_8 BONUS 100 of 2000 less 0");
    }

    @Test
    void m13_weeks() {
        var invoices = new PaidInvoice[6];
        for (int i = 0; i < 6; i++) {
            var start = Days.of("2026-01-20").plusSeconds(i * 7L * 86_400);
            var end = start.plusSeconds(7 * 86_400L).toString();
            invoices[i] = PaidInvoice.of(
                    "in_" + (i + 1),
                    start.plusSeconds(i == 0 ? 10 : 3610).toString(),
                    until(700, start.toString(), end));
        }
        assertThat(lines(Facts.of("2026-01-20", invoices)))
                .containsExactly(
                        "in_1 FIRST 210 of 700 less 0",
                        "in_2 FIRST 210 of 700 less 0",
                        "in_3 FIRST 210 of 700 less 0",
                        "in_4 FIRST 210 of 700 less 0",
                        "in_5 RECURRING 105 of 700 less 0",
                        "in_6 RECURRING 105 of 700 less 0");
    }

    @Test
    void what_goes_back_is_shared_with_the_older_debt_that_was_settled_too() {
        var invoice = PaidInvoice.of("in_1", "2026-01-01", months(3000, "2026-01-01", 1))
                .owing(1500);
        var next = PaidInvoice.of("in_2", "2026-02-01", months(3000, "2026-02-01", 1));
        var facts = Facts.of("2026-01-01", invoice, next);
        assertThat(lines(facts.with(Refund.of("in_1", "2026-01-10", 3000))))
                .containsExactly("in_1 FIRST 900 of 3000 less 600", "in_2 RECURRING 450 of 3000 less 0");
        assertThat(lines(facts.with(Refund.of("in_1", "2026-01-10", 4500))))
                .containsExactly("in_1 FIRST 900 of 3000 less 900", "in_2 FIRST 900 of 3000 less 0");
    }
}
