package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.rules.ClosedTrade;
import dev.handsel.fraud.rules.Delays;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counters of one affiliate. */
final class Affiliate {

    int clicks;
    int filtered;
    /** Referrals by a click, with the histogram of the time since it. */
    final int[] delays = new int[Delays.STEPS];
    /** All referrals; those from their sign-up on; of them those whose browser had just come by another's link, and by a code. */
    int referrals;

    int signups;
    int overwritten;
    int couponsAtSignup;
    /** Referrals that only a code on their first payment brought. */
    int atTill;

    int redemptions;
    int leaked;
    /** Sign-ups seven days ago or more, and those of them that did nothing since. */
    int matured;

    int dead;
    /** Traders seven days after their first close, and those of them of little effort. */
    int traders;

    int instant;
    int brief;
    int payments;
    int disputes;
    /** Sign-ups of referrals by day. */
    final TreeMap<Long, Integer> days = new TreeMap<>();
    /** The last minutes of the tree: logins, and closed trades. */
    final ArrayDeque<Session> recent = new ArrayDeque<>();

    final ArrayDeque<Closed> closed = new ArrayDeque<>();
    /** What rules say of the affiliate as such. */
    final Said said = new Said();
    /** Rules by which referrals are held. */
    final Set<String> holding = new TreeSet<>();
    /** Whether something changed since the last midnight. */
    boolean changed;

    /** A sign of life of an account of the tree. */
    record Session(String account, long at) {}

    /** A trade of an account of the tree. */
    record Closed(String trade, String account, ClosedTrade closed) {}
}
