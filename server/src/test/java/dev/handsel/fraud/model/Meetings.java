package dev.handsel.fraud.model;

import java.util.LinkedHashSet;
import java.util.Set;

/** Counts how often two accounts come shortly after each other: at one place, or in one tree wherever they are. */
final class Meetings {

    private final Store store;
    private final Set<Pair> changed;

    Meetings(Store store, Set<Pair> changed) {
        this.store = store;
        this.changed = changed;
    }

    /** One row per identity remembers who was there last. */
    void at(Use use) {
        var identity = use.identity;
        var last = identity.lastAccount;
        if (last != null
                && last != use.account
                && identity.links(Bounds.GUARD)
                && use.last - identity.lastAt <= Bounds.SWITCH_WINDOW) {
            var pair = store.kept(last, use.account);
            if (pair.lastSwitch != use.last) {
                pair.switches++;
                pair.lastSwitch = use.last;
            }
        }
        identity.lastAccount = use.account;
        identity.lastAt = use.last;
    }

    void login(Account account, long at) {
        if (account.affiliate != null) {
            inTree(account.affiliate, account, at);
        }
        if (account.referrer != null) {
            inTree(account.referrer.affiliate, account, at);
        }
    }

    /** Each occasion counts once; where more than a few come within the window it means nothing. */
    private void inTree(Affiliate tree, Account account, long at) {
        var recent = tree.recent;
        while (!recent.isEmpty()
                && (at - recent.peekFirst().at() > Bounds.TRAIN_WINDOW || recent.size() > Bounds.MOST)) {
            recent.removeFirst();
        }
        var others = new LinkedHashSet<Account>();
        recent.forEach(session -> others.add(session.account()));
        others.remove(account);
        if (others.size() <= Bounds.CROWD) {
            others.forEach(other -> meet(other, account, at));
        }
        recent.addLast(new Affiliate.Session(account, at));
    }

    private void meet(Account one, Account other, long at) {
        var pair = store.kept(one, other);
        if (pair.lastTrain == 0 || at - pair.lastTrain > Bounds.TRAIN_WINDOW) {
            pair.trains++;
            if (pair.trains == 2) {
                one.followers++;
                other.followers++;
            }
            changed.add(pair);
        }
        pair.lastTrain = at;
    }
}
