package dev.handsel.payouts.transfers;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.money.Money;
import dev.handsel.payouts.lifecycle.Payout;
import dev.handsel.payouts.lifecycle.PayoutPart;
import dev.handsel.payouts.once.Request;
import dev.handsel.platform.work.WorkQueue.Lease;
import org.jspecify.annotations.Nullable;

/**
 * One transfer that is to be made, as it was when its payout was claimed.
 *
 * @param part the part of the payout that is sent next; null where the payout is sent in one
 * @param lease the claim on the payout
 */
record Outgoing(Payout payout, @Nullable PayoutPart part, Lease lease) {

    PayoutId id() {
        return payout.terms().id();
    }

    /** The number of the part; 0 where the payout is sent in one. */
    int number() {
        return part == null ? 0 : part.number();
    }

    Money amount() {
        var whole = payout.terms().amount();
        return part == null ? whole : new Money(part.amount(), whole.currency());
    }

    Request request() {
        return TransferRequest.of(payout.terms(), part);
    }
}
