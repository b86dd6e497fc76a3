package dev.handsel.payouts.commands;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.payouts.commands.StripeCommand.CommandKind;
import dev.handsel.payouts.commands.StripeCommand.Instruction;
import dev.handsel.payouts.lifecycle.Payout;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.programs.terms.Program.PayoutProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Orders to take money back from affiliates. */
@Service
class Reversals {

    private final PayoutSteps payouts;
    private final StripeCommands commands;
    private final Stripe stripe;
    private final Transactions transactions;

    Reversals(PayoutSteps payouts, StripeCommands commands, Stripe stripe, Transactions transactions) {
        this.payouts = payouts;
        this.commands = commands;
        this.stripe = stripe;
        this.transactions = transactions;
    }

    /**
     * Orders a reversal.
     *
     * @param amount minor units; null for all that has not come back yet
     */
    StripeCommand order(PayoutId id, @Nullable Long amount, String reason, Caller.Person caller) {
        return transactions.required(() -> {
            var payout = payouts.take(id).orElseThrow(() -> Refused.notFound("payout"));
            requireTransfer(payout);
            var rest = payout.terms().amount().minor() - payout.reversed();
            var back = amount == null ? rest : amount;
            if (back < 1 || back > rest) {
                throw Refused.unacceptable("above_amount", "No more than " + rest + " can come back.");
            }
            var instruction = new Instruction(CommandKind.REVERSAL, id, null, back, caller.actor(), reason);
            return commands.order(instruction)
                    .orElseThrow(() -> Refused.conflict(
                            "reversal_in_progress", "Another reversal of this payout has not come to its end."));
        });
    }

    private void requireTransfer(Payout payout) {
        if (payout.terms().provider() != PayoutProvider.STRIPE) {
            throw Refused.conflict("provider_simulated", "The simulated provider is told by `simulate`.");
        }
        if (payout.left().isEmpty()) {
            throw Refused.conflict(
                    "payout_state", "A payout that is " + payout.state().word() + " was not transferred.");
        }
        if (!stripe.configured()) {
            throw Refused.conflict("provider_unavailable", "This server has no account with Stripe.");
        }
    }

    /** The oldest first. */
    List<StripeCommand> list(PayoutId payout) {
        return commands.list(CommandKind.REVERSAL, payout);
    }
}
