package dev.handsel.bankpayouts;

import dev.handsel.payoutaccounts.PayoutAccount;
import dev.handsel.payoutaccounts.PayoutAccounts;
import dev.handsel.payouts.Order;
import dev.handsel.payouts.Payout.Transferred;
import dev.handsel.payouts.PayoutsChanged;
import dev.handsel.stripe.BankPayoutMode;
import dev.handsel.stripe.Stripe;
import dev.handsel.stripecommands.StripeCommand.Kind;
import dev.handsel.stripecommands.StripeCommand.Wish;
import dev.handsel.stripecommands.StripeCommands;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Every transfer to an account that pays out only when asked to orders its bank payout, in the same transaction. */
@Component
class BankPayoutOrders {

    private static final String ACTOR = "system";

    private final StripeCommands commands;
    private final PayoutAccounts accounts;
    private final Stripe stripe;

    BankPayoutOrders(StripeCommands commands, PayoutAccounts accounts, Stripe stripe) {
        this.commands = commands;
        this.accounts = accounts;
        this.stripe = stripe;
    }

    @EventListener
    void changed(PayoutsChanged news) {
        if (stripe.bankPayouts() == BankPayoutMode.PER_PAYOUT) {
            for (var change : news.changes()) {
                if (change.payout() instanceof Transferred payout && left(change.cause())) {
                    order(payout.order());
                }
            }
        }
    }

    private static boolean left(String cause) {
        return cause.startsWith("transfer_") || cause.equals("recovered");
    }

    private void order(Order order) {
        var account = order.destination();
        if (account != null
                && accounts.findByReference(account)
                        .filter(PayoutAccount::paysByHand)
                        .isPresent()) {
            var amount = order.amount().minor();
            commands.order(new Wish(Kind.BANK_PAYOUT, order.id(), account, amount, ACTOR, null));
        }
    }
}
