package dev.handsel.commissions.bounties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Trades of one customer that end at once, each told by itself and each dated before the ones of before. */
@HandselTest
class BountyAtOnceTest {

    private static final int TURNS = 6;
    private static final int TELLERS = 3;

    @Autowired
    EventScene scene;

    @Autowired
    Recompute recompute;

    private static Callable<List<String>> teller(Shop shop, int number, CyclicBarrier start) {
        var ann = new Trader(shop, "ann");
        return () -> {
            var results = new ArrayList<String>();
            for (int turn = 0; turn < TURNS; turn++) {
                var trade = ann.trade("t" + number + "-" + turn, 20 - turn * TELLERS - number);
                start.await();
                results.addAll(shop.tellAll(trade));
            }
            return results;
        };
    }

    @Test
    void end_in_the_one_bounty_that_all_of_them_give() throws Exception {
        var shop = scene.shop();
        var nora = shop.affiliate("nora");
        shop.ruleSet(Promise.rules("v1", "2026-01-01T00:00:00Z", 10, Map.of("USD", 500)));
        shop.moveTo("2026-01-25T00:00:00Z");
        shop.tell(Event.signup("ann").with("coupon", nora.coupon()).at("2026-01-01T00:00:00Z"));
        var start = new CyclicBarrier(TELLERS);
        try (var threads = Executors.newFixedThreadPool(TELLERS)) {
            var calls = new ArrayList<Callable<List<String>>>();
            for (int number = 0; number < TELLERS; number++) {
                calls.add(teller(shop, number, start));
            }
            for (var results : threads.invokeAll(calls)) {
                assertThat(results.get()).hasSize(2 * TURNS).containsOnly("recorded");
            }
        }
        assertThat(shop.commissions(nora))
                .filteredOn(line -> !line.get("recomputed").asBoolean())
                .singleElement()
                .satisfies(line -> assertThat(line.get("mature_at").asString()).isEqualTo("2026-01-16T12:00:00Z"));
        assertThat(shop.owed(nora)).contains("USD payable 500");
        assertThat(recompute.run(_ -> {}).differences()).isEmpty();
        assertThat(shop.verdict().get("violations")).isEmpty();
    }
}
