package dev.handsel.payouts.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.ids.ReversalId;
import dev.handsel.payouts.commands.StripeCommand.CommandState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reversal as the API shows it. What it did to the payout and to the ledger is in the history of the payout.
 *
 * @param part of the payout that is taken back; null where it was sent in one
 * @param amount minor units of the payout's currency
 * @param state {@code waiting}, {@code sending}, {@code unknown}, {@code done} or {@code refused}
 * @param reference what Stripe calls it, {@code trr_...}, once it is done
 * @param code why it was refused: Stripe's code, or {@code not_reversible} or {@code never_executed}
 * @param message the same in words
 * @param createdAt by the system's clock
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ReversalView(
        ReversalId id,
        PayoutId payout,
        @Nullable Integer part,
        long amount,
        CommandState state,
        @Nullable String reason,
        String orderedBy,
        @Nullable String reference,
        @Nullable String code,
        @Nullable String message,
        Instant createdAt) {

    static ReversalView of(StripeCommand command) {
        var instruction = command.instruction();
        var reason = command.reason();
        return new ReversalView(
                new ReversalId(command.id()),
                instruction.payout(),
                instruction.part(),
                instruction.amount(),
                command.state(),
                instruction.reason(),
                instruction.actor(),
                command.reference(),
                reason == null ? null : reason.code(),
                reason == null ? null : reason.message(),
                command.createdAt());
    }
}
