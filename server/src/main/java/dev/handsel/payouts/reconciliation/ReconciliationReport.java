package dev.handsel.payouts.reconciliation;

import java.util.List;

/**
 * One currency of one day.
 *
 * @param stripeTotal what left the balance at Stripe, less what came back, in minor units
 * @param ledgerTotal what the ledger booked of it on that day
 * @param unexplained the sum of all differences that nothing explains, each taken as positive; nothing is healthy
 */
record ReconciliationReport(
        String currency, long stripeTotal, long ledgerTotal, long unexplained, List<TransferDifference> differences) {

    /** A transfer on which the two differ on that day. */
    record TransferDifference(String transfer, long stripe, long ledger, DifferenceReason reason) {}

    /** Why. */
    enum DifferenceReason {
        /** Both know the same of it, and one of them counts it to another day. */
        ANOTHER_DAY,
        /** It was missing here and is booked now. */
        BOOKED_NOW,
        /** A transfer of the platform that is no payout of any programme here. */
        NOT_A_PAYOUT,
        /** Somebody must look. */
        UNEXPLAINED
    }

    static ReconciliationReport of(String currency, long stripe, long ledger, List<TransferDifference> differences) {
        long unexplained = differences.stream()
                .filter(difference -> difference.reason() == DifferenceReason.UNEXPLAINED)
                .mapToLong(difference -> Math.abs(difference.stripe() - difference.ledger()))
                .sum();
        return new ReconciliationReport(currency, stripe, ledger, unexplained, List.copyOf(differences));
    }
}
