package dev.handsel.commissions.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.rules.MoneyBack.Refunded;
import dev.handsel.commissions.rules.MoneyBackReport.MoneyBackKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MoneyBackTest {

    private static Instant day(int day) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * day);
    }

    private static MoneyBackReport told(MoneyBackKind kind, String ref, long amount, int day) {
        return new MoneyBackReport("ev", "in", kind, ref, null, amount, day(day));
    }

    private static MoneyBackReport failed(String refund, long amount, int day) {
        return new MoneyBackReport("ev", "in", MoneyBackKind.CHARGE_REFUND_FAILED, "ch", refund, amount, day(day));
    }

    /** The same in every order. */
    private static MoneyBack of(MoneyBackReport... reports) {
        var all = new ArrayList<>(List.of(reports));
        var result = MoneyBack.of(all);
        for (int i = 0; i < 5; i++) {
            Collections.shuffle(all, new Random(i));
            assertThat(MoneyBack.of(all)).isEqualTo(result);
        }
        return result;
    }

    @Test
    void a_refund_that_failed_never_was() {
        var back = of(
                told(MoneyBackKind.REFUND, "re1", 500, 1),
                told(MoneyBackKind.REFUND, "re2", 700, 2),
                told(MoneyBackKind.REFUND_FAILED, "re1", 0, 3));
        assertThat(back.refunds()).containsExactly(new Refunded(day(2), 700));
        assertThat(back.givenBackAt(700)).contains(day(2));
        assertThat(back.givenBackAt(701)).isEmpty();
    }

    @Test
    void of_sums_only_what_exceeds_the_largest_so_far_is_a_refund() {
        var back = of(
                told(MoneyBackKind.CHARGE_REFUNDED, "ch", 500, 1),
                told(MoneyBackKind.CHARGE_REFUNDED, "ch", 2000, 2),
                told(MoneyBackKind.CHARGE_REFUNDED, "ch", 2000, 3));
        assertThat(back.refunds()).containsExactly(new Refunded(day(1), 500), new Refunded(day(2), 1500));
    }

    @Test
    void what_failed_at_the_time_of_a_sum_or_later_is_taken_out_of_it() {
        var back = of(
                told(MoneyBackKind.CHARGE_REFUNDED, "ch", 3000, 1),
                failed("re1", 3000, 5),
                told(MoneyBackKind.CHARGE_REFUNDED, "ch", 1000, 6));
        assertThat(back.refunds()).containsExactly(new Refunded(day(6), 1000));
        assertThat(of(told(MoneyBackKind.CHARGE_REFUNDED, "ch", 500, 1), failed("re1", 500, 1))
                        .refunded())
                .isZero();
    }

    @Test
    void what_was_counted_before_counts_once() {
        var back = of(
                new MoneyBackReport(null, "in", MoneyBackKind.CHARGE_COUNTED, "ch", null, 500, day(0)),
                told(MoneyBackKind.REFUND, "stripe:evt:0", 500, 1),
                told(MoneyBackKind.CHARGE_REFUNDED, "ch", 800, 2));
        assertThat(back.refunded()).isEqualTo(800);
    }

    @Test
    void charges_of_one_invoice_add_up() {
        assertThat(of(
                                told(MoneyBackKind.CHARGE_REFUNDED, "ch1", 500, 1),
                                told(MoneyBackKind.CHARGE_REFUNDED, "ch2", 700, 1))
                        .refunded())
                .isEqualTo(1200);
    }

    @Test
    void charge_backs_take_while_they_are_open_or_lost_and_inquiries_do_not() {
        assertThat(of(told(MoneyBackKind.INQUIRY, "dp", 500, 1)).disputed()).isZero();
        assertThat(of(told(MoneyBackKind.INQUIRY, "dp", 500, 1), told(MoneyBackKind.CHARGEBACK, "dp", 600, 2))
                        .disputed())
                .isEqualTo(600);
        assertThat(of(told(MoneyBackKind.CHARGEBACK, "dp", 600, 2), told(MoneyBackKind.DISPUTE_LOST, "dp", 0, 3))
                        .disputed())
                .isEqualTo(600);
        assertThat(of(told(MoneyBackKind.CHARGEBACK, "dp", 600, 2), told(MoneyBackKind.DISPUTE_WON, "dp", 0, 1))
                        .takenBack())
                .isZero();
    }

    @Test
    void an_inquiry_that_was_won_may_become_a_charge_back_later() {
        var inquiry = told(MoneyBackKind.INQUIRY, "dp", 500, 1);
        var won = told(MoneyBackKind.DISPUTE_WON, "dp", 0, 2);
        assertThat(of(inquiry, won, told(MoneyBackKind.CHARGEBACK, "dp", 600, 3))
                        .disputed())
                .isEqualTo(600);
        assertThat(of(inquiry, won, told(MoneyBackKind.CHARGEBACK, "dp", 600, 2))
                        .disputed())
                .as("an end at the instant of its opening ends it")
                .isZero();
        var withdrawn = told(MoneyBackKind.CHARGEBACK, "dp", 600, 3);
        assertThat(of(inquiry, won, withdrawn, told(MoneyBackKind.DISPUTE_WON, "dp", 0, 4))
                        .disputed())
                .isZero();
        assertThat(of(inquiry, won, withdrawn, told(MoneyBackKind.DISPUTE_LOST, "dp", 0, 4))
                        .disputed())
                .isEqualTo(600);
    }

    @Test
    void of_the_merchants_and_stripes_words_the_last_by_date_counts() {
        var open = told(MoneyBackKind.TOLD_OPEN, "dp", 600, 1);
        assertThat(of(open, told(MoneyBackKind.DISPUTE_WON, "dp", 0, 2)).disputed())
                .isZero();
        assertThat(of(open, told(MoneyBackKind.DISPUTE_LOST, "dp", 0, 2)).disputed())
                .isEqualTo(600);
        assertThat(of(open, told(MoneyBackKind.TOLD_OPEN, "dp", 500, 1)).disputed())
                .as("of one instant the larger one, whichever came first")
                .isEqualTo(600);
    }

    @Test
    void of_what_stripe_tells_of_a_dispute_the_last_by_date_counts() {
        var inquiry = told(MoneyBackKind.TOLD_INQUIRY, "dp", 500, 1);
        var open = told(MoneyBackKind.TOLD_OPEN, "dp", 400, 2);
        assertThat(of(inquiry).disputed()).isZero();
        assertThat(of(inquiry, open).disputed()).isEqualTo(400);
        assertThat(of(inquiry, open, told(MoneyBackKind.TOLD_LOST, "dp", 450, 3))
                        .disputed())
                .isEqualTo(450);
        assertThat(of(inquiry, open, told(MoneyBackKind.TOLD_WON, "dp", 400, 2)).disputed())
                .as("of one instant the end counts")
                .isZero();
    }
}
