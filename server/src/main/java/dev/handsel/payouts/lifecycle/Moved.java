package dev.handsel.payouts.lifecycle;

/**
 * What of a payout moved so far, in minor units.
 *
 * @param left the transfers that exist
 * @param back what came back of them
 */
public record Moved(long left, long back) {

    /** Nothing was transferred. */
    public static final Moved NOTHING = new Moved(0, 0);

    public Moved {
        if (back < 0 || back > left) {
            throw new IllegalArgumentException(back + " cannot come back of " + left);
        }
    }

    Moved plusLeft(long more) {
        return new Moved(Math.addExact(left, more), back);
    }

    Moved plusBack(long more) {
        return new Moved(left, Math.addExact(back, more));
    }
}
