package dev.handsel.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handsel.platform.postgres.DatabaseLogin;
import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.Secret;
import dev.handsel.testing.TestDatabase;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator is told whose role may not do what the tables need. */
class MigrationTest {

    private static final Secret PASSWORD = new Secret("only for this test");

    private final TestDatabase database = TestDatabase.fresh();
    private final DatabaseLogin stranger = new DatabaseLogin(database.url(), "a Stranger", PASSWORD);

    @BeforeEach
    void make_the_role() throws SQLException {
        superuser("create role \"a Stranger\" login password '" + PASSWORD.value() + "'");
    }

    @AfterEach
    void drop_the_role() throws SQLException {
        superuser("drop owned by \"a Stranger\"");
        superuser("drop role \"a Stranger\"");
    }

    @Test
    void a_role_without_rights_is_told_what_to_grant_and_that_suffices() throws SQLException {
        var grant = "grant usage, create on schema public to \"a Stranger\";";
        assertThatThrownBy(() -> migrate(stranger))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("The role a Stranger may not make tables in schema public")
                .hasMessageEndingWith(grant);
        superuser("revoke usage on schema public from public");
        assertThatThrownBy(() -> migrate(stranger)).hasMessageEndingWith(grant);

        superuser(grant);
        migrate(stranger);
        assertThat(migrated()).isTrue();
    }

    @Test
    void a_role_that_does_not_own_the_tables_is_told_to_name_the_one_that_does() throws SQLException {
        migrate(database.login());
        superuser("grant usage, create on schema public to \"a Stranger\"");
        superuser("grant all on flyway_schema_history to \"a Stranger\"");
        superuser("update flyway_schema_history set checksum = 0 where version is null");

        assertThatThrownBy(() -> migrate(stranger))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("may not change the tables")
                .hasMessageContaining("HANDSEL_DATABASE_OWNER_USER");
    }

    private void migrate(DatabaseLogin login) {
        var flyway = Flyway.configure()
                .dataSource(login.url(), login.user(), login.passwordText())
                .load();
        Migration.run(flyway, login);
    }

    private boolean migrated() throws SQLException {
        try (var connection = stranger.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select to_regclass('ledger_posting') is not null")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void superuser(String sql) throws SQLException {
        try (var connection = database.superuser().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
