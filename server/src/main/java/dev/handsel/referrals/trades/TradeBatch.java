package dev.handsel.referrals.trades;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.FactOutcome;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.referrals.customers.ReferralBatch;
import java.math.BigDecimal;
import java.util.ArrayList;
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
    private final List<Fact.TradeClosed> parts = new ArrayList<>();

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
        var trade = Trade.open(referrals.orFresh(fact.customer()).id(), fact);
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

    /** A trade, or a part of it, ends. */
    public FactOutcome closed(Fact.TradeClosed fact) {
        var before = known.get(fact.trade());
        if (before == null) {
            return new FactOutcome.Parked(fact.needs().getFirst());
        }
        return before.refused(fact).orElseGet(() -> taken(before, fact));
    }

    private FactOutcome taken(Trade before, Fact.TradeClosed fact) {
        var after = before.with(fact);
        know(after);
        if (fact.volume() != null) {
            parts.add(fact);
        } else if (!opened.containsKey(after.ref())) {
            closed.put(after.ref(), after);
        }
        opened.computeIfPresent(after.ref(), (_, _) -> after);
        if (!before.ended()) {
            after.end().ifPresent(end -> referrals.ended(before.customer(), end, fact.envelope()));
        }
        return referrals.get(before.customer()).outcome();
    }

    /** Writes what changed. */
    public void flush() {
        store.addAll(program, List.copyOf(opened.values()));
        store.closeAll(program, List.copyOf(closed.values()));
        store.addParts(program, parts);
    }
}
