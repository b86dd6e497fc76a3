package dev.handsel.payouts.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.payouts.lifecycle.Order.Origin;
import dev.handsel.payouts.lifecycle.Payout.BankState;
import dev.handsel.payouts.lifecycle.PayoutHistory.Event;
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
        Payout.State state,
        @Nullable BankState bankState,
        @Nullable String hold,
        long reversed,
        Origin origin,
        @Nullable String reference,
        Instant createdAt,
        List<EventView> history) {

    /** One step. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record EventView(
            Instant at,
            Instant recordedAt,
            @Nullable String from,
            String to,
            String actor,
            StepCause cause,
            @JsonRawValue String detail) {
        static EventView of(Event event) {
            return new EventView(
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
    static PayoutView of(Payout payout, List<Event> history, @Nullable String hold) {
        var order = payout.order();
        var row = PayoutRow.of(payout);
        return new PayoutView(
                order.id(),
                order.program(),
                order.affiliate(),
                order.amount().minor(),
                order.amount().currency().getCurrencyCode(),
                payout.state(),
                row.bank(),
                hold,
                row.reversed(),
                order.origin(),
                row.reference(),
                order.createdAt(),
                history.stream().map(EventView::of).toList());
    }
}
