package dev.handsel.payouts.lifecycle;

import dev.handsel.base.words.Word;
import org.jspecify.annotations.Nullable;

/**
 * A part of a payout that is too much for one transfer: a transfer of its own, with a key of its own.
 *
 * @param number counts from 1 within the payout, and is never given to another part of it that was sent
 * @param amount minor units, positive; never changes
 * @param key makes sending it harmless to repeat; never changes
 * @param reference what the provider calls the transfer; null until it exists
 * @param reversed minor units that came back so far
 * @param code why it was refused, in the provider's code or our own
 */
public record PayoutPart(
        int number,
        long amount,
        String key,
        PartState state,
        @Nullable String reference,
        long reversed,
        @Nullable String code) {

    /** How far it is. */
    public enum PartState implements Word {
        /** Waits for its turn, is on its way, or may exist: the state of the payout says which. */
        OPEN,
        /** The transfer exists. */
        TRANSFERRED,
        /** The transfer certainly does not exist and never will. */
        REFUSED,
        /** Refused as too large: others take its place. */
        SPLIT
    }

    /** How much of it can come back yet, in minor units. */
    public long rest() {
        return state == PartState.TRANSFERRED ? amount - reversed : 0;
    }
}
