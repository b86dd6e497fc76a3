package dev.handsel.fraud.rules;

import dev.handsel.base.words.Word;

/** Which of an affiliate's referrals a rule names. Whoever keeps them finds who that is. */
public sealed interface Referrals {

    /** A group that goes by a name. */
    enum Named implements Referrals, Word {
        NOBODY,
        ALL,
        /** Who signed up a week ago or earlier and did nothing since. */
        DEAD,
        /** Whom only a coupon on their first payment brought. */
        AT_TILL,
        /** Who are counted in {@link AffiliateFacts.Newcomers#instantOnly}. */
        INSTANT_TRADERS,
        /** Who are counted in {@link AffiliateFacts.Newcomers#briefOnly}. */
        BRIEF_TRADERS
    }

    /** Whom a click brought, so long after it: from one step of {@link Delays} to another, both included. */
    record Delayed(int from, int to) implements Referrals {

        /** Whether a delay is meant. */
        public boolean has(int step) {
            return step >= from && step <= to;
        }
    }
}
