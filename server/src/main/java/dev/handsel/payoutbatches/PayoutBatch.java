package dev.handsel.payoutbatches;

import dev.handsel.ids.AffiliateId;
import dev.handsel.money.Money;
import dev.handsel.payouts.Eligibility.Reason;
import dev.handsel.payouts.Payout;
import java.util.List;

/**
 * What one run of the batch came to.
 *
 * @param created how many payouts it made
 * @param left how many balances it left as they are
 * @param payouts what it made, oldest balance first, as far as one answer can hold
 * @param skipped what it left and why, as far as one answer can hold
 */
record PayoutBatch(int created, int left, List<Payout> payouts, List<Skipped> skipped) {

    /** A balance of which nothing was paid out. */
    record Skipped(AffiliateId affiliate, Money payable, Reason reason) {}
}
