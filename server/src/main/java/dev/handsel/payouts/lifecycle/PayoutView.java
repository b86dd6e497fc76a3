package dev.handsel.payouts.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.payouts.lifecycle.Payout.BankState;
import dev.handsel.payouts.lifecycle.Payout.PayoutState;
import dev.handsel.payouts.lifecycle.PayoutHistory.PayoutEvent;
import dev.handsel.payouts.lifecycle.PayoutPart.PartState;
import dev.handsel.payouts.lifecycle.PayoutTerms.Origin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A payout as the API shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record PayoutView(
        PayoutId id,
        ProgramId program,
        AffiliateId affiliate,
        long amount,
        String currency,
        PayoutState state,
        @Nullable BankState bankState,
        @Nullable String hold,
        long reversed,
        @Nullable Long transferredAmount,
        List<PartView> parts,
        Origin origin,
        @Nullable String reference,
        Instant createdAt,
        List<PayoutEventView> history) {

    /**
     * A transfer of its own, where the payout is too much for one.
     *
     * @param number of the part; the transfer at Stripe has it as {@code metadata.part}
     * @param amount minor units
     * @param reference what the provider calls the transfer
     * @param reversed how much of it came back so far, in minor units
     * @param code why it was refused
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record PartView(
            int number,
            long amount,
            PartState state,
            @Nullable String reference,
            long reversed,
            @Nullable String code) {

        static PartView of(PayoutPart part) {
            return new PartView(
                    part.number(), part.amount(), part.state(), part.reference(), part.reversed(), part.code());
        }
    }

    /** One step. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record PayoutEventView(
            Instant at,
            Instant recordedAt,
            @Nullable String from,
            String to,
            String actor,
            StepCause cause,
            @JsonRawValue String detail) {
        static PayoutEventView of(PayoutEvent event) {
            return new PayoutEventView(
                    event.at(),
                    event.recordedAt(),
                    event.from(),
                    event.to(),
                    event.actor(),
                    event.cause(),
                    event.detail());
        }
    }

    /**
     * @param hold why it is not sent yet, or not on its way to the bank yet
     */
    static PayoutView of(Payout payout, List<PayoutEvent> history, List<PayoutPart> parts, @Nullable String hold) {
        var terms = payout.terms();
        var left = payout.moved().left();
        var row = PayoutRow.of(payout);
        return new PayoutView(
                terms.id(),
                terms.program(),
                terms.affiliate(),
                terms.amount().minor(),
                terms.amount().currency().code(),
                payout.state(),
                row.bank(),
                hold,
                row.reversed(),
                left == 0 ? null : left,
                parts.stream().map(PartView::of).toList(),
                terms.origin(),
                row.reference(),
                terms.createdAt(),
                history.stream().map(PayoutEventView::of).toList());
    }
}
