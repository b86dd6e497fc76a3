package dev.handsel.payouts.lifecycle;

import java.util.List;

/** Payouts took steps, in this order; published in the transaction that wrote them down. */
public record PayoutsChanged(List<Change> changes) {

    /**
     * One step of one payout.
     *
     * @param cause what made it happen, as in the history
     */
    public record Change(Payout payout, String cause) {}
}
