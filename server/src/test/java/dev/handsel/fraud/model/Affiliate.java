package dev.handsel.fraud.model;

import dev.handsel.fraud.rules.Delays;
import dev.handsel.fraud.rules.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counters of one affiliate, and the referrals its rules may hold. */
final class Affiliate {

    final Account account;
    final String code;
    int clicks;
    int filtered;
    private long day;
    private final Map<String, Integer> today = new HashMap<>();
    /** Referrals by a click, with the histogram of the time since it. */
    final int[] delays = new int[Delays.STEPS];

    final List<Account> byClick = new ArrayList<>();
    /** Referrals from their sign-up on; of them those whose browser had just come by another's link, and by a code. */
    int signups;

    int overwritten;
    int couponsAtSignup;
    /** Referrals that only a code on their first payment brought. */
    final List<Account> atTill = new ArrayList<>();

    int redemptions;
    int leaked;
    /** Sign-ups seven days ago or more, and those of them that did nothing since. */
    int matured;

    final Set<Account> dead = new LinkedHashSet<>();
    /** Traders seven days after their first close, and those of them of little effort. */
    int traders;

    final Set<Account> instant = new LinkedHashSet<>();
    final Set<Account> brief = new LinkedHashSet<>();
    int payments;
    int disputes;
    /** The last minutes of its tree: logins, and closed trades. */
    final ArrayDeque<Session> recent = new ArrayDeque<>();

    final ArrayDeque<TradeRow> closed = new ArrayDeque<>();
    /** Whom a rule holds, by rule. */
    final Map<Rule, Set<Account>> held = new HashMap<>();

    Affiliate(Account account, String code) {
        this.account = account;
        this.code = code;
    }

    /** A sign of life of an account of the tree. */
    record Session(Account account, long at) {}

    int clicksToday(String place, long now) {
        if (now != day) {
            today.clear();
            day = now;
        }
        return today.merge(place, 1, Integer::sum);
    }
}
