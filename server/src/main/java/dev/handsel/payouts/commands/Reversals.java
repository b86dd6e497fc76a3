package dev.handsel.payouts.commands;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.refusal.Refused;
import dev.handsel.identity.access.Caller;
import dev.handsel.payouts.commands.StripeCommand.CommandKind;
import dev.handsel.payouts.commands.StripeCommand.Instruction;
import dev.handsel.payouts.lifecycle.Payout;
import dev.handsel.payouts.lifecycle.PayoutParts;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.programs.terms.Program.PayoutProvider;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Orders to take money back from affiliates. */
@Service
class Reversals {

    private final PayoutSteps payouts;
    private final PayoutParts parts;
    private final StripeCommands commands;
    private final Stripe stripe;
    private final Transactions transactions;

    Reversals(
            PayoutSteps payouts, PayoutParts parts, StripeCommands commands, Stripe stripe, Transactions transactions) {
        this.payouts = payouts;
        this.parts = parts;
        this.commands = commands;
        this.stripe = stripe;
        this.transactions = transactions;
    }

    /**
     * Orders a reversal; of a payout of several parts one of each part that is needed for it, the first part first.
     *
     * @param amount minor units; null for all that has not come back yet
     * @return the first of them
     */
    StripeCommand order(PayoutId id, @Nullable Long amount, String reason, Caller.Person caller) {
        return transactions.required(() -> {
            var payout = payouts.take(id).orElseThrow(() -> Refused.notFound("payout"));
            requireTransfer(payout);
            var rest = payout.moved().left() - payout.reversed();
            var back = amount == null ? rest : amount;
            if (back < 1 || back > rest) {
                throw Refused.unacceptable("above_amount", "No more than " + rest + " can come back.");
            }
            if (list(id).stream().anyMatch(command -> command.state().open())) {
                throw Refused.conflict(
                        "reversal_in_progress", "Another reversal of this payout has not come to its end.");
            }
            return shares(id, back).entrySet().stream()
                    .map(share -> new Instruction(
                            CommandKind.REVERSAL,
                            id,
                            share.getKey() == 0 ? null : share.getKey(),
                            null,
                            share.getValue(),
                            caller.actor(),
                            reason))
                    .map(instruction -> commands.order(instruction).orElseThrow())
                    .toList()
                    .getFirst();
        });
    }

    /** How much of each part is to come back, by its number; all of it of 0 where the payout was sent in one. */
    private SortedMap<Integer, Long> shares(PayoutId id, long back) {
        var shares = new TreeMap<Integer, Long>();
        long open = back;
        for (var part : parts.transferred(id)) {
            var share = Math.min(open, part.rest());
            if (share > 0) {
                shares.put(part.number(), share);
            }
            open -= share;
        }
        if (shares.isEmpty()) {
            shares.put(0, back);
        }
        return shares;
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
