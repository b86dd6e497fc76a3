package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.identities.IdentityKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An identifier, of how many accounts it was told and, while they are few enough to mean anything, which those are. */
final class Identity {

    final IdentityKey key;
    /** Those that count: whose payment alone came from an address was not there. */
    final List<Account> accounts = new ArrayList<>(1);

    private final List<Account> others = new ArrayList<>(0);
    private long fanOut;
    /** Who came there last. */
    @Nullable Account lastAccount;

    long lastAt;

    Identity(IdentityKey key) {
        this.key = key;
    }

    long fanOut() {
        return fanOut;
    }

    boolean isNobodys() {
        return fanOut == 0 && accounts.isEmpty() && others.isEmpty();
    }

    /** As many as that are known to have it, of whom nobody is to be looked up. */
    void crowd(long fanOut) {
        this.fanOut = fanOut;
    }

    /**
     * It was told of somebody; beyond the guard only the fan-out is kept.
     *
     * @param fresh whether they did not know of it themselves: beyond the guard only that tells
     * @param counts whether they count as having it
     * @return whether that is new
     */
    boolean add(Account account, boolean fresh, boolean counts) {
        boolean known = accounts.contains(account);
        boolean other = !known && others.contains(account);
        if (!known && !other && !fresh && fanOut > Bounds.GUARD) {
            return false;
        }
        fanOut += known || other ? 0 : 1;
        if (fanOut <= Bounds.GUARD && !known && counts) {
            others.remove(account);
            accounts.add(account);
        } else if (fanOut <= Bounds.GUARD && !known && !other) {
            others.add(account);
        }
        return !known && !other;
    }

    /** Somebody came there. Of two at one instant it is the one whose key comes last, whichever was told first. */
    void visited(Account account, long at) {
        if (lastAccount == null || at > lastAt || (at == lastAt && account.key.compareTo(lastAccount.key) > 0)) {
            lastAccount = account;
            lastAt = at;
        }
    }

    boolean links() {
        return accounts.size() >= 2 && fanOut <= Bounds.GUARD;
    }

    /** Accounts that have it outside of the tree of {@code root}. */
    int outside(Account root) {
        int n = 0;
        for (var account : accounts) {
            n += account != root && account.referrer != root ? 1 : 0;
        }
        return n;
    }
}
