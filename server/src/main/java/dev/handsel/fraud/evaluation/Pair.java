package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.accounts.PairRow;
import org.jspecify.annotations.Nullable;

/** Two accounts: their common counters, the link between them, and what rules say of either because of the other. */
final class Pair {

    final Account older;
    final Account younger;
    /** Logins of the one shortly after one of the other's, in one tree; sessions within minutes at one place. */
    int trains;

    long lastTrain;
    int switches;
    long lastSwitch;
    /** Opposite trades opened and closed together. */
    int opposites;

    @Nullable String lastOpposite;
    /** Strength of the link between them, 0 where they are not of one tree. */
    double strength;
    /** Whether they come along with each other though nothing else ties them together. */
    boolean stranger;

    final Said said = new Said();
    boolean dirty;

    Pair(Account one, Account other) {
        boolean first = one.olderThan(other);
        this.older = first ? one : other;
        this.younger = first ? other : one;
    }

    Account other(Account one) {
        return one == older ? younger : older;
    }

    /** As it is kept. */
    PairRow row() {
        return new PairRow(
                older.key,
                younger.key,
                trains,
                lastTrain,
                switches,
                lastSwitch,
                opposites,
                lastOpposite,
                strength,
                stranger,
                Json.object(json -> json.said("in_force", said)));
    }

    /** As it was kept of these two accounts. */
    static Pair read(PairRow row, Account older, Account younger) {
        var p = new Pair(older, younger);
        p.trains = row.trains();
        p.lastTrain = row.lastTrain();
        p.switches = row.switches();
        p.lastSwitch = row.lastSwitch();
        p.opposites = row.opposites();
        p.lastOpposite = row.lastOpposite();
        p.strength = row.strength();
        p.stranger = row.stranger();
        Json.said(Json.read(row.said()).path("in_force"), p.said);
        return p;
    }
}
