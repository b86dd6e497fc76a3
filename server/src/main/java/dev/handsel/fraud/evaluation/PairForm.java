package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.accounts.PairRow;

/** How two accounts are kept. */
final class PairForm {

    private PairForm() {}

    static PairRow row(Pair p) {
        return new PairRow(
                p.older.key,
                p.younger.key,
                p.trains,
                p.lastTrain,
                p.switches,
                p.lastSwitch,
                p.opposites,
                p.lastOpposite,
                p.strength,
                p.stranger,
                Json.object(json -> json.said("in_force", p.said)));
    }

    /** Of these two accounts. */
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
