package dev.handsel.fraud.model;

import java.util.ArrayList;
import java.util.List;

/** An identifier with its fan-out and, while that is small enough to mean anything, the accounts on it. */
final class Identity {

    final Kind kind;
    final List<Use> uses = new ArrayList<>(1);
    int fanout;
    Account lastAccount;
    long lastAt;

    Identity(Kind kind) {
        this.kind = kind;
    }

    /** Beyond the guard only the fan-out is kept: nothing is looked up there any more. */
    void add(Use use, int guard) {
        fanout++;
        if (uses.size() <= guard) {
            uses.add(use);
        }
    }

    boolean links(int guard) {
        return fanout >= 2 && fanout <= guard;
    }

    /** Accounts on it outside of the tree of {@code root}: the crowd test. */
    int outside(Account root) {
        int n = 0;
        for (var use : uses) {
            n += use.account != root && use.account.referrer != root ? 1 : 0;
        }
        return n;
    }

    Use of(Account account) {
        for (var use : uses) {
            if (use.account == account) {
                return use;
            }
        }
        return null;
    }
}
