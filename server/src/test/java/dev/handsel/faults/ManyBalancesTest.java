package dev.handsel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.ledger.LedgerVerification;
import dev.handsel.platform.settings.FreePort;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.HandselProcess;
import dev.handsel.testing.Sandbox;
import dev.handsel.testing.TestDatabase;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The daily batch over many balances is killed in the middle and goes on where it was; what it took is told, not asserted. */
class ManyBalancesTest {

    private static final int BALANCES = Integer.getInteger("handsel.faults.balances", 3_000);

    /** Of so many bookings each balance is the sum. */
    private static final int BOOKINGS = Integer.getInteger("handsel.faults.bookings", 1);

    private static final long EACH = 1_000;
    private static final long AMOUNT = BOOKINGS * EACH;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** What the batch writes, by the table: the least that any way of writing it must cost. */
    private static final Map<String, String> WRITTEN = Map.of(
            "payout", "true",
            "payout_event", "true",
            "audit_entry", "action = 'payout.reserved'",
            "ledger_transaction", "kind = 'PAYOUT_RESERVE'",
            "ledger_posting", "transaction_id in (select id from ledger_transaction where kind = 'PAYOUT_RESERVE')",
            "ledger_account", "name = 'in_flight'",
            "ledger_balance", "true",
            "ledger_flow", "kind = 'PAYOUT_RESERVE'");

    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabase.migrated();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    @Test
    void everybody_is_paid_once_although_the_batch_is_killed_in_the_middle() throws Exception {
        try (var stripe = Sandbox.fresh()) {
            var treasury = new Treasury(jdbc, stripe);
            var program = treasury.program(Instant.now());
            var affiliates = treasury.affiliates(program, BALANCES, EACH);
            for (int more = 1; more < BOOKINGS; more++) {
                treasury.earn(program, affiliates, EACH);
            }
            jdbc.sql("analyze").update();
            var aggregate = aggregate();

            try (var killed = server(stripe, "batch-chunk-is-committed#" + Math.max(1, BALANCES / 2_000))) {
                killed.await("fail point");
                killed.kill();
            }
            long before = count("payout");
            assertThat(before).isPositive().isLessThan(BALANCES);
            try (var resumed = server(stripe, "")) {
                Eventually.happens(
                        PATIENCE, PAUSE, this::progress, () -> resumed.output().contains("the batch of"));
                assertThat(resumed.isAlive()).as("within its 256 MiB").isTrue();
            }

            assertThat(count("payout")).isEqualTo(BALANCES);
            assertThat(count("(select distinct affiliate_id from payout) as paid"))
                    .isEqualTo(BALANCES);
            assertThat(new LedgerVerification(jdbc).run().violations()).isEmpty();
            tell(aggregate, copied(), before);
        }
    }

    /** By the rows themselves: when each chunk of the second run was written. */
    private void tell(Duration aggregate, Duration copied, long before) {
        long millis = jdbc.sql("""
                select (extract(epoch from max(recorded_at) - min(recorded_at)) * 1000)::bigint from (
                    select recorded_at from payout order by id offset :before) as resumed
                """).param("before", before).query(Long.class).single();
        long rows = BALANCES - before;
        long scaled = millis * BALANCES / Math.max(1, rows);
        Summary.write(
                "balances",
                "balances: %d of %d bookings each, killed after %d, resumed %d in %d ms; all of them at that pace %d ms, %.1f x one aggregate (%d ms), %.1f x the same rows copied (%d ms)"
                        .formatted(
                                BALANCES,
                                BOOKINGS,
                                before,
                                rows,
                                millis,
                                scaled,
                                ratio(scaled, aggregate),
                                aggregate.toMillis(),
                                ratio(scaled, copied),
                                copied.toMillis()));
    }

    private static double ratio(long millis, Duration of) {
        return millis * 1.0 / Math.max(1, of.toMillis());
    }

    /** The rows of the batch once more, in bulk, into tables with the same indexes and without any rule. */
    private Duration copied() {
        var took = Duration.ZERO;
        for (var written : new TreeMap<>(WRITTEN).entrySet()) {
            var table = written.getKey();
            jdbc.sql("create table copied_%s (like %s including defaults including indexes)".formatted(table, table))
                    .update();
            var begun = System.nanoTime();
            int rows = jdbc.sql("insert into copied_%s select * from %s where %s"
                            .formatted(table, table, written.getValue()))
                    .update();
            took = took.plusNanos(System.nanoTime() - begun);
            assertThat(rows).as(table).isGreaterThanOrEqualTo(BALANCES);
        }
        return took;
    }

    /** One question over the rows that the batch must look at: accounts, balances, standing, what is held and what is open. */
    private Duration aggregate() {
        Duration best = PATIENCE;
        for (int round = 0; round < 5; round++) {
            var begun = System.nanoTime();
            long payable = jdbc.sql("""
                    select sum(-p.amount)::bigint from ledger_posting p join ledger_account a on a.id = p.account_id
                    join ledger_transaction t on t.id = p.transaction_id
                    join ledger_balance b on b.account_id = a.id join affiliate f on f.id = a.affiliate_id
                    join payout_account c on c.affiliate_id = f.id
                    where a.name = 'payable' and b.balance < 0 and f.state = 'active' and c.payouts_enabled
                        and not exists (select from payout o where o.affiliate_id = f.id
                            and o.state in ('requested', 'approved', 'reserved', 'sending', 'unknown'))
                    """).query(Long.class).single();
            assertThat(payable).isEqualTo(BALANCES * AMOUNT);
            var took = Duration.ofNanos(System.nanoTime() - begun);
            best = took.compareTo(best) < 0 ? took : best;
        }
        return best;
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    private String progress() {
        return jdbc.sql("select balances || ' of ' || :all from payout_batch")
                .param("all", BALANCES)
                .query((row, _) -> row.getString(1))
                .list()
                .toString();
    }

    private HandselProcess server(Sandbox stripe, String failPoint) throws Exception {
        var settings = new HashMap<>(stripe.settings());
        settings.putAll(Map.of(
                "HANDSEL_DATABASE_URL",
                database.url(),
                "HANDSEL_DATABASE_USER",
                database.user(),
                "HANDSEL_DATABASE_PASSWORD",
                database.password(),
                "HANDSEL_STRIPE_SENDER",
                "false",
                "DB_SCHEDULER_POLLING_INTERVAL",
                "100ms",
                "HANDSEL_FAIL_POINT",
                failPoint));
        jdbc.sql("update scheduled_tasks set execution_time = now(), picked = false, picked_by = null")
                .update();
        return HandselProcess.server(
                folder.resolve("data"), FreePort.choose(InetAddress.getLoopbackAddress()), settings);
    }
}
