package dev.handsel.commissions.restrictions;

import dev.handsel.base.words.Word;
import java.time.Instant;

/**
 * A fact: from some instant on a customer or an affiliate is restricted, until another fact clears it; never by time. Several may
 * stand at once; the strongest counts.
 *
 * @param key names it in its programme, 1 to 200 characters; the same again changes nothing
 * @param reason the kind of reason, which the affiliate may read
 * @param raisedAt by the clock of the programme
 * @param actor who raised it, as in the audit log
 */
public record Restriction(
        String key, Restricted whom, Strength strength, RestrictionReason reason, Instant raisedAt, String actor) {

    /** What a restriction does. */
    public enum Strength implements Word {
        /** What is earned is not paid out. */
        HOLD,
        /** Nothing is earned; what had been paid out stays, and is held as far as it comes back. Of customers alone. */
        BLOCK
    }

    /** Kinds of reasons. */
    public enum RestrictionReason implements Word {
        SELF_REFERRAL,
        MULTI_ACCOUNT,
        WASH_TRADE,
        COLLUSION,
        COUPON_LEAK,
        CHARGEBACK,
        CLICK_FRAUD,
        VELOCITY,
        PAYOUT_ACCOUNT,
        OTHER
    }

    public Restriction {
        if (key.isEmpty() || key.length() > 200) {
            throw new IllegalArgumentException("A key has 1 to 200 characters: " + key);
        }
        if (strength == Strength.BLOCK && whom instanceof Restricted.OfAffiliate) {
            throw new IllegalArgumentException("An affiliate is held and not blocked: " + key);
        }
    }

    /** Whether the other one says the same; when and by whom does not matter. */
    boolean saysTheSame(Restriction other) {
        return key.equals(other.key) && whom.equals(other.whom) && strength == other.strength && reason == other.reason;
    }

    /**
     * That a restriction stands no more.
     *
     * @param key of the restriction; the same again changes nothing
     * @param at by the clock of the programme
     * @param actor who cleared it, as in the audit log
     */
    public record Clearing(String key, Instant at, String actor) {}
}
