package dev.handsel.commissions.rules;

import dev.handsel.base.money.BasisPoints;
import java.time.Instant;

/**
 * What the rules say one band of an invoice, or a bounty, earns.
 *
 * @param kind the band, or that it is a bounty
 * @param base what the rate applies to, in minor units: the slices of the band, after the cash share, rounded half to even
 *     for display; the amount is computed from the exact value. Of a bounty all that was promised
 * @param rate the rate of the band; the mean of its lines' rates, and 0 where all of it is flat
 * @param amount the commission in minor units, positive
 * @param matureAt when the holding period is over
 * @param flat whether a flat amount is part of it, in place of a rate
 */
public record Earning(CommissionKind kind, long base, BasisPoints rate, long amount, Instant matureAt, boolean flat) {

    /** By a rate alone. */
    public Earning(CommissionKind kind, long base, BasisPoints rate, long amount, Instant matureAt) {
        this(kind, base, rate, amount, matureAt, false);
    }

    /** The same, cut to what is left of a cap. */
    Earning cut(long most) {
        return amount <= most ? this : new Earning(kind, base, rate, most, matureAt, flat);
    }

    /** The bands of an invoice, and what is earned for no invoice. */
    public enum CommissionKind {
        /** All that begins in a customer's first month of service. */
        FIRST,
        /** All that begins later. */
        RECURRING,
        /** On top, for all that begins from a certain month in a row on. */
        BONUS,
        /** Once, for a customer who has traded enough. */
        BOUNTY
    }
}
