package dev.handsel.referrals.trades;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.FactOutcome;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.referrals.customers.ReferralBatch;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The trades of a batch of facts, worked through in order. Not for several threads. */
public final class TradeBatch {

    private final ProgramId program;
    private final TradeStore store;
    private final ReferralBatch referrals;
    private final Map<String, Trade> known = new HashMap<>();
    private final Map<String, Trade> opened = new LinkedHashMap<>();
    private final Map<String, Trade> closed = new LinkedHashMap<>();

    TradeBatch(ProgramId program, TradeStore store, ReferralBatch referrals) {
        this.program = program;
        this.store = store;
        this.referrals = referrals;
    }

    void know(Trade trade) {
        known.put(trade.ref(), trade);
    }

    /** A trade begins; a customer's first one is a conversion. */
    public FactOutcome opened(Fact.TradeOpened fact) {
        var before = known.get(fact.trade());
        if (before != null) {
            return same(before.opened(), fact)
                    ? new FactOutcome.Duplicate()
                    : new FactOutcome.Quarantined("trade_exists");
        }
        var outcome = referrals.traded(fact.customer(), fact.envelope().occurredAt());
        var trade = new Trade(fact.trade(), referrals.orFresh(fact.customer()).id(), fact, null);
        know(trade);
        opened.put(trade.ref(), trade);
        return outcome;
    }

    private static boolean same(Fact.TradeOpened one, Fact.TradeOpened other) {
        return one.customer().equals(other.customer())
                && one.symbol().equals(other.symbol())
                && one.side() == other.side()
                && equal(one.volume(), other.volume())
                && equal(one.price(), other.price());
    }

    private static boolean equal(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) == 0;
    }

    /** A trade ends. */
    public FactOutcome closed(Fact.TradeClosed fact) {
        var before = known.get(fact.trade());
        if (before == null) {
            return new FactOutcome.Parked(fact.needs().getFirst());
        }
        var end = before.closed();
        if (end != null) {
            boolean same = equal(end.price(), fact.price())
                    && end.pnl() == fact.pnl()
                    && end.currency().equals(fact.currency());
            return same ? new FactOutcome.Duplicate() : new FactOutcome.Quarantined("trade_closed_otherwise");
        }
        var after = before.closed(fact);
        know(after);
        (opened.containsKey(after.ref()) ? opened : closed).put(after.ref(), after);
        return referrals.get(before.customer()).outcome();
    }

    /** Writes what changed. */
    public void flush() {
        store.addAll(program, List.copyOf(opened.values()));
        store.closeAll(program, List.copyOf(closed.values()));
    }
}
