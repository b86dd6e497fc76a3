package dev.handsel.payouts.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.payouts.lifecycle.Eligibility.Decision;
import dev.handsel.payouts.lifecycle.Eligibility.Decision.Pays;
import dev.handsel.payouts.lifecycle.Eligibility.Decision.Refuses;
import dev.handsel.payouts.lifecycle.Eligibility.SkipReason;
import org.junit.jupiter.api.Test;

class EligibilityTest {

    private static final Currency KWD = Currency.of("KWD");

    private static Eligibility of(long payable, long held) {
        return new Eligibility(new Money(payable, KWD), 15_000, held, true, true, false, null);
    }

    private static Decision pays(long amount) {
        return new Pays(new Money(amount, KWD));
    }

    @Test
    void the_minimum_is_of_what_is_payable_and_of_what_is_asked_for() {
        assertThat(of(14_999, 0).judge(null)).isEqualTo(new Refuses(SkipReason.BELOW_MINIMUM));
        assertThat(of(15_000, 0).judge(null)).isEqualTo(pays(15_000));
        assertThat(of(20_000, 0).judge(14_999L)).isEqualTo(new Refuses(SkipReason.BELOW_MINIMUM));
        assertThat(of(-1, 0).judge(null)).isEqualTo(new Refuses(SkipReason.BELOW_MINIMUM));
    }

    @Test
    void amounts_are_rounded_down_to_the_step() {
        assertThat(of(15_009, 0).judge(null)).isEqualTo(pays(15_000));
        assertThat(of(99_999, 0).judge(15_019L)).isEqualTo(pays(15_010));
    }

    @Test
    void nothing_that_rounds_to_nothing_is_paid() {
        var small = new Eligibility(new Money(9, KWD), 1, 0, true, true, false, null);
        assertThat(small.judge(null)).isEqualTo(new Refuses(SkipReason.BELOW_MINIMUM));
    }

    @Test
    void what_is_held_does_not_leave() {
        assertThat(of(50_000, 20_000).judge(null)).isEqualTo(pays(30_000));
        assertThat(of(50_000, 20_000).judge(30_000L)).isEqualTo(pays(30_000));
        assertThat(of(50_000, 20_000).judge(30_001L)).isEqualTo(new Refuses(SkipReason.ON_HOLD));
        assertThat(of(50_000, 35_001).judge(null)).isEqualTo(new Refuses(SkipReason.ON_HOLD));
        assertThat(of(50_000, 20_000).judge(50_001L)).isEqualTo(new Refuses(SkipReason.INSUFFICIENT_BALANCE));
    }

    @Test
    void who_cannot_be_paid_is_told_so_first() {
        var payable = new Money(50_000, KWD);
        assertThat(new Eligibility(payable, 1, 0, false, false, true, null).judge(null))
                .isEqualTo(new Refuses(SkipReason.AFFILIATE_DISABLED));
        assertThat(new Eligibility(payable, 1, 0, true, false, true, null).judge(null))
                .isEqualTo(new Refuses(SkipReason.PAYOUTS_DISABLED));
        assertThat(new Eligibility(payable, 1, 0, true, true, true, null).judge(1L))
                .isEqualTo(new Refuses(SkipReason.PAYOUT_IN_PROGRESS));
    }
}
