package dev.handsel.referrals.trades;

import dev.handsel.base.facts.Reference.ToTrade;
import dev.handsel.base.facts.References;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.referrals.customers.ReferralBatch;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;

/** What customers trade. */
@Service
public class Trades {

    private final TradeStore store;

    Trades(TradeStore store) {
        this.store = store;
    }

    /** The trades that a batch names, read before it is known whose they are. */
    public final class NamedTrades {

        private final ProgramId program;
        private final List<Trade> found;

        private NamedTrades(ProgramId program, List<Trade> found) {
            this.program = program;
            this.found = found;
        }

        /** The customers of those trades: they must be locked next. */
        public Collection<CustomerId> customers() {
            return found.stream().map(Trade::customer).distinct().toList();
        }

        public TradeBatch batch(ReferralBatch referrals) {
            var batch = new TradeBatch(program, store, referrals);
            found.forEach(batch::know);
            return batch;
        }
    }

    /** Begins a batch: reads the trades that it names, with at most two statements. */
    public NamedTrades readNamed(ProgramId program, References named) {
        var refs = named.of(ToTrade.class).map(ToTrade::ref).toList();
        return new NamedTrades(program, refs.isEmpty() ? List.of() : store.find(program, refs));
    }
}
