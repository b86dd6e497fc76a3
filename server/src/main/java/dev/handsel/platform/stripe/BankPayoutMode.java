package dev.handsel.platform.stripe;

/**
 * Who pays the money of connected accounts to their banks.
 *
 * @see <a href="https://docs.stripe.com/connect/manage-payout-schedule">docs.stripe.com/connect/manage-payout-schedule</a>
 */
public enum BankPayoutMode {
    /** Stripe, every day, everything that is there. */
    AUTOMATIC,
    /** This server, one bank payment for each payout, from accounts whose schedule at Stripe is manual. */
    PER_PAYOUT
}
