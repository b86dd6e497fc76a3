package dev.handsel.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Books that were kept before triggers fired once a statement are kept on. */
class UpgradeTest {

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    @Test
    void what_was_booked_before_stands_and_the_next_booking_goes_on_from_it() {
        Flyway.configure()
                .dataSource(database.dataSource())
                .target("24")
                .repeatableSqlMigrationPrefix("none")
                .load()
                .migrate();
        jdbc.sql("""
                insert into program (id, name, slug, mode, landing_url, allowed_landing_hosts, currency, hold_days,
                    payout_schedule, payout_provider, attribution_model, attribution_window_days, consent, test_now, created_at)
                values ('00000000-0000-0000-0000-000000000001', 'P', 'p', 'test', 'https://example.com', '{example.com}', 'USD',
                    30, 'manual', 'simulated', 'last_click', 30, 'not_applicable', now(), now())
                """).update();
        adjust("before");
        var before = flows();

        Flyway.configure().dataSource(database.dataSource()).load().migrate();

        assertThat(flows()).isEqualTo(before);
        assertThat(new LedgerVerification(jdbc).run().violations()).isEmpty();
        adjust("after");
        adjust("after");
        assertThat(jdbc.sql("select balance from ledger_balance")
                        .query(Long.class)
                        .list())
                .containsExactly(-200L);
        assertThat(new LedgerVerification(jdbc).run().violations()).isEmpty();
    }

    private void adjust(String key) {
        jdbc.sql("""
                select ledger_post('00000000-0000-0000-0000-000000000001', 'test', array[gen_random_uuid()], array['ADJUST'],
                    array[:key], array[sha256('h')], array[now()], array['t'], array['1'], array[1, 1], array[1, 2],
                    array[null, '00000000-0000-0000-0000-000000000003']::uuid[], array['expense.adjustment', 'payable'],
                    array['USD', 'USD'], array[100, -100]::bigint[])
                """).param("key", key).query(Integer.class).single();
    }

    private String flows() {
        return jdbc.sql("select string_agg(f::text || b::text, ' ' order by f.account_id) from ledger_flow f"
                        + " join ledger_balance b using (account_id)")
                .query(String.class)
                .single();
    }
}
