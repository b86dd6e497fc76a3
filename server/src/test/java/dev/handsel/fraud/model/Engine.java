package dev.handsel.fraud.model;

import dev.handsel.fraud.rules.Parameters;
import dev.handsel.fraud.rules.TradeRules;
import java.util.List;

/** Takes in what happened at one instant, evaluates what it touched, and once a day the affiliates that changed. */
final class Engine {

    private final Store store;
    private final Ingest ingest;
    private final VerdictBook book;
    private final Groups clusters;
    private final TradeRules trades;
    private final AffiliateEvaluation affiliates;
    final PairEvaluation pairs;
    private long day = Long.MIN_VALUE;

    Engine(Store store, VerdictBook book, boolean matchDevice) {
        this.store = store;
        this.ingest = new Ingest(store, matchDevice);
        this.book = book;
        this.pairs = new PairEvaluation(store, book);
        this.clusters = new Groups(store, book);
        this.trades = new TradeRules(Parameters.STANDARD);
        this.affiliates = new AffiliateEvaluation(store, book);
    }

    void instant(List<Event> events) {
        long today = Math.floorDiv(events.getFirst().at(), Bounds.DAY);
        if (day != Long.MIN_VALUE) {
            midnights(today);
        }
        day = today;
        store.now = events.getFirst().at();
        events.forEach(ingest::event);
        pairs.of(ingest);
        roundTrips();
        clusters.of(ingest, pairs.changedEdges);
        book.flush(store.now);
        ingest.clear();
        pairs.changedEdges.clear();
    }

    private void roundTrips() {
        for (var account : ingest.touched) {
            if (account.referrer != null) {
                book.put("account", account, "", trades.roundTrips(account.trades));
            }
        }
    }

    /** One run for every midnight that passed, so that the result does not depend on when the next event comes. */
    private void midnights(long today) {
        for (long d = day + 1; d <= today; d++) {
            store.now = d * Bounds.DAY;
            affiliates.daily();
            book.flush(store.now);
        }
    }

    void end() {
        midnights(day + 1);
    }
}
