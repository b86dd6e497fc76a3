package dev.handsel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Locks.Lock;
import dev.handsel.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class LocksTest {

    private static final ProgramId PROGRAM = new ProgramId(UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"));

    private final DataSource source = TestDatabase.fresh().dataSource();
    private final Transactions transactions = new Transactions(new JdbcTransactionManager(source));
    private final Locks locks = new Locks(JdbcClient.create(source));
    private final JdbcClient elsewhere = JdbcClient.create(TestDatabase.fresh().dataSource());

    /** The numbers that are held while {@code work} has been done, in the order of their size. */
    private List<Long> held(Runnable work) {
        return transactions.required(() -> {
            work.run();
            return JdbcClient.create(source)
                    .sql("""
                    select (classid::bigint << 32) | objid::bigint from pg_locks
                    where locktype = 'advisory' and pid = pg_backend_pid() order by 1
                    """)
                    .query((row, _) -> row.getLong(1))
                    .list();
        });
    }

    private long hashed(String name, int seed) {
        return elsewhere
                .sql("select hashtextextended(:name, :seed)")
                .param("name", name)
                .param("seed", seed)
                .query((row, _) -> row.getLong(1))
                .single();
    }

    @Test
    void a_number_stays_what_it_was_in_the_version_before() {
        assertThat(held(() -> locks.take(Locks.termsShared(PROGRAM)))).containsExactly(hashed("program:" + PROGRAM, 0));
        assertThat(held(() -> locks.take(Locks.termsAlone(PROGRAM)))).containsExactly(hashed("program:" + PROGRAM, 0));
        assertThat(held(() -> locks.take(Locks.stripeIds(PROGRAM, List.of("cus_1")))))
                .containsExactly(hashed("stripe_billing:" + PROGRAM + ":cus_1", 0));
        assertThat(held(() -> locks.take(Locks.identity("https://issuer.example", "user"))))
                .containsExactly(hashed("https://issuer.example user", 7));
        assertThat(held(() -> locks.take(Locks.eventKeys(PROGRAM, List.of("customer:a")))))
                .containsExactly((long) PROGRAM.value().hashCode() << 32 | Math.floorMod("customer:a".hashCode(), 256));
        assertThat(held(() -> assertThat(locks.tryTake(Locks.idempotencyKey("nora POST /v1/x", "k")))
                        .isTrue()))
                .containsExactly(967690819092886422L);
    }

    @Test
    void however_many_keys_events_name_they_share_256_locks() {
        var keys = IntStream.range(0, 5_000).mapToObj(n -> "customer:" + n).toList();

        assertThat(held(() -> locks.take(Locks.termsShared(PROGRAM), Locks.eventKeys(PROGRAM, keys))))
                .hasSizeBetween(200, 257);
        assertThat(held(() -> locks.take(List.of()))).isEmpty();
    }

    @Test
    void however_many_affiliates_are_limited_they_share_256_other_locks() {
        var ids = IntStream.range(0, 5_000).mapToObj(_ -> AffiliateId.fresh()).toList();
        var keys = IntStream.range(0, 5_000).mapToObj(n -> "customer:" + n).toList();

        var affiliates = held(() -> locks.take(Locks.affiliateCaps(PROGRAM, ids)));
        assertThat(affiliates)
                .hasSizeBetween(200, 256)
                .doesNotContainAnyElementsOf(held(() -> locks.take(Locks.eventKeys(PROGRAM, keys))));
    }

    @Test
    void many_share_the_terms_and_who_changes_them_is_alone() {
        assertThat(besides(Locks.termsShared(PROGRAM), Locks.termsShared(PROGRAM)))
                .isTrue();
        assertThat(besides(Locks.termsShared(PROGRAM), Locks.termsAlone(PROGRAM)))
                .isFalse();
        assertThat(besides(Locks.termsAlone(PROGRAM), Locks.termsShared(PROGRAM)))
                .isFalse();
        assertThat(besides(Locks.termsAlone(PROGRAM), Locks.identity("a", "b"))).isTrue();
    }

    /** Whether somebody can hold {@code second} while somebody else holds {@code first}. */
    private boolean besides(Lock first, Lock second) {
        var failures = new ArrayList<Exception>();
        transactions.run(() -> {
            locks.take(first);
            var other = Thread.ofVirtual().start(() -> {
                try {
                    transactions.run(() -> {
                        JdbcClient.create(source)
                                .sql("set local lock_timeout = '300ms'")
                                .update();
                        locks.take(second);
                    });
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            });
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        return failures.isEmpty();
    }
}
