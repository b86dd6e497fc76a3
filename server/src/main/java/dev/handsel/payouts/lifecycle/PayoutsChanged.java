package dev.handsel.payouts.lifecycle;

import java.util.List;
import java.util.Map;

/** Payouts took steps, in this order; published in the transaction that wrote them down. */
public record PayoutsChanged(List<PayoutChange> changes) {

    /**
     * One step of one payout.
     *
     * @param payout as it is after the step
     * @param detail what the history keeps beside it
     */
    public record PayoutChange(Payout payout, StepCause cause, Map<String, Object> detail) {}
}
