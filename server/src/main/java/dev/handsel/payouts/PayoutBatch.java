package dev.handsel.payouts;

import dev.handsel.ids.AffiliateId;
import dev.handsel.money.Money;
import java.util.List;

/**
 * What one run of the batch came to.
 *
 * @param created how many payouts it made
 * @param left how many balances it left as they are
 * @param payouts what it made, oldest balance first, as far as one answer can hold
 * @param skipped what it left and why, as far as one answer can hold
 */
public record PayoutBatch(int created, int left, List<Payout> payouts, List<Skipped> skipped) {

    /** A balance of which nothing was paid out. */
    public record Skipped(AffiliateId affiliate, Money payable, Reason reason) {}

    /** Why nothing is paid out of a balance. */
    public enum Reason {
        AFFILIATE_DISABLED,
        /** No money can be sent to the affiliate's payout account. */
        PAYOUTS_DISABLED,
        /** Another payout in this currency is open. */
        PAYOUT_IN_PROGRESS,
        BELOW_MINIMUM,
        /** Less is payable than was asked for. */
        INSUFFICIENT_BALANCE,
        /** Commissions under review are a part of what is payable. */
        ON_HOLD
    }
}
