package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.identities.IdentityHash;
import dev.handsel.fraud.identities.IdentityKey;
import dev.handsel.fraud.identities.IdentityKind;
import dev.handsel.fraud.rules.TradeCounts;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept of one account. Times are in milliseconds. */
final class Account {

    private static final int LEVELS = 8;

    final String key;
    final long signupAt;
    /** The letters of its mailbox, as a hash, and how many they are. */
    @Nullable IdentityHash stem;

    int stemLetters;

    @Nullable Account referrer;
    /** From the click to the sign-up; -1 without a click. */
    long delay = -1;

    @Nullable Affiliate affiliate;

    long enrolledAt;
    int sessions;
    int logins;
    int payments;
    /** The last login, payment or trade; 0 before any. */
    long activeAt;
    /** When it becomes decidable whether it lives, and how it trades; 0 where that is not awaited. */
    long maturesAt;

    long tradesMatureAt;
    boolean dead;
    boolean atTill;
    boolean instant;
    boolean brief;
    boolean redeemed;
    boolean leaked;
    /** The affiliate whose link it followed within an hour after its sign-up. */
    @Nullable String clickedAfter;
    /** Accounts it came before or after more than once; those of them that joined days apart and nearly always came along. */
    int followers;

    int strangers;
    TradeCounts trades = TradeCounts.NONE;
    final EnumMap<IdentityKind, Map<IdentityHash, Use>> uses = new EnumMap<>(IdentityKind.class);
    /** What rules say of it because of nobody else, or of a chain. */
    final Said said = new Said();
    /** Who is in the chain that it ends; at the ends of which chains it is. */
    List<String> chain = List.of();

    final Map<String, Boolean> chains = new LinkedHashMap<>();
    /** Pairs of which it is one, by the other; all of them only if that is so. */
    final Map<Account, Pair> pairs = new LinkedHashMap<>();

    boolean pairsKnown;
    boolean dirty;
    /** Whether its uses are other ones than those that are kept. */
    boolean usesChanged;

    Account(String key, long signupAt) {
        this.key = key;
        this.signupAt = signupAt;
    }

    boolean olderThan(Account other) {
        return signupAt != other.signupAt ? signupAt < other.signupAt : key.compareTo(other.key) < 0;
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

    /** The affiliate to whom it is owed. */
    @Nullable Affiliate owner() {
        return referrer == null ? null : referrer.affiliate;
    }

    Collection<Use> on(IdentityKind kind) {
        return uses.getOrDefault(kind, Map.of()).values();
    }

    @Nullable Use use(IdentityKey key) {
        return uses.getOrDefault(key.kind(), Map.of()).get(key.hash());
    }

    /** Adds one; what was told longest ago makes room. */
    void add(Use use) {
        var all = uses.computeIfAbsent(use.key.kind(), _ -> new LinkedHashMap<>());
        all.put(use.key.hash(), use);
        usesChanged = true;
        if (all.size() > Bounds.KEPT) {
            all.values().stream()
                    .filter(one -> one != use)
                    .min(Comparator.comparingLong(one -> one.last))
                    .ifPresent(oldest -> all.remove(oldest.key.hash()));
        }
    }

    /** In how many sessions identifiers of a kind were told. */
    int seen(IdentityKind kind) {
        int n = 0;
        for (var use : on(kind)) {
            n += use.sessions;
        }
        return n;
    }
}
