package dev.handsel.payouts.notices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.payouts.lifecycle.Payout;
import dev.handsel.payouts.lifecycle.PayoutTerms;
import dev.handsel.payouts.lifecycle.PayoutTerms.Origin;
import dev.handsel.payouts.lifecycle.PayoutsChanged.PayoutChange;
import dev.handsel.payouts.lifecycle.StepCause;
import dev.handsel.programs.terms.Program.PayoutProvider;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayoutNoticeTest {

    private static final Currency EUR = Currency.of("EUR");

    private static final PayoutTerms ORDER = new PayoutTerms(
            new PayoutId(new UUID(0, 1)),
            new ProgramId(new UUID(0, 2)),
            new AffiliateId(new UUID(0, 3)),
            new Money(6_000, EUR),
            PayoutProvider.STRIPE,
            "acct_1",
            Origin.REQUEST,
            "acc_1",
            false,
            Instant.EPOCH,
            1);

    private static Optional<String> subject(Payout payout, StepCause cause) {
        return PayoutNotice.of(new PayoutChange(payout, cause, Map.of())).map(PayoutNotice::subject);
    }

    @ParameterizedTest
    @CsvSource({
        "REQUESTED, Payout requested",
        "RESERVED, Payout approved",
        "TRANSFER_CREATED, Payout sent",
        "TRANSFER_FOUND, Payout sent",
        "RECOVERED, Payout sent",
        "TRANSFER_FAILED, Payout failed",
        "CANCELED, Payout called off",
        "SUPERSEDED, Payout called off",
        "BANK_PAID, Payout paid",
        "BANK_FAILED, Your bank refused a payout",
    })
    void each_step_that_concerns_the_affiliate_has_its_mail(StepCause cause, String subject) {
        assertThat(subject(new Payout.Requested(ORDER), cause)).contains(subject);
    }

    @Test
    void our_own_troubles_and_the_way_to_the_bank_are_not_told() {
        var silent = EnumSet.of(
                StepCause.BATCH,
                StepCause.APPROVED,
                StepCause.SENT,
                StepCause.ANSWER_UNCLEAR,
                StepCause.PUT_BACK,
                StepCause.BANK_AGAIN,
                StepCause.BANK_PENDING);

        assertThat(silent)
                .allSatisfy(cause ->
                        assertThat(subject(new Payout.Requested(ORDER), cause)).isEmpty());
    }

    @Test
    void what_was_taken_back_is_told_as_a_part_or_as_all() {
        var transfer = new Payout.Transfer(null, "tr_1", 6_000, null);
        var part = new Payout.PartlyReversed(ORDER, transfer, 1_000);
        var all = new Payout.Reversed(ORDER, transfer);

        assertThat(subject(part, StepCause.TRANSFER_REVERSED)).contains("Part of a payout was taken back");
        assertThat(subject(all, StepCause.TRANSFER_REVERSED)).contains("Payout taken back");
    }
}
