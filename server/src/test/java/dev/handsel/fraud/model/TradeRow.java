package dev.handsel.fraud.model;

import dev.handsel.fraud.rules.ClosedTrade;
import java.time.Instant;

/** One trade of one account. */
final class TradeRow {

    final String id;
    final Account account;
    final String symbol;
    final boolean buy;
    final double volume;
    final double price;
    final double spread;
    /** Whether a signal service opened it. */
    final boolean signal;

    final long openedAt;
    long closedAt;
    ClosedTrade closed;

    TradeRow(Event e, Account account) {
        this.id = e.trade().id();
        this.account = account;
        this.symbol = e.trade().symbol();
        this.buy = e.trade().buy();
        this.volume = e.trade().volume();
        this.price = e.trade().price();
        this.spread = e.trade().spread();
        this.signal = e.trade().signal();
        this.openedAt = e.at();
    }

    ClosedTrade closed(Event e) {
        return new ClosedTrade(
                symbol,
                buy,
                volume,
                price,
                e.trade().price(),
                spread,
                e.trade().pnl() < 0,
                signal,
                Instant.ofEpochMilli(openedAt),
                Instant.ofEpochMilli(e.at()));
    }
}
