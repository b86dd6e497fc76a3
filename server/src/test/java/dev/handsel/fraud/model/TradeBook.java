package dev.handsel.fraud.model;

import dev.handsel.fraud.rules.OppositeTrades;
import dev.handsel.fraud.rules.Parameters;
import java.util.ArrayDeque;
import java.util.Set;

/** Opens and closes trades, keeps each account's counters, and finds the opposite one of a trade (WT-5). */
final class TradeBook {

    private static final long KEPT = 2 * Bounds.HOUR;
    private static final int MOST = 300;

    private final Store store;
    private final OppositeTrades opposite = new OppositeTrades(Parameters.STANDARD);
    private final Set<Pair> changed;

    TradeBook(Store store, Set<Pair> changed) {
        this.store = store;
        this.changed = changed;
    }

    void opened(Account account, Event e) {
        store.trades.put(e.trade().id(), new TradeRow(e, account));
    }

    /** The account whose trade it was; null where the opening is not known (the product parks it). */
    Account closed(Event e) {
        var row = store.trades.remove(e.trade().id());
        if (row == null) {
            return null;
        }
        row.closedAt = e.at();
        row.closed = row.closed(e);
        if (row.account.trades.closed() == 0) {
            row.account.firstClose = e.at();
        }
        row.account.trades = row.account.trades.with(row.closed, Parameters.STANDARD);
        for (var tree : trees(row.account)) {
            for (var other : tree.closed) {
                match(row, other);
            }
            tree.closed.addLast(row);
            trim(tree.closed, e.at());
        }
        return row.account;
    }

    private static Affiliate[] trees(Account account) {
        var own = account.affiliate;
        var up = account.referrer == null ? null : account.referrer.affiliate;
        return own != null && up != null
                ? new Affiliate[] {own, up}
                : own != null ? new Affiliate[] {own} : up != null ? new Affiliate[] {up} : new Affiliate[0];
    }

    private static void trim(ArrayDeque<TradeRow> rows, long now) {
        while (rows.size() > MOST || (!rows.isEmpty() && now - rows.peekFirst().closedAt > KEPT)) {
            rows.removeFirst();
        }
    }

    private void match(TradeRow a, TradeRow b) {
        if (a.account != b.account && opposite.match(a.closed, b.closed)) {
            var pair = store.kept(a.account, b.account);
            if (!b.id.equals(pair.lastOpposite) && !a.id.equals(pair.lastOpposite)) {
                pair.opposite++;
                pair.lastOpposite = a.id;
                changed.add(pair);
            }
        }
    }
}
