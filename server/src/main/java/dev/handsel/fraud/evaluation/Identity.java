package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.identities.IdentityKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An identifier with its fan-out and, while that is small enough to mean anything, the accounts that have it. */
final class Identity {

    final IdentityKey key;
    final List<Account> accounts = new ArrayList<>(1);
    long fanOut;
    /** Who came there last. */
    @Nullable Account lastAccount;

    long lastAt;

    Identity(IdentityKey key) {
        this.key = key;
    }

    /** Somebody more; beyond the guard only the fan-out is kept: nothing is looked up there any more. */
    void add(Account account) {
        fanOut++;
        if (accounts.size() <= Bounds.GUARD) {
            accounts.add(account);
        }
    }

    /** Somebody came there. Of two at one instant it is the one whose key comes last, whichever was told first. */
    void visited(Account account, long at) {
        if (lastAccount == null
                || at > lastAt
                || (at == lastAt && account.key.compareTo(lastAccount.key) > 0)) {
            lastAccount = account;
            lastAt = at;
        }
    }

    boolean links() {
        return fanOut >= 2 && fanOut <= Bounds.GUARD;
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
