package dev.handsel.commissions.reckoner;

import static dev.handsel.commissions.reckoner.Examples.USUAL;
import static dev.handsel.commissions.reckoner.Examples.coupon;
import static dev.handsel.commissions.reckoner.Examples.customer;
import static dev.handsel.commissions.reckoner.Examples.group;
import static dev.handsel.commissions.reckoner.Examples.lines;
import static dev.handsel.commissions.reckoner.Examples.link;
import static dev.handsel.commissions.reckoner.Examples.month;
import static dev.handsel.commissions.reckoner.Examples.nora;
import static dev.handsel.commissions.reckoner.Examples.product;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which terms a line has, and what rates make of several lines. */
class ReckonerRatesTest {

    private static final Owner BY_COUPON = new Owner("nora", Way.COUPON);
    private static final Membership GOLD = new Membership("nora", "gold", true, Days.of("2025-01-01"));

    private static Conditions first(int bp) {
        return Conditions.of("first_rate_bp", bp);
    }

    private static Conditions recurring(int bp) {
        return Conditions.of("recurring_rate_bp", bp);
    }

    private static Conditions rates(int first, int recurring) {
        return first(first).and("recurring_rate_bp", recurring);
    }

    private static List<String> twoMonths(SpecialTerms... terms) {
        return lines(USUAL.with(terms).with(GOLD), customer(month(1), month(2)).by(BY_COUPON));
    }

    @Test
    void each_rate_is_that_of_the_strongest_terms_that_set_it() {
        assertThat(twoMonths(product("pro", first(4000))))
                .containsExactly("2026-01-01 FIRST 800 of 2000 at 4000", "2026-02-01 RECURRING 300 of 2000 at 1500");
        var product = product("pro", rates(4000, 1000));
        var group = group("gold", rates(5000, 2000));
        assertThat(twoMonths(product, group))
                .containsExactly("2026-01-01 FIRST 1000 of 2000 at 5000", "2026-02-01 RECURRING 400 of 2000 at 2000");
        assertThat(twoMonths(product, group, nora(recurring(3000))))
                .containsExactly("2026-01-01 FIRST 1000 of 2000 at 5000", "2026-02-01 RECURRING 600 of 2000 at 3000");
        assertThat(twoMonths(product, group, nora(recurring(3000)), coupon(first(6000))))
                .containsExactly("2026-01-01 FIRST 1200 of 2000 at 6000", "2026-02-01 RECURRING 600 of 2000 at 3000");
    }

    @Test
    void terms_of_a_coupon_or_link_hold_for_those_whom_it_brought() {
        var agreements = USUAL.with(coupon(first(6000)), link(first(7000)));
        assertThat(lines(agreements, customer(month(1)).by(BY_COUPON)))
                .containsExactly("2026-01-01 FIRST 1200 of 2000 at 6000");
        assertThat(lines(agreements, customer(month(1)).by(new Owner("nora", Way.LINK))))
                .containsExactly("2026-01-01 FIRST 1400 of 2000 at 7000");
        assertThat(lines(agreements, customer(month(1)))).containsExactly("2026-01-01 FIRST 600 of 2000 at 3000");
        assertThat(lines(agreements, customer(month(1)).by(new Owner("otto", Way.COUPON))))
                .containsExactly("2026-01-01 FIRST 600 of 2000 at 3000");
    }

    @Test
    void terms_hold_from_their_instant_until_others_of_the_subject_follow() {
        var agreements = USUAL.with(
                SpecialTerms.of(Level.AFFILIATE, "nora", "2026-02-01", first(5000)),
                SpecialTerms.of(Level.AFFILIATE, "nora", "2026-03-01", recurring(2000)),
                SpecialTerms.of(Level.AFFILIATE, "nora", "2026-05-01", Conditions.NONE));
        var sales = customer(
                once("jan", "2026-01-31T23:59:59Z"),
                once("feb", "2026-02-01"),
                once("end", "2026-02-28T23:59:59Z"),
                once("mar", "2026-03-01"));
        assertThat(lines(agreements, sales))
                .containsExactly(
                        "jan FIRST 300 of 1000 at 3000",
                        "feb FIRST 500 of 1000 at 5000",
                        "end FIRST 500 of 1000 at 5000",
                        "mar FIRST 300 of 1000 at 3000");
        assertThat(lines(agreements, customer(month(3), month(4), month(5))))
                .containsExactly(
                        "2026-03-01 FIRST 600 of 2000 at 3000",
                        "2026-04-01 RECURRING 400 of 2000 at 2000",
                        "2026-05-01 RECURRING 300 of 2000 at 1500");
    }

    private static PaidInvoice once(String id, String at) {
        return PaidInvoice.of(id, at, SoldLine.once(1000, at));
    }

    @Test
    void members_of_a_group_have_its_terms_while_they_are_in_it() {
        var agreements = USUAL.with(group("gold", recurring(2000)), group("silver", recurring(1000)))
                .with(
                        new Membership("nora", "gold", true, Days.of("2026-02-01")),
                        new Membership("nora", "silver", true, Days.of("2026-03-01")),
                        new Membership("nora", "silver", false, Days.of("2026-03-15")),
                        new Membership("otto", "gold", true, Days.of("2025-01-01")));
        assertThat(lines(agreements, customer(month(1), month(2), month(3), once("late", "2026-03-20"))))
                .containsExactly(
                        "2026-01-01 FIRST 600 of 2000 at 3000",
                        "2026-02-01 RECURRING 400 of 2000 at 2000",
                        "2026-03-01 RECURRING 200 of 2000 at 1000",
                        "late RECURRING 150 of 1000 at 1500");
    }

    @Test
    void each_line_earns_the_rate_of_its_product() {
        var agreements = USUAL.with(product("pro", first(4000)), product("seats", first(500)));
        var invoice = PaidInvoice.of(
                "in",
                "2026-01-01",
                SoldLine.months(1000, "2026-01-01", 1).of("pro"),
                SoldLine.months(500, "2026-01-01", 1).of("seats"),
                SoldLine.months(700, "2026-01-01", 1).of("Pro"),
                SoldLine.once(300, "2026-01-01"));
        // 400 + 25 + 210 + 90 of 2500
        assertThat(lines(agreements, customer(invoice))).containsExactly("in FIRST 725 of 2500 at 2900");
        // the half of it is paid from credit: 362.5, to the even one
        assertThat(lines(agreements, customer(invoice.taxed(500).credited(1500))))
                .containsExactly("in FIRST 362 of 1250 at 2900");
    }

    @Test
    void credits_have_rates_of_their_own_but_nothing_is_owed_to_the_programme_and_no_more_than_was_sold() {
        var agreements =
                USUAL.with(product("pro", first(4000)), product("free", first(0)), product("all", first(9500)));
        // 400 - 120 of 600: 46.67 %
        assertThat(lines(agreements, customer(sold("pro", 1000, "other", -400))))
                .containsExactly("in FIRST 280 of 600 at 4667");
        assertThat(lines(agreements, customer(sold("free", 1000, "other", -900))))
                .isEmpty();
        assertThat(lines(agreements, customer(sold("all", 1000, "free", -900))))
                .containsExactly("in FIRST 100 of 100 at 10000");
    }

    private static PaidInvoice sold(String product, long amount, String other, long credit) {
        return PaidInvoice.of(
                "in",
                "2026-01-01",
                SoldLine.months(amount, "2026-01-01", 1).of(product),
                SoldLine.months(credit, "2026-01-01", 1).of(other));
    }

    @Test
    void a_credit_larger_than_its_band_lowers_the_other_one_in_proportion() {
        var agreements = USUAL.with(product("pro", recurring(4000)));
        var invoice = PaidInvoice.of(
                "in",
                "2026-01-01",
                SoldLine.months(-500, "2026-01-01", 1),
                SoldLine.months(1000, "2026-02-01", 1).of("pro"),
                SoldLine.months(1000, "2026-02-01", 1));
        var before = PaidInvoice.of("before", "2025-12-31", SoldLine.months(1000, "2026-01-01", 1));
        // (400 + 150) x 1500 / 2000 = 412.5
        assertThat(lines(agreements, customer(before, invoice)))
                .containsExactly("before FIRST 300 of 1000 at 3000", "in RECURRING 412 of 1500 at 2750");
    }

    @Test
    void a_bonus_of_other_terms_is_cut_to_what_the_rate_beneath_it_leaves() {
        var agreements = USUAL.with(
                coupon(Conditions.of("bonus_rate_bp", 3000)), nora(rates(6000, 8000)), product("pro", first(0)));
        var facts = customer(month(1), month(2), month(3), month(4)).by(BY_COUPON);
        assertThat(lines(agreements, facts))
                .endsWith("2026-04-01 RECURRING 1600 of 2000 at 8000", "2026-04-01 BONUS 400 of 2000 at 2000");
    }

    @Test
    void the_longest_hold_of_the_lines_is_that_of_the_invoice() {
        var agreements = USUAL.with(
                product("pro", Conditions.of("hold_days", 60)), product("seats", Conditions.of("hold_days", 7)));
        var invoice = PaidInvoice.of(
                "in",
                "2026-01-01",
                SoldLine.months(1000, "2026-01-01", 1).of("seats"),
                SoldLine.months(1000, "2026-01-01", 2).of("pro"));
        assertThat(Reckoner.earned(customer(invoice), agreements))
                .extracting(Earned::matureAt)
                .containsExactly(Days.of("2026-03-02"), Days.of("2026-03-02"));
        var seats = PaidInvoice.of(
                "in", "2026-01-01", SoldLine.months(1000, "2026-01-01", 1).of("seats"));
        assertThat(Reckoner.earned(customer(seats), agreements))
                .extracting(Earned::matureAt)
                .containsExactly(Days.of("2026-01-08"));
    }

    @Test
    void a_step_of_a_tier_replaces_rates_of_its_terms_for_a_month_of_one_affiliate() {
        var gold = group("gold", rates(3500, 2000));
        var agreements = USUAL.with(gold, nora(Conditions.of("bonus_rate_bp", 0)))
                .with(GOLD, new Membership("otto", "gold", true, Days.of("2025-01-01")))
                .with(new FixedStep(gold, "nora", YearMonth.of(2026, 2), recurring(2500)));
        assertThat(lines(agreements, customer(month(1), month(2), month(3))))
                .containsExactly(
                        "2026-01-01 FIRST 700 of 2000 at 3500",
                        "2026-02-01 RECURRING 500 of 2000 at 2500",
                        "2026-03-01 RECURRING 400 of 2000 at 2000");
        assertThat(lines(agreements, customer(month(1), month(2)).by(new Owner("otto", Way.CODE))))
                .endsWith("2026-02-01 RECURRING 400 of 2000 at 2000");
        var stronger = agreements.with(gold, nora(recurring(1000)));
        assertThat(lines(stronger, customer(month(1), month(2)))).endsWith("2026-02-01 RECURRING 200 of 2000 at 1000");
    }
}
