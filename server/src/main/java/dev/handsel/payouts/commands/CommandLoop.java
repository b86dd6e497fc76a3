package dev.handsel.payouts.commands;

import dev.handsel.payouts.commands.StripeCommands.CommandOrdered;
import dev.handsel.payouts.once.ErrandLoop;
import dev.handsel.payouts.once.ErrandSender;
import dev.handsel.platform.stripe.Stripe;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Works through the commands that are due. */
@Component
class CommandLoop extends ErrandLoop<StripeCommand> {

    private static final int AT_ONCE = 4;
    private static final Duration IDLE = Duration.ofSeconds(2);

    CommandLoop(CommandErrand errand, ErrandSender sender, Stripe stripe) {
        super(errand, sender, stripe, AT_ONCE, IDLE);
    }

    @TransactionalEventListener
    void ordered(CommandOrdered command) {
        wake();
    }
}
