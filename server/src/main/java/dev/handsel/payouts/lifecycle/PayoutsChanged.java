package dev.handsel.payouts.lifecycle;

import java.util.List;

/** Payouts took steps, in this order; published in the transaction that wrote them down. */
public record PayoutsChanged(List<PayoutChange> changes) {

    /**
     * One step of one payout.
     *
     * @param payout as it is after the step
     */
    public record PayoutChange(Payout payout, StepCause cause) {}
}
