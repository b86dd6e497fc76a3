package dev.handsel.payouts.commands;

import dev.handsel.base.ids.ReversalId;
import dev.handsel.payouts.commands.StripeCommand.CommandKind;
import dev.handsel.payouts.lifecycle.PayoutPart;
import dev.handsel.payouts.lifecycle.PayoutParts;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.once.Preparation;
import dev.handsel.payouts.once.Reason;
import dev.handsel.payouts.once.Request;
import dev.handsel.payouts.once.Seen;
import dev.handsel.payouts.transfers.TransferUpdates;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.Form;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.stripe.StripeAnswer;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Reversals at Stripe. The ledger follows the transfer itself, whose reversed amount only grows, so that it does not matter
 * whether the answer or the news comes first.
 *
 * @see <a href="https://docs.stripe.com/api/transfer_reversals">docs.stripe.com/api/transfer_reversals</a>
 */
@Component
class ReversalWork implements CommandWork {

    private static final String ID = "reversal_id";
    private static final Reason NOT_REVERSIBLE =
            new Reason("not_reversible", "So much of the transfer is not there any more to come back.");

    private final PayoutSteps payouts;
    private final PayoutParts parts;
    private final StripeCommands commands;
    private final TransferUpdates updates;
    private final Stripe stripe;
    private final Transactions transactions;

    ReversalWork(
            PayoutSteps payouts,
            PayoutParts parts,
            StripeCommands commands,
            TransferUpdates updates,
            Stripe stripe,
            Transactions transactions) {
        this.payouts = payouts;
        this.parts = parts;
        this.commands = commands;
        this.updates = updates;
        this.stripe = stripe;
        this.transactions = transactions;
    }

    @Override
    public CommandKind kind() {
        return CommandKind.REVERSAL;
    }

    @Override
    public Preparation prepare(StripeCommand command) {
        var payout = payouts.find(command.instruction().payout()).orElseThrow();
        long rest = part(command)
                .map(PayoutPart::rest)
                .orElseGet(() -> payout.moved().left() - payout.reversed());
        if (rest < command.instruction().amount()) {
            return new Preparation.Never(NOT_REVERSIBLE);
        }
        var form = Form.of()
                .with("amount", command.instruction().amount())
                .with("metadata[payout_id]", command.instruction().payout())
                .with("metadata[" + ID + "]", new ReversalId(command.id()));
        return new Preparation.Ready(new Request(transfer(command) + "/reversals", "trr_" + command.id(), form.text()));
    }

    private String transfer(StripeCommand command) {
        var payout = payouts.find(command.instruction().payout()).orElseThrow();
        var reference = part(command)
                .map(PayoutPart::reference)
                .orElseGet(() -> payout.left().orElseThrow().reference());
        return "/v1/transfers/" + reference;
    }

    /** Empty where the payout was sent in one. */
    private Optional<PayoutPart> part(StripeCommand command) {
        var instruction = command.instruction();
        return parts.transferred(instruction.payout()).stream()
                .filter(part -> Objects.equals(part.number(), instruction.part()))
                .findFirst();
    }

    /** The account has too little left, or the transfer was taken back otherwise: somebody has to decide anew. */
    @Override
    public AfterRefusal refused(StripeCommand command, Reason reason) {
        return new AfterRefusal.Ends();
    }

    @Override
    public Seen lookUp(StripeCommand command) {
        return Seen.among(
                stripe, transfer(command) + "/reversals?limit=100", null, reversal -> ofThis(command, reversal));
    }

    private static boolean ofThis(StripeCommand command, JsonNode reversal) {
        return reversal.path("metadata").path(ID).asString("").equals(new ReversalId(command.id()).toString());
    }

    @Override
    public void settle(StripeCommand command, JsonNode reversal) {
        if (stripe.get(transfer(command)) instanceof StripeAnswer.Done(JsonNode transfer)) {
            transactions.run(() -> {
                payouts.take(command.instruction().payout());
                updates.apply(transfer);
                commands.done(command, Stripe.text(reversal, "id"));
            });
        }
    }
}
