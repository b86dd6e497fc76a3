package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.evaluation.Affiliate.Session;
import dev.handsel.fraud.evaluation.Ingest.Touched;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/** Counts how often two accounts come shortly after each other: at one place, or in one tree wherever they are. */
final class Meetings {

    private final WorkingSet set;
    private final Touched touched;

    Meetings(WorkingSet set, Touched touched) {
        this.set = set;
        this.touched = touched;
    }

    /** Of each identity it is known who was there last. */
    void at(Use use, long at) {
        var identity = set.identity(use.key);
        var last = identity.lastAccount;
        if (last != null
                && last != use.account
                && set.links(identity)
                && Math.abs(at - identity.lastAt) <= Bounds.SWITCH_WINDOW) {
            var pair = set.kept(last, use.account);
            if (pair.lastSwitch != at) {
                pair.switches++;
                pair.lastSwitch = at;
            }
        }
        identity.visited(use.account, at);
    }

    void login(Account account, long at) {
        inTree(account.affiliate, account, account, at);
        inTree(account.owner(), account.referrer, account, at);
    }

    /** Each occasion counts once; where more than a few come within the window it means nothing. */
    private void inTree(@Nullable Affiliate tree, @Nullable Account of, Account account, long at) {
        if (tree == null || of == null) {
            return;
        }
        var recent = tree.recent;
        while (!recent.isEmpty()
                && (at - recent.getFirst().at() > Bounds.TRAIN_WINDOW || recent.size() > Bounds.MOST)) {
            recent.removeFirst();
        }
        var others = new LinkedHashSet<String>();
        recent.forEach(session -> others.add(session.account()));
        others.remove(account.key);
        if (others.size() <= Bounds.CROWD) {
            for (var other : others) {
                var one = set.account(other);
                if (one != null) {
                    meet(one, account, at);
                }
            }
        }
        recent.addLast(new Session(account.key, at));
        set.changed(of);
    }

    private void meet(Account one, Account other, long at) {
        var pair = set.kept(one, other);
        if (pair.lastTrain == 0 || at - pair.lastTrain > Bounds.TRAIN_WINDOW) {
            pair.trains++;
            if (pair.trains == 2) {
                one.followers++;
                other.followers++;
                set.changed(one);
                set.changed(other);
            }
            touched.pairs.add(pair);
        }
        pair.lastTrain = at;
    }
}
