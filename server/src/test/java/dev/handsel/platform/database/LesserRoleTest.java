package dev.handsel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.platform.postgres.DatabaseLogin;
import dev.handsel.platform.settings.Secret;
import dev.handsel.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the role that serves can do to the real tables, where another role owns them. */
class LesserRoleTest {

    private static final String ROLE = "lesser_role";
    private static final Secret PASSWORD = new Secret("only for this test");

    private static final TestDatabase database = TestDatabase.fresh();

    private static JdbcClient serving;

    @BeforeAll
    static void migrate_as_the_owner() {
        superuser("drop role if exists " + ROLE);
        superuser("create role " + ROLE + " login password '" + PASSWORD.value() + "'");
        Flyway.configure()
                .dataSource(database.dataSource())
                .callbacks(new Grants(ROLE))
                .load()
                .migrate();
        serving = JdbcClient.create(TestDatabase.dataSource(new DatabaseLogin(database.url(), ROLE, PASSWORD)));
    }

    @AfterAll
    static void drop_the_role() {
        superuser("drop owned by " + ROLE);
        superuser("drop role " + ROLE);
    }

    @Test
    void facts_are_added_and_never_changed() {
        var facts = tables("append-only");
        assertThat(facts)
                .contains(
                        "ledger_account",
                        "ledger_transaction",
                        "ledger_posting",
                        "commission_line",
                        "rule_set",
                        "click",
                        "audit_entry",
                        "payout_event",
                        "restriction");
        assertThat(facts).allSatisfy(LesserRoleTest::assert_never_changed);
    }

    @Test
    void what_the_database_derives_is_not_even_added_to() {
        var derived = tables("read-only");
        assertThat(derived)
                .containsExactlyInAnyOrder("ledger_balance", "ledger_flow", "ledger_kind", "ledger_unproven");
        assertThat(derived).allSatisfy(table -> {
            assert_never_changed(table);
            assert_refused("insert into " + table + " default values");
        });
    }

    @Test
    void what_expires_is_added_to_and_emptied_as_a_whole() {
        assertThat(tables("expiring")).contains("request_nonce");
        serving.sql("""
                insert into request_nonce (bucket, credential_id, nonce)
                values (3, '00000000-0000-0000-0000-000000000004', substr(sha256('n'), 1, 16))
                """).update();
        assert_refused("update request_nonce set bucket = 4");
        assert_refused("delete from request_nonce");
        serving.sql("truncate request_nonce_03").update();
        assertThat(serving.sql("select count(*) from request_nonce")
                        .query((row, _) -> row.getLong(1))
                        .single())
                .isZero();
    }

    @Test
    void the_events_only_settle_and_are_never_emptied() {
        assert_refused("truncate event");
    }

    @Test
    void nothing_that_protects_the_books_is_the_servers_to_take_away() {
        assertThatThrownBy(() -> serving.sql("alter table ledger_posting disable trigger all")
                        .update())
                .rootCause()
                .hasMessageContaining("must be owner");
        assertThatThrownBy(() ->
                        serving.sql("set session_replication_role = replica").update())
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    /** Triggers that write with the rights of the owner must not serve a table of the attacker's. */
    @ParameterizedTest
    @ValueSource(strings = {"ledger_apply_postings", "ledger_mark_unproven", "ledger_unproven_balanced"})
    void the_owners_triggers_serve_no_other_table(String function) {
        assertThatThrownBy(() -> serving.sql("""
                        do $$ begin
                            create temp table forged (transaction_id uuid, account_id bigint, amount bigint, xid xid8);
                            execute 'create trigger forges after insert on forged %s execute function %s()';
                            insert into forged values ('00000000-0000-0000-0000-000000000002', 1, -1000000, '1');
                        end $$
                        """.formatted(
                                        function.equals("ledger_unproven_balanced")
                                                ? "for each row"
                                                : "referencing new table as new_postings for each statement",
                                        function))
                        .update())
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).isEqualTo("LG009"));
    }

    @Test
    void it_can_post_and_the_balances_follow() {
        serving.sql("""
                insert into program (id, name, slug, mode, landing_url, allowed_landing_hosts, currency, hold_days,
                    payout_schedule, payout_provider, attribution_model, attribution_window_days, consent, test_now, created_at)
                values ('00000000-0000-0000-0000-000000000001', 'P', 'p', 'test', 'https://example.com', '{example.com}', 'USD',
                    30, 'manual', 'simulated', 'last_click', 30, 'not_applicable', now(), now())
                """).update();
        serving.sql("""
                select ledger_post('00000000-0000-0000-0000-000000000001', 'test',
                    array['00000000-0000-0000-0000-000000000002']::uuid[], array['ACCRUAL'], array['k'],
                    array[sha256('h')], array[now()], array['t'], array['1'], array[1, 1], array[1, 2],
                    array[null, '00000000-0000-0000-0000-000000000003']::uuid[], array['expense.commission', 'pending'],
                    array['USD', 'USD'], array[100, -100]::bigint[])
                """).query(Integer.class).single();
        assertThat(serving.sql("select balance from ledger_balance")
                        .query(Long.class)
                        .list())
                .containsExactly(-100L);
    }

    private static void assert_never_changed(String table) {
        var column = serving.sql("select attname from pg_attribute where attrelid = :table::regclass"
                        + " and attnum > 0 and attidentity = '' limit 1")
                .param("table", table)
                .query(String.class)
                .single();
        assert_refused("update " + table + " set " + column + " = null");
        assert_refused("delete from " + table);
        assert_refused("truncate " + table);
    }

    private static void assert_refused(String sql) {
        assertThatThrownBy(() -> serving.sql(sql).update())
                .as(sql)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    private static List<String> tables(String comment) {
        return JdbcClient.create(database.dataSource())
                .sql("""
                select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                    and obj_description(oid, 'pg_class') like :comment || '%'
                """)
                .param("comment", comment)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .list();
    }

    private static void superuser(String sql) {
        JdbcClient.create(TestDatabase.dataSource(database.superuser()))
                .sql(sql)
                .update();
    }
}
