package dev.handsel.fraud.rules;

import dev.handsel.base.words.Word;

/** What somebody is suspected of; for each there is one verdict of a subject at most, the strongest. */
public enum FraudType implements Word {
    /** An affiliate is the customer whom they referred. */
    SELF_REFERRAL,
    /** Somebody behind several accounts. */
    MULTI_ACCOUNT,
    /** Trades that were made for the commission alone. */
    WASH_TRADE,
    /** Several accounts act together. */
    COLLUSION,
    /** Clicks that brought nobody. */
    CLICK_FRAUD,
    /** A coupon code taken by those who had come without it. */
    COUPON_LEAK,
    /** Payments that come back. */
    CHARGEBACK,
    /** More at once than usual. */
    VELOCITY
}
