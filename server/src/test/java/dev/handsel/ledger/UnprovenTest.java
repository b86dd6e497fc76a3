package dev.handsel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** The check at commit finds whatever a database transaction wrote, in whatever order it wrote, checked and took back. */
class UnprovenTest {

    private static final TestDatabase database = TestDatabase.migrated();

    private Connection connection;

    @BeforeAll
    static void keep_books() throws SQLException {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(Attacks.BOOKS);
        }
    }

    @BeforeEach
    void begin() throws SQLException {
        connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void legs_may_come_one_by_one_and_no_mark_is_left() throws SQLException {
        var id = transaction();
        leg(id, 1, 1, 5);
        leg(id, 2, 2, -5);
        connection.commit();
        assertThat(count("ledger_unproven")).isZero();
        assertThat(count("ledger_posting where transaction_id = '" + id + "'")).isEqualTo(2);
    }

    @Test
    void what_follows_an_early_check_is_checked_too() throws SQLException {
        balanced();
        execute("set constraints all immediate; set constraints all deferred");
        transaction();
        refused("LG003");
    }

    @Test
    void a_leg_that_joins_after_an_early_check_is_checked() throws SQLException {
        var id = balanced();
        execute("set constraints all immediate; set constraints all deferred");
        leg(id, 3, 1, 5);
        refused("LG004");
    }

    @Test
    void a_check_that_is_immediate_refuses_at_once() throws SQLException {
        execute("set constraints all immediate");
        assertThatThrownBy(this::transaction).hasMessageContaining("has 0 postings");
    }

    @Test
    void a_mark_that_was_rolled_back_is_made_again() throws SQLException {
        execute("savepoint before");
        transaction();
        execute("rollback to savepoint before");
        var id = transaction();
        leg(id, 1, 1, 5);
        leg(id, 2, 2, -6);
        refused("LG004");
    }

    @Test
    void a_check_that_was_rolled_back_is_made_again() throws SQLException {
        var id = balanced();
        execute("savepoint before; set constraints all immediate; rollback to savepoint before");
        leg(id, 3, 1, 5);
        refused("LG004");
    }

    @Test
    void what_a_savepoint_took_back_is_not_missed() throws SQLException {
        balanced();
        execute("savepoint before");
        transaction();
        execute("rollback to savepoint before");
        assertThatCode(connection::commit).doesNotThrowAnyException();
    }

    @Test
    void the_first_of_many_hides_none_of_the_others() throws SQLException {
        balanced();
        var other = transaction();
        leg(other, 1, 1, 5);
        leg(other, 2, 5, -5);
        balanced();
        refused("LG008");
    }

    @Test
    void temporary_tables_and_a_search_path_deceive_nobody() throws SQLException {
        execute("""
                create temp table ledger_unproven (xid xid8 primary key);
                create temp table ledger_transaction (id uuid, program_id uuid, kind text, xid xid8);
                create temp table ledger_posting (transaction_id uuid, seq smallint, currency char(3), amount bigint,
                    account_id bigint);
                create temp table ledger_balance (account_id bigint primary key, balance bigint);
                set local search_path = pg_temp;
                """);
        var id = transaction();
        leg(id, 1, 1, 5);
        leg(id, 2, 2, -6);
        refused("LG004");
    }

    private UUID transaction() throws SQLException {
        var id = UUID.randomUUID();
        execute("""
                insert into public.ledger_transaction (id, program_id, kind, idem_key, request_hash, effective_at, source_type,
                    source_id, actor) values ('%1$s', '00000000-0000-0000-0000-000000000001', 'ACCRUAL', '%1$s', sha256('h'),
                    now(), 's', 's', 'a')
                """.formatted(id));
        return id;
    }

    private UUID balanced() throws SQLException {
        var id = transaction();
        leg(id, 1, 1, 5);
        leg(id, 2, 2, -5);
        return id;
    }

    private void leg(UUID transaction, int seq, int account, long amount) throws SQLException {
        execute("insert into public.ledger_posting values ('%s', %d, %d, 'USD', %d)"
                .formatted(transaction, seq, account, amount));
    }

    private void refused(String state) {
        assertThatThrownBy(connection::commit)
                .isInstanceOfSatisfying(
                        PSQLException.class,
                        refusal -> assertThat(refusal.getSQLState())
                                .as(refusal.getMessage())
                                .isEqualTo(state));
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
