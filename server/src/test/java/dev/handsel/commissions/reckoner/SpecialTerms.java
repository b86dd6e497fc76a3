package dev.handsel.commissions.reckoner;

import java.time.Instant;

/**
 * Terms for less than a programme, or what its rule sets do not say, from an instant until others of the same subject follow.
 *
 * @param subject the affiliate whose link or coupon it is, or who it is; the group, the product; empty for the programme
 */
record SpecialTerms(Level level, String subject, Instant from, Conditions conditions) {

    static SpecialTerms of(Level level, String subject, String from, Conditions conditions) {
        return new SpecialTerms(level, subject, Days.of(from), conditions);
    }

    SpecialTerms saying(Conditions others) {
        return new SpecialTerms(level, subject, from, others);
    }
}
