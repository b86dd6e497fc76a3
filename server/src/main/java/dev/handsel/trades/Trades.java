package dev.handsel.trades;

import dev.handsel.facts.Fact;
import dev.handsel.ids.ProgramId;
import dev.handsel.referrals.ReferralBatch;
import java.util.Collection;
import java.util.LinkedHashSet;
import org.springframework.stereotype.Service;

/** What customers trade. */
@Service
public class Trades {

    private final TradeStore store;

    Trades(TradeStore store) {
        this.store = store;
    }

    /** Reads the trades that {@code facts} name, with at most one statement. */
    public TradeBatch open(ProgramId program, Collection<Fact> facts, ReferralBatch referrals) {
        var refs = new LinkedHashSet<String>();
        for (var fact : facts) {
            switch (fact) {
                case Fact.TradeOpened opened -> refs.add(opened.trade());
                case Fact.TradeClosed closed -> refs.add(closed.trade());
                case Fact _ -> {}
            }
        }
        var batch = new TradeBatch(program, store, referrals);
        if (!refs.isEmpty()) {
            store.find(program, refs).forEach(batch::know);
        }
        return batch;
    }
}
