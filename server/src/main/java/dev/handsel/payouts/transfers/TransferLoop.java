package dev.handsel.payouts.transfers;

import dev.handsel.payouts.lifecycle.Payout.PayoutState;
import dev.handsel.payouts.lifecycle.PayoutsChanged;
import dev.handsel.payouts.once.ErrandLoop;
import dev.handsel.payouts.once.ErrandSender;
import dev.handsel.platform.stripe.Stripe;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Works through the payouts that are due. */
@Component
class TransferLoop extends ErrandLoop<Outgoing> {

    private static final int AT_ONCE = 8;
    private static final Duration IDLE = Duration.ofSeconds(1);

    TransferLoop(TransferErrand errand, ErrandSender sender, Stripe stripe) {
        super(errand, sender, stripe, AT_ONCE, IDLE);
    }

    @TransactionalEventListener
    void changed(PayoutsChanged steps) {
        if (steps.changes().stream().anyMatch(change -> change.payout().state() == PayoutState.RESERVED)) {
            wake();
        }
    }
}
