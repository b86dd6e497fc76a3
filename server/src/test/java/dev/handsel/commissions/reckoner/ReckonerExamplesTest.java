package dev.handsel.commissions.reckoner;

import static dev.handsel.commissions.reckoner.SoldLine.months;
import static dev.handsel.commissions.reckoner.SoldLine.once;
import static dev.handsel.commissions.reckoner.SoldLine.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.reckoner.Dispute.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples that stand beside the rules: 30, 15 and 5 percent, the bonus from month 4. */
class ReckonerExamplesTest {

    private static final PaidInvoice JANUARY = PaidInvoice.of("jan", "2026-01-01", months(2000, "2026-01-01", 1));
    private static final PaidInvoice FEBRUARY = PaidInvoice.of("feb", "2026-02-01", months(2000, "2026-02-01", 1));
    private static final PaidInvoice MARCH = PaidInvoice.of("mar", "2026-03-01", months(2000, "2026-03-01", 1));
    private static final PaidInvoice APRIL = PaidInvoice.of("apr", "2026-04-01", months(2000, "2026-04-01", 1));

    private static Facts signedUp(PaidInvoice... invoices) {
        return Facts.of("2026-01-01", invoices);
    }

    private static List<String> lines(Facts facts) {
        return Reckoner.earned(facts, List.of(RuleSet.USUAL)).stream()
                .map(Earned::brief)
                .toList();
    }

    private static List<String> numbers(Facts facts, PaidInvoice invoice) {
        return new Reckoner(facts, Agreements.of(List.of(RuleSet.USUAL)))
                .numbered(invoice).stream()
                        .map(slice -> slice.number() + "/" + slice.inARow())
                        .toList();
    }

    @Test
    void a_month_is_switched_to_a_year_after_15_days() {
        var year = PaidInvoice.of(
                "year",
                "2026-01-16",
                until(-1000, "2026-01-16", "2026-02-01"),
                until(24000, "2026-01-16", "2027-01-16"));
        assertThat(lines(signedUp(JANUARY, year)))
                .containsExactly(
                        "jan FIRST 600 of 2000 less 0",
                        "year FIRST 300 of 1000 less 0",
                        "year RECURRING 3300 of 22000 less 0",
                        "year BONUS 900 of 18000 less 0");
        assertThat(Reckoner.earned(signedUp(JANUARY, year), List.of(RuleSet.USUAL))
                        .getLast()
                        .matureAt())
                .isEqualTo("2026-04-16T00:00:00Z");
    }

    @Test
    void a_month_is_switched_to_a_year_after_30_days() {
        var year = PaidInvoice.of(
                "year",
                "2026-01-31",
                until(-1000, "2026-01-31", "2026-02-01"),
                until(24000, "2026-01-31", "2027-01-31"));
        assertThat(lines(signedUp(JANUARY, year)))
                .containsExactly(
                        "jan FIRST 600 of 2000 less 0",
                        "year RECURRING 3450 of 23000 less 0",
                        "year BONUS 1000 of 20000 less 0");
    }

    @Test
    void a_free_plan_covers_nothing() {
        var free = PaidInvoice.of("free", "2026-01-01", months(0, "2026-01-01", 1));
        var first = PaidInvoice.of("one", "2026-01-11", months(2000, "2026-01-11", 1));
        var second = PaidInvoice.of("two", "2026-02-11", months(2000, "2026-02-11", 1));
        assertThat(lines(signedUp(free, first, second)))
                .containsExactly("one FIRST 600 of 2000 less 0", "two RECURRING 300 of 2000 less 0");
    }

    @Test
    void a_fee_earns_at_once_and_a_trial_uses_up_no_month() {
        var fee = PaidInvoice.of("fee", "2026-01-01", once(9900, "2026-01-01"), until(0, "2026-01-01", "2026-01-31"));
        var paid = PaidInvoice.of("paid", "2026-01-31", until(2500, "2026-01-31", "2026-02-28"));
        assertThat(lines(signedUp(fee, paid)))
                .containsExactly("fee FIRST 2970 of 9900 less 0", "paid FIRST 750 of 2500 less 0");
    }

    @Test
    void three_months_on_one_invoice() {
        var three = PaidInvoice.of(
                "three",
                "2026-01-01",
                months(2000, "2026-01-01", 1),
                months(2000, "2026-02-01", 1),
                months(2000, "2026-03-01", 1));
        assertThat(lines(signedUp(three, APRIL)))
                .containsExactly(
                        "three FIRST 600 of 2000 less 0",
                        "three RECURRING 600 of 4000 less 0",
                        "apr RECURRING 300 of 2000 less 0",
                        "apr BONUS 100 of 2000 less 0");
    }

    @Test
    void a_year_and_seats_beside_it_cover_once() {
        var both = PaidInvoice.of("both", "2026-01-01", months(12000, "2026-01-01", 12), months(1500, "2026-01-01", 1));
        var seats = PaidInvoice.of("seats", "2026-02-01", months(1500, "2026-02-01", 1));
        var april = PaidInvoice.of("april", "2026-04-01", months(1500, "2026-04-01", 1));
        var facts = signedUp(both, seats, april);
        assertThat(numbers(facts, seats)).containsExactly("2/2");
        assertThat(numbers(facts, april)).containsExactly("4/4");
        assertThat(lines(facts))
                .containsExactly(
                        "both FIRST 750 of 2500 less 0",
                        "both RECURRING 1650 of 11000 less 0",
                        "both BONUS 450 of 9000 less 0",
                        "seats RECURRING 225 of 1500 less 0",
                        "april RECURRING 225 of 1500 less 0",
                        "april BONUS 75 of 1500 less 0");
    }

    @Test
    void two_plans_side_by_side_are_both_in_month_1() {
        var other = PaidInvoice.of("other", "2026-01-01", months(3000, "2026-01-01", 1));
        assertThat(lines(signedUp(JANUARY, other)))
                .containsExactly("jan FIRST 600 of 2000 less 0", "other FIRST 900 of 3000 less 0");
    }

    @Test
    void weeks_and_four_weeks() {
        var weeks = new PaidInvoice[6];
        for (int i = 0; i < 6; i++) {
            var start = Days.of("2026-01-20").plusSeconds(i * 7L * 86_400).toString();
            var end = Days.of("2026-01-27").plusSeconds(i * 7L * 86_400).toString();
            weeks[i] = PaidInvoice.of("w" + i, start, until(700, start, end));
        }
        assertThat(lines(Facts.of("2026-01-20", weeks)))
                .containsExactly(
                        "w0 FIRST 210 of 700 less 0",
                        "w1 FIRST 210 of 700 less 0",
                        "w2 FIRST 210 of 700 less 0",
                        "w3 FIRST 210 of 700 less 0",
                        "w4 RECURRING 105 of 700 less 0",
                        "w5 RECURRING 105 of 700 less 0");
        var four = PaidInvoice.of("four", "2026-01-20", until(700, "2026-01-20", "2026-02-17"));
        var next = PaidInvoice.of("next", "2026-02-17", until(700, "2026-02-17", "2026-03-17"));
        assertThat(lines(Facts.of("2026-01-20", four, next)))
                .containsExactly("four FIRST 210 of 700 less 0", "next RECURRING 105 of 700 less 0");
    }

    @Test
    void a_new_billing_date_within_month_1() {
        var moved = PaidInvoice.of("moved", "2026-01-21", months(5000, "2026-01-21", 1));
        var next = PaidInvoice.of("next", "2026-02-21", months(5000, "2026-02-21", 1));
        assertThat(lines(signedUp(JANUARY, moved, next)))
                .containsExactly(
                        "jan FIRST 600 of 2000 less 0",
                        "moved FIRST 1500 of 5000 less 0",
                        "next RECURRING 750 of 5000 less 0");
    }

    @Test
    void months_count_by_their_dates() {
        assertThat(lines(signedUp(FEBRUARY, MARCH)))
                .containsExactly("feb FIRST 600 of 2000 less 0", "mar RECURRING 300 of 2000 less 0");
        assertThat(lines(signedUp(FEBRUARY, MARCH, JANUARY)))
                .containsExactly(
                        "feb RECURRING 300 of 2000 less 0",
                        "mar RECURRING 300 of 2000 less 0",
                        "jan FIRST 600 of 2000 less 0");
    }

    @Test
    void a_month_paid_after_its_successor_does_not_lift_it() {
        var march = PaidInvoice.of("mar", "2026-04-20", months(2000, "2026-03-01", 1));
        var may = PaidInvoice.of("may", "2026-05-01", months(2000, "2026-05-01", 1));
        var facts = signedUp(JANUARY, FEBRUARY, APRIL, march, may);
        assertThat(numbers(facts, APRIL)).containsExactly("3/1");
        assertThat(numbers(facts, may)).containsExactly("5/5");
    }

    @Test
    void a_full_refund_before_the_next_payment_frees_its_month_unless_it_fails() {
        var refund = Refund.of("jan", "2026-01-20", 2000);
        assertThat(lines(signedUp(JANUARY, FEBRUARY).with(refund)))
                .containsExactly("jan FIRST 600 of 2000 less 600", "feb FIRST 600 of 2000 less 0");
        assertThat(lines(signedUp(JANUARY, FEBRUARY).with(refund.thatFailed())))
                .containsExactly("jan FIRST 600 of 2000 less 0", "feb RECURRING 300 of 2000 less 0");
    }

    @Test
    void a_full_refund_after_the_next_payment_changes_only_its_own_lines() {
        assertThat(lines(signedUp(JANUARY, FEBRUARY).with(Refund.of("jan", "2026-02-05", 2000))))
                .containsExactly("jan FIRST 600 of 2000 less 600", "feb RECURRING 300 of 2000 less 0");
    }

    @Test
    void an_inquiry_takes_nothing_until_money_is_withdrawn() {
        assertThat(lines(signedUp(JANUARY).with(new Dispute("d", "jan", false, 2000, Outcome.OPEN))))
                .containsExactly("jan FIRST 600 of 2000 less 0");
        assertThat(lines(signedUp(JANUARY).with(new Dispute("d", "jan", true, 2000, Outcome.OPEN))))
                .containsExactly("jan FIRST 600 of 2000 less 600");
        assertThat(lines(signedUp(JANUARY).with(new Dispute("d", "jan", true, 2000, Outcome.WON))))
                .containsExactly("jan FIRST 600 of 2000 less 0");
    }

    @Test
    void sales_after_the_end_of_service() {
        var soon = PaidInvoice.of("soon", "2026-04-20", once(1000, "2026-04-20"));
        var later = PaidInvoice.of("later", "2026-05-15", once(1000, "2026-05-15"));
        var facts = signedUp(JANUARY, FEBRUARY, MARCH, soon, later);
        assertThat(numbers(facts, soon)).containsExactly("4/4");
        assertThat(numbers(facts, later)).containsExactly("4/1");
    }

    @Test
    void a_credit_larger_than_its_band_reduces_the_other() {
        var january = PaidInvoice.of("jan", "2025-12-31", months(2000, "2026-01-01", 1));
        var both = PaidInvoice.of("both", "2026-01-01", months(-500, "2026-01-01", 1), months(1000, "2026-02-01", 1));
        assertThat(lines(signedUp(january, both)))
                .containsExactly("jan FIRST 600 of 2000 less 0", "both RECURRING 75 of 500 less 0");
    }
}
