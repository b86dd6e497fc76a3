package dev.handsel.fraud.evaluation;

import dev.handsel.fraud.accounts.Closings.Closing;
import dev.handsel.fraud.evaluation.Affiliate.Closed;
import dev.handsel.fraud.evaluation.Ingest.Touched;
import dev.handsel.fraud.rules.OppositeTrades;
import dev.handsel.fraud.rules.Parameters;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Counts trades that ended, and finds the opposite one of a trade (WT-5). */
final class TradeBook {

    private final WorkingSet set;
    private final Touched touched;
    private final Parameters parameters;
    private final OppositeTrades opposite;

    TradeBook(WorkingSet set, Touched touched, Parameters parameters) {
        this.set = set;
        this.touched = touched;
        this.parameters = parameters;
        this.opposite = new OppositeTrades(parameters);
    }

    void closed(Closing closing, Account account) {
        long at = closing.closed().closedAt().toEpochMilli();
        if (account.trades.closed() == 0) {
            account.tradesMatureAt = at + Bounds.WEEK;
        }
        account.trades = account.trades.with(closing.closed(), parameters);
        set.changed(account);
        var trade = new Closed(closing.trade(), account.key, closing.closed());
        inTree(account.affiliate, account, trade, account);
        inTree(account.owner(), account.referrer, trade, account);
    }

    private void inTree(@Nullable Affiliate tree, @Nullable Account of, Closed trade, Account account) {
        if (tree == null || of == null) {
            return;
        }
        for (var other : tree.closed) {
            match(trade, account, other);
        }
        tree.closed.addLast(trade);
        trim(tree.closed, trade.closed().closedAt().toEpochMilli());
        set.changed(of);
    }

    private static void trim(ArrayDeque<Closed> trades, long now) {
        while (trades.size() > Bounds.CLOSES
                || (!trades.isEmpty()
                        && now - trades.getFirst().closed().closedAt().toEpochMilli() > Bounds.TRADES_KEPT)) {
            trades.removeFirst();
        }
    }

    private void match(Closed a, Account account, Closed b) {
        var other = a.account().equals(b.account()) || !opposite.match(a.closed(), b.closed())
                ? null
                : set.account(b.account());
        if (other == null) {
            return;
        }
        var pair = set.kept(account, other);
        if (!b.trade().equals(pair.lastOpposite) && !a.trade().equals(pair.lastOpposite)) {
            pair.opposites++;
            pair.lastOpposite = a.trade();
            touched.pairs.add(pair);
        }
    }
}
