package dev.handsel.payouts.commands;

import dev.handsel.payouts.accounts.PayoutAccount;
import dev.handsel.payouts.accounts.PayoutAccounts;
import dev.handsel.payouts.commands.StripeCommand.CommandKind;
import dev.handsel.payouts.commands.StripeCommand.Instruction;
import dev.handsel.payouts.lifecycle.Payout;
import dev.handsel.payouts.lifecycle.Payout.BankState;
import dev.handsel.payouts.lifecycle.Payout.Transferred;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.lifecycle.PayoutSteps.AtBank;
import dev.handsel.payouts.lifecycle.PayoutsChanged;
import dev.handsel.payouts.lifecycle.StepCause;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.BankPayoutMode;
import dev.handsel.platform.stripe.Stripe;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Every transfer to an account that pays out only when asked to orders its bank payout, in the same transaction; where that
 * was not known of the account yet, afterwards.
 */
@Component
class BankPayoutOrders {

    private static final String ACTOR = "system";

    private final StripeCommands commands;
    private final PayoutAccounts accounts;
    private final PayoutSteps payouts;
    private final Stripe stripe;
    private final Transactions transactions;

    BankPayoutOrders(
            StripeCommands commands,
            PayoutAccounts accounts,
            PayoutSteps payouts,
            Stripe stripe,
            Transactions transactions) {
        this.commands = commands;
        this.accounts = accounts;
        this.payouts = payouts;
        this.stripe = stripe;
        this.transactions = transactions;
    }

    @EventListener
    void changed(PayoutsChanged steps) {
        if (stripe.bankPayouts() == BankPayoutMode.PER_PAYOUT) {
            for (var change : steps.changes()) {
                if (change.payout() instanceof Transferred payout && left(change.cause())) {
                    order(payout);
                }
            }
        }
    }

    /** Whether the money left by this step, and not by an earlier one. */
    private static boolean left(StepCause cause) {
        return switch (cause) {
            case TRANSFER_CREATED, TRANSFER_FOUND, RECOVERED, PART_REFUSED -> true;
            case REQUESTED,
                    BATCH,
                    APPROVED,
                    RESERVED,
                    CANCELED,
                    SUPERSEDED,
                    SENT,
                    ANSWER_UNCLEAR,
                    PUT_BACK,
                    TRANSFER_FAILED,
                    TRANSFER_REVERSED,
                    BANK_AGAIN,
                    BANK_PENDING,
                    BANK_PAID,
                    BANK_FAILED,
                    SPLIT,
                    PART_CREATED,
                    PART_FOUND -> false;
        };
    }

    /** Orders those of these payouts to this account that have no way to the bank. */
    void makeUp(String account, List<AtBank> left) {
        if (stripe.bankPayouts() == BankPayoutMode.PER_PAYOUT && paysByHand(account)) {
            for (var payout : left) {
                if (hasNoWay(payout.bank())) {
                    transactions.run(() -> payouts.take(payout.id()).ifPresent(this::orderUnlessKnown));
                }
            }
        }
    }

    /** What Stripe paid by itself and the bank sent back is not paid by itself any more. */
    private static boolean hasNoWay(@Nullable BankState bank) {
        return bank == null || bank == BankState.FAILED;
    }

    private void orderUnlessKnown(Payout payout) {
        boolean waits = payout.left()
                .filter(transfer -> hasNoWay(transfer.bank())
                        && payout.reversed() < payout.moved().left())
                .isPresent();
        if (waits) {
            order(payout);
        }
    }

    /** Unless it was ordered before. */
    private void order(Payout payout) {
        var terms = payout.terms();
        var account = terms.destination();
        if (account != null && paysByHand(account)) {
            var amount = payout.moved().left();
            commands.order(new Instruction(CommandKind.BANK_PAYOUT, terms.id(), null, account, amount, ACTOR, null));
        }
    }

    private boolean paysByHand(String account) {
        return accounts.findByReference(account)
                .filter(PayoutAccount::paysByHand)
                .isPresent();
    }
}
