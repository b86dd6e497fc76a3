package dev.handsel.commissions.accruals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.replay.Recompute;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.platform.database.Locks;
import dev.handsel.platform.database.Transactions;
import dev.handsel.testing.HandselTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several replicas are told of customers of one affiliate at once, whose months are limited. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class CapsAtOnceTest {

    private static final int TURNS = 25;
    private static final List<String> CUSTOMERS = List.of("ann", "bob", "cleo");

    @Autowired
    EventScene scene;

    @Autowired
    Recompute recompute;

    @Autowired
    Locks locks;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient jdbc;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void a_limited_affiliate() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        CUSTOMERS.forEach(customer -> shop.brought(nora, customer));
        shop.moveTo("2026-02-01T00:00:00Z");
        limited("USD", 5_000);
    }

    private void limited(String currency, long most) {
        var terms = Map.of(
                "level", "program",
                "effective_from", "2026-01-01T00:00:00Z",
                "conditions", Map.of("cap_affiliate_month", Map.of(currency, most)));
        assertThat(shop.asManager("/v1/programs/" + shop.id() + "/terms", terms).status())
                .isEqualTo(201);
    }

    /** One customer's invoices, each dated before all that were told: it takes from what others have. */
    private Callable<List<String>> turns(String customer, CyclicBarrier start) {
        return () -> {
            var results = new ArrayList<String>();
            for (int turn = 0; turn < TURNS; turn++) {
                start.await();
                var at = "2026-01-%02dT00:00:00Z".formatted(TURNS + 1 - turn);
                results.add(shop.tell(
                        Event.renewal(customer + turn, customer, 10_000).at(at)));
            }
            return results;
        };
    }

    private long deadlocks() {
        return jdbc.sql("select deadlocks from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }

    @Test
    void what_is_told_at_once_ends_in_what_the_rules_say() throws Exception {
        long before = deadlocks();
        var start = new CyclicBarrier(CUSTOMERS.size());
        try (var threads = Executors.newFixedThreadPool(CUSTOMERS.size())) {
            var calls =
                    CUSTOMERS.stream().map(customer -> turns(customer, start)).toList();
            for (var results : threads.invokeAll(calls)) {
                assertThat(results.get()).hasSize(TURNS).containsOnly("recorded");
            }
        }
        assertThat(live()).containsExactly("ann24 FIRST 3000", "bob24 FIRST 2000");
        assertThat(recompute.run(_ -> {}).differences()).isEmpty();
        assertThat(shop.verdict().get("violations")).isEmpty();
        assertThat(deadlocks()).isEqualTo(before);
    }

    private List<String> live() {
        return shop
                .lines(
                        nora,
                        line -> line.get("recomputed").asBoolean()
                                ? ""
                                : "%s %s %d"
                                        .formatted(
                                                line.get("invoice").asString(),
                                                line.get("kind").asString(),
                                                line.get("amount").asLong()))
                .stream()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Test
    void another_affiliate_waits_for_nobody() {
        var emil = IntStream.range(0, 10)
                .mapToObj(number -> shop.affiliate("emil" + number))
                .filter(other -> !lock(other).equals(lock(nora)))
                .findFirst()
                .orElseThrow();
        shop.brought(emil, "dora");
        var result = transactions.required(() -> {
            locks.take(lock(nora));
            return shop.tell(Event.renewal("dora1", "dora", 10_000));
        });
        assertThat(result).isEqualTo("recorded");
        assertThat(shop.lines(emil)).containsExactly("dora1 FIRST 3000");
    }

    private List<Locks.Lock> lock(Shop.Affiliate affiliate) {
        return Locks.affiliateCaps(ProgramId.parse(shop.id()), List.of(AffiliateId.parse(affiliate.id())));
    }
}
