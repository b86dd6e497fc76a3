package dev.handsel.commissions.rules;

import static dev.handsel.commissions.rules.Earning.CommissionKind.BONUS;
import static dev.handsel.commissions.rules.Earning.CommissionKind.FIRST;
import static dev.handsel.commissions.rules.Earning.CommissionKind.RECURRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.handsel.base.facts.Charge;
import dev.handsel.base.money.BasisPoints;
import dev.handsel.commissions.rules.Earning.CommissionKind;
import dev.handsel.programs.terms.RuleSet;
import dev.handsel.programs.terms.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputsTest {

    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOLD = Duration.ofDays(30);

    private final Invoices customer = new Invoices();

    @Test
    void the_first_month_earns_30_percent() {
        assertThat(customer.paid("2026-01-01T00:00:00Z", 1, 3000))
                .containsExactly(new Earning(FIRST, 3000, new BasisPoints(3000), 900, JANUARY.plus(HOLD)));
    }

    @Test
    void later_months_earn_15_percent_and_from_the_fourth_on_5_percent_on_top() {
        assertThat(kinds(customer.paid("2026-01-01T00:00:00Z", 1, 3000))).containsExactly(FIRST);
        assertThat(kinds(customer.paid("2026-02-01T00:00:00Z", 1, 3000))).containsExactly(RECURRING);
        assertThat(kinds(customer.paid("2026-03-01T00:00:00Z", 1, 3000))).containsExactly(RECURRING);
        var april = Instant.parse("2026-04-01T00:00:00Z");
        assertThat(customer.paid("2026-04-01T00:00:00Z", 1, 3000))
                .containsExactly(
                        new Earning(RECURRING, 3000, new BasisPoints(1500), 450, april.plus(HOLD)),
                        new Earning(BONUS, 3000, new BasisPoints(500), 150, april.plus(HOLD)));
    }

    @Test
    void after_a_gap_the_bonus_begins_anew_and_the_first_month_does_not_come_back() {
        customer.paid("2026-01-01T00:00:00Z", 4, 12_000);
        assertThat(kinds(customer.paid("2026-05-31T00:00:01Z", 1, 3000))).containsExactly(RECURRING);
        assertThat(kinds(customer.paid("2026-06-30T00:00:01Z", 3, 9000))).containsExactly(RECURRING, BONUS);
    }

    @Test
    void a_pause_within_the_grace_keeps_the_bonus() {
        customer.paid("2026-01-01T00:00:00Z", 4, 12_000);
        assertThat(kinds(customer.paid("2026-05-31T00:00:00Z", 1, 3000))).containsExactly(RECURRING, BONUS);
    }

    @Test
    void a_fully_refunded_first_month_is_earned_as_the_first_again() {
        customer.paid("2026-01-01T00:00:00Z", 1, 3000);
        customer.refundedInFull(0);
        assertThat(kinds(customer.paid("2026-02-01T00:00:00Z", 1, 3000))).containsExactly(FIRST);
    }

    @Test
    void an_annual_price_earns_a_first_slice_eleven_recurring_ones_and_nine_with_a_bonus() {
        assertThat(customer.paid("2026-01-01T00:00:00Z", 12, 11_999))
                .containsExactly(
                        new Earning(FIRST, 1000, new BasisPoints(3000), 300, JANUARY.plus(HOLD)),
                        new Earning(RECURRING, 10_999, new BasisPoints(1500), 1650, JANUARY.plus(HOLD)),
                        new Earning(BONUS, 8999, new BasisPoints(500), 450, Instant.parse("2026-04-01T00:00:00Z")));
    }

    @Test
    void a_quarter_earns_a_bonus_for_none_of_the_first_three_months() {
        assertThat(kinds(customer.paid("2026-01-01T00:00:00Z", 3, 9000))).containsExactly(FIRST, RECURRING);
        assertThat(customer.paid("2026-04-01T00:00:00Z", 3, 9000))
                .extracting(Earning::kind, Earning::base, Earning::amount)
                .containsExactly(tuple(RECURRING, 9000L, 1350L), tuple(BONUS, 9000L, 450L));
    }

    @Test
    void a_bonus_paid_in_advance_is_not_free_before_its_month_begins() {
        var paidEarly = Invoices.charge(List.of(Invoices.line(6000, JANUARY, 6)), 0, 0, JANUARY);
        assertThat(matureAt(customer.paid(paidEarly), BONUS)).isEqualTo(Instant.parse("2026-04-01T00:00:00Z"));
        assertThat(matureAt(new Invoices().paid(paidEarly), RECURRING)).isEqualTo(JANUARY.plus(HOLD));
    }

    @Test
    void a_bonus_whose_month_began_long_ago_is_held_as_everything_else() {
        var paidLate = Instant.parse("2026-06-15T00:00:00Z");
        var charge = Invoices.charge(List.of(Invoices.line(4000, JANUARY, 4)), 0, 0, paidLate);
        assertThat(matureAt(customer.paid(charge), BONUS)).isEqualTo(paidLate.plus(HOLD));
    }

    @Test
    void a_proration_is_earned_at_the_rate_of_its_month() {
        customer.paid("2026-01-01T00:00:00Z", 1, 3000);
        customer.paid("2026-02-01T00:00:00Z", 1, 3000);
        assertThat(customer.paid(update(1000, "2026-01-15T00:00:00Z")))
                .containsExactly(new Earning(
                        FIRST,
                        1000,
                        new BasisPoints(3000),
                        300,
                        Instant.parse("2026-01-15T00:00:00Z").plus(HOLD)));
        assertThat(kinds(customer.paid(update(1000, "2026-02-15T00:00:00Z")))).containsExactly(RECURRING);
    }

    @Test
    void credits_that_outweigh_their_band_reduce_the_other_one() {
        customer.paid("2026-01-01T00:00:00Z", 1, 3000);
        var february = Instant.parse("2026-02-01T00:00:00Z");
        var charge = Invoices.charge(
                List.of(Invoices.line(3000, february, 1), Invoices.line(-1000, JANUARY, 0)), 0, 0, february);
        assertThat(customer.paid(charge))
                .containsExactly(new Earning(RECURRING, 2000, new BasisPoints(1500), 300, february.plus(HOLD)));
    }

    @Test
    void tax_is_not_earned_on_and_credit_is_not_cash() {
        var charge = Invoices.charge(List.of(Invoices.line(10_000, JANUARY, 1)), 1900, 5950, JANUARY);
        assertThat(customer.paid(charge))
                .containsExactly(new Earning(FIRST, 5000, new BasisPoints(3000), 1500, JANUARY.plus(HOLD)));
    }

    @Test
    void the_amount_is_computed_from_the_exact_base_and_not_from_the_one_shown() {
        // 101 x 50 / 100 is shown as 50 (half to even); 30 % of 50.5 is 15.15.
        var inputs = new Inputs(Inputs.ENGINE, 200, 99, 99, JANUARY, firstMonth(101), rates(3000));
        assertThat(inputs.earnings()).extracting(Earning::base, Earning::amount).containsExactly(tuple(50L, 15L));
        var tie = new Inputs(Inputs.ENGINE, 10, 10, 10, JANUARY, firstMonth(5), rates(3000));
        assertThat(tie.earnings()).extracting(Earning::amount).containsExactly(2L);
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 100", "-1, 10, 100", "100, 0, 100", "100, -1, 100", "100, 100, 0", "100, 100, -5"})
    void nothing_is_earned_without_a_sale_and_cash(long sold, long paid, long gross) {
        assertThat(new Inputs(Inputs.ENGINE, gross, paid, paid, JANUARY, firstMonth(sold), rates(3000)).earnings())
                .isEmpty();
    }

    @Test
    void a_band_that_comes_to_nothing_after_rounding_is_left_out() {
        assertThat(new Inputs(Inputs.ENGINE, 1, 1, 1, JANUARY, firstMonth(1), rates(3000)).earnings())
                .isEmpty();
        assertThat(new Inputs(Inputs.ENGINE, 1, 1, 1, JANUARY, firstMonth(1), rates(5001)).earnings())
                .hasSize(1);
        assertThat(new Inputs(Inputs.ENGINE, 9, 9, 9, JANUARY, firstMonth(9), rates(0)).earnings())
                .isEmpty();
    }

    @Test
    void currencies_without_decimals_and_with_three_are_counted_in_their_own_minor_units() {
        var yen = new Charge("JPY", List.of(Invoices.line(1234, JANUARY, 1)), 0, 0, 0, JANUARY);
        assertThat(customer.paid(yen)).extracting(Earning::amount).containsExactly(370L);
        var fils = new Charge("KWD", List.of(Invoices.line(9_999, JANUARY, 1)), 0, 0, 0, JANUARY);
        assertThat(new Invoices().paid(fils)).extracting(Earning::amount).containsExactly(3000L);
    }

    @Test
    void the_inputs_name_the_computation_and_the_terms() {
        var charge = Invoices.charge(List.of(Invoices.line(10, JANUARY, 1)), 2, 1, JANUARY);
        assertThat(customer.inputs(charge))
                .isEqualTo(new Inputs(
                        "commission/2",
                        12,
                        11,
                        11,
                        JANUARY,
                        firstMonth(10),
                        new Inputs.Rates("v1", 3000, 1500, 500, 4, 30)));
    }

    @Property
    void first_and_recurring_together_are_what_was_sold_after_the_cash_share(
            @ForAll @LongRange(min = 1, max = 100_000_000) long amount,
            @ForAll @IntRange(min = 1, max = 24) int months,
            @ForAll @IntRange(min = 0, max = 99) int creditPercent,
            @ForAll @IntRange(min = 0, max = 25) int taxPercent) {
        long tax = amount * taxPercent / 100;
        long credit = (amount + tax) * creditPercent / 100;
        var charge = Invoices.charge(List.of(Invoices.line(amount, JANUARY, months)), tax, credit, JANUARY);
        var earnings = new Invoices(wholeRates()).paid(charge);
        long bases = earnings.stream()
                .filter(earning -> earning.kind() != BONUS)
                .mapToLong(Earning::base)
                .sum();
        long difference = Math.abs(bases * charge.gross() - amount * charge.cash());
        assertThat(difference).as("no more than half a unit a band").isLessThanOrEqualTo(charge.gross());
        assertThat(earnings).allSatisfy(earning -> assertThat(earning.amount()).isBetween(1L, charge.cash()));
    }

    @Property
    void who_pays_more_earns_their_affiliate_no_less(
            @ForAll @LongRange(min = 1, max = 10_000_000) long less,
            @ForAll @LongRange(min = 0, max = 1_000_000) long difference,
            @ForAll @IntRange(min = 1, max = 12) int months) {
        for (var kind : CommissionKind.values()) {
            assertThat(amountOf(kind, less, months)).isLessThanOrEqualTo(amountOf(kind, less + difference, months));
        }
    }

    @Property
    void a_higher_rate_earns_no_less(
            @ForAll @LongRange(min = 1, max = 10_000_000) long sold, @ForAll @IntRange(min = 0, max = 9_999) int rate) {
        var lower = new Inputs(Inputs.ENGINE, sold, sold, sold, JANUARY, firstMonth(sold), rates(rate));
        var higher = new Inputs(Inputs.ENGINE, sold, sold, sold, JANUARY, firstMonth(sold), rates(rate + 1));
        assertThat(total(lower.earnings())).isLessThanOrEqualTo(total(higher.earnings()));
    }

    private static long amountOf(CommissionKind kind, long amount, int months) {
        return new Invoices()
                .paid("2026-01-01T00:00:00Z", months, amount).stream()
                        .filter(earning -> earning.kind() == kind)
                        .mapToLong(Earning::amount)
                        .sum();
    }

    private static long total(List<Earning> earnings) {
        return earnings.stream().mapToLong(Earning::amount).sum();
    }

    private static RuleSet wholeRates() {
        return Rules.rates(10_000, 10_000, 0);
    }

    private static Inputs.Rates rates(int first) {
        return new Inputs.Rates("v1", first, 1500, 500, 4, 30);
    }

    private static List<Slice> firstMonth(long amount) {
        return List.of(new Slice(0, amount, 1, 1, JANUARY));
    }

    @Test
    void lines_of_the_first_engine_are_repeated_as_they_were_computed() {
        var slices = List.of(new Slice(0, 3000, 2, 2, JANUARY), new Slice(1, -1000, 1, 1, JANUARY));
        var counted = new Inputs(Inputs.COUNTED, 2000, 2000, 0, JANUARY, slices, rates(3000));
        assertThat(counted.received()).isEqualTo(2000);
        assertThat(counted.earnings())
                .extracting(Earning::kind, Earning::base)
                .containsExactly(tuple(RECURRING, 3000L));
    }

    @Test
    void what_the_first_engine_stored_can_still_be_read() {
        var stored = """
                {"engine":"commission/1","gross":12,"paid":11,"paid_at":"2026-01-01T00:00:00Z","slices":[{"line":0,
                "amount":10,"lifetime_month":2,"continuous_month":1,"month_start":"2026-01-01T00:00:00Z"}],
                "rates":{"version":"v1","first_rate_bp":3000,"recurring_rate_bp":1500,"bonus_rate_bp":500,
                "bonus_from_month":4,"hold_days":30}}""";
        assertThat(new InputsJson().inputs(stored))
                .isEqualTo(new Inputs(
                        Inputs.COUNTED,
                        12,
                        11,
                        11,
                        JANUARY,
                        List.of(new Slice(0, 10, 2, 1, JANUARY)),
                        new Inputs.Rates("v1", 3000, 1500, 500, 4, 30)));
        var charge = """
                {"currency":"USD","reason":"cycle","lines":[{"amount":5,"period_start":"2026-01-01T00:00:00Z","months":1}],
                "tax":1,"credit_applied":2,"paid_at":"2026-01-01T00:00:00Z"}""";
        assertThat(new InputsJson().charge(charge))
                .isEqualTo(Invoices.charge(List.of(Invoices.line(5, JANUARY, 1)), 1, 2, JANUARY));
    }

    private static Charge update(long amount, String at) {
        var instant = Instant.parse(at);
        return Invoices.charge(List.of(Invoices.line(amount, instant, 0)), 0, 0, instant);
    }

    private static Instant matureAt(List<Earning> earnings, CommissionKind kind) {
        return earnings.stream()
                .filter(earning -> earning.kind() == kind)
                .map(Earning::matureAt)
                .findFirst()
                .orElseThrow();
    }

    private static List<CommissionKind> kinds(List<Earning> earnings) {
        return earnings.stream().map(Earning::kind).toList();
    }
}
