package dev.handsel.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PSQLException;

/** What protects the books in the database, each thing by itself: with it an attack is refused, without it it succeeds. */
class AttackTest {

    /** What must have an attack: all triggers that guard facts, and every constraint of the ledger but NOT NULL. */
    private static final String PROTECTIONS = """
            select c.relname || '.' || t.tgname from pg_trigger t
            join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
            where not t.tgisinternal and c.relnamespace = 'public'::regnamespace
                and (c.relname like 'ledger\\_%' or p.proname = 'refuse_change'
                    or c.relname in ('commission_line', 'commission_state', 'event', 'click', 'audit_entry', 'transfer_request',
                        'stripe_command', 'agreement_tier'))
            union all
            select c.relname || '.' || k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid
            where c.relname like 'ledger\\_%' and c.relkind = 'r' and k.contype in ('c', 'f', 'p', 'u', 'x')
            union all
            select c.relname || '.' || i.relname from pg_index x
            join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
            where x.indisunique and c.relname like 'ledger\\_%'
                and not exists (select from pg_constraint k where k.conindid = i.oid and k.contype in ('p', 'u'))
            """;

    private static Connection connection;

    @BeforeAll
    static void keep_books() throws SQLException {
        connection = TestDatabase.migrated().dataSource().getConnection();
        connection.setAutoCommit(false);
        execute(Attacks.BOOKS);
        execute(TradeAttacks.BOOKS);
        execute(TermsAttacks.BOOKS);
        execute(RestrictionAttacks.BOOKS);
        execute(FraudAttacks.BOOKS);
        connection.commit();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @AfterEach
    void roll_back() throws SQLException {
        connection.rollback();
    }

    static List<Attack> attacks() {
        return Attacks.all();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void an_attack_is_refused_by_exactly_what_is_there_against_it(Attack attack) throws SQLException {
        take_away(attack.without());
        assertThatThrownBy(() -> mount(attack)).isInstanceOfSatisfying(PSQLException.class, refusal -> {
            var message = Objects.requireNonNull(refusal.getServerErrorMessage());
            assertThat(message.getConstraint() + " " + message.getSQLState())
                    .as("constraint or state of: %s", refusal.getMessage())
                    .matches(name(attack.protection()) + " .*|null (LG|HS).*");
        });
        connection.rollback();

        take_away(attack.without());
        take_away(List.of(attack.protection()));
        assertThatCode(() -> mount(attack)).doesNotThrowAnyException();
    }

    @Test
    void everything_that_protects_the_books_has_an_attack() throws SQLException {
        var attacked = attacks().stream().map(Attack::protection).collect(Collectors.toSet());
        assertThat(protections())
                .as("Write an attack in Attacks that only this trigger or constraint refuses, so that nobody loses it"
                        + " unawares")
                .isSubsetOf(attacked);
        assertThat(attacked).isSubsetOf(protections());
    }

    private static void mount(Attack attack) throws SQLException {
        execute(attack.sql());
        execute("set constraints all immediate");
    }

    private static void take_away(List<String> protections) throws SQLException {
        for (var protection : protections) {
            var table = protection.substring(0, protection.indexOf('.'));
            var name = name(protection);
            execute("""
                    do $$ begin
                        if exists (select from pg_trigger where tgrelid = '%1$s'::regclass and tgname = '%2$s') then
                            drop trigger %2$s on %1$s;
                        else
                            alter table %1$s drop constraint %2$s cascade;
                        end if;
                    end $$
                    """.formatted(table, name));
        }
    }

    private static String name(String protection) {
        return protection.substring(protection.indexOf('.') + 1);
    }

    private static List<String> protections() throws SQLException {
        var names = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(PROTECTIONS)) {
            while (rows.next()) {
                names.add(Objects.requireNonNull(rows.getString(1)));
            }
        }
        return names;
    }

    private static void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
