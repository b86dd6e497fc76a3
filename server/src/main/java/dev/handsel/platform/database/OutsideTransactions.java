package dev.handsel.platform.database;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What may take long must not happen while a transaction is open: its locks would be held for as long as somebody else is
 * silent, and what they did would be forgotten when it is rolled back. Whoever calls out asks here first.
 */
public final class OutsideTransactions {

    private OutsideTransactions() {}

    /** Whether this thread has none open. */
    public static boolean here() {
        return !TransactionSynchronizationManager.isActualTransactionActive();
    }

    /**
     * Refuses to go on while this thread has a transaction open, also while it is being committed.
     *
     * @param call what is about to be done, such as {@code a call to Stripe}
     * @throws IllegalStateException always a fault of the caller: claim the row, commit, call, then record the outcome
     */
    public static void require(String call) {
        if (!here()) {
            throw new IllegalStateException(
                    call + " within a transaction: commit first, call, then record the outcome");
        }
    }
}
