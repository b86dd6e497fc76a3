package dev.handsel.fraud.model;

import dev.handsel.fraud.rules.TradeCounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is kept of one customer: a row of counters, and the rows of its identifiers. */
final class Account {

    private static final int LEVELS = 8;

    final String id;
    final long signupAt;
    Mail mail;
    Account referrer;
    /** Milliseconds from the click to the sign-up; -1 without a click. */
    long delay = -1;

    Affiliate affiliate;
    long enrolledAt;
    int sessions;
    int logins;
    int payments;
    /** The last login, payment or trade; 0 before any. */
    long activeAt;

    boolean dead;
    boolean redeemed;
    boolean leaked;
    /** The affiliate whose link it followed within an hour after its sign-up. */
    Affiliate clickedAfter;
    /** Accounts it came before or after more than once; those of them that joined days apart and nearly always came along. */
    int followers;

    final Set<Account> strangers = new HashSet<>();
    final EnumMap<Kind, Map<String, Use>> uses = new EnumMap<>(Kind.class);
    TradeCounts trades = TradeCounts.NONE;
    long firstClose;
    /** Rows of pairs: with a counter; with an edge in force. */
    final Map<Account, Pair> pairs = new LinkedHashMap<>();

    final Map<Account, Pair> edges = new LinkedHashMap<>();
    final List<Account> referrals = new ArrayList<>();

    Account(String id, long signupAt) {
        this.id = id;
        this.signupAt = signupAt;
    }

    boolean olderThan(Account other) {
        return signupAt != other.signupAt ? signupAt < other.signupAt : id.compareTo(other.id) < 0;
    }

    /** Whose tree it is in; where nobody brought it, that of the other. */
    Account root(Account other) {
        return referrer != null ? referrer : other.referrer != null ? other.referrer : other;
    }

    boolean sameTree(Account other) {
        return referrer == other || other.referrer == this || (referrer != null && referrer == other.referrer);
    }

    /** One tree, or the one brought the other over a few others. */
    boolean related(Account other) {
        return sameTree(other) || above(other) || other.above(this);
    }

    private boolean above(Account other) {
        var up = other.referrer;
        for (int i = 0; i < LEVELS && up != null; i++, up = up.referrer) {
            if (up == this) {
                return true;
            }
        }
        return false;
    }

    Collection<Use> on(Kind kind) {
        return uses.getOrDefault(kind, Map.of()).values();
    }

    int seen(Kind kind) {
        int n = 0;
        for (var use : on(kind)) {
            n += use.n;
        }
        return n;
    }
}
