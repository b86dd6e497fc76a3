package dev.handsel.commissions.rules;

import dev.handsel.base.money.Fraction;

/** How much of a commission refunds and disputes take back. */
public final class Reversal {

    private Reversal() {}

    /**
     * The cumulative target: the share of {@code amount} that the money taken back is of the money received, rounded half to
     * even, never more than all. Posting the difference to what is reversed already makes any number of parts add up to the
     * whole.
     *
     * @param amount the commission, in minor units
     * @param takenBack refunds, and disputes that are open or lost, gross, in minor units
     * @param received the whole payment that brought the invoice's cash, positive
     */
    public static long target(long amount, long takenBack, long received) {
        long share = Math.max(0, Math.min(takenBack, received));
        return Fraction.of(amount).times(share, received).roundedHalfEven();
    }
}
