package dev.handsel.platform.database;

import dev.handsel.platform.postgres.DatabaseLogin;
import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings the tables up to date, and says what the operator has to grant where the role may not do that. */
final class Migration {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final String MAY_MAKE_TABLES = """
            select current_schema() is not null and has_schema_privilege(current_schema(), 'create') as may,
                   to_regclass('flyway_schema_history') is not null as made,
                   coalesce(current_schema(), 'public') as schema,
                   format('grant usage, create on schema %I to %I;', coalesce(current_schema(), 'public'), current_user)
                       as grant_to_run
            """;

    private Migration() {}

    /**
     * Migrates as this role.
     *
     * @throws CannotStart where it lacks a right, with the {@code grant} to run
     */
    static void run(Flyway flyway, DatabaseLogin owner) {
        Stage.begins("bringing the tables up to date");
        missingRight(owner, false).ifPresent(Migration::refuse);
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            var refused = causes(e)
                    .filter(SQLException.class::isInstance)
                    .map(SQLException.class::cast)
                    .filter(cause -> INSUFFICIENT_PRIVILEGE.equals(cause.getSQLState()))
                    .findFirst();
            if (refused.isEmpty()) {
                throw e;
            }
            missingRight(owner, true).ifPresent(Migration::refuse);
            throw new CannotStart(
                    "The role " + owner.user() + " may not change the tables in " + owner.shown() + " ("
                            + refused.get().getMessage()
                            + "); set HANDSEL_DATABASE_OWNER_USER to the role that owns them.",
                    e);
        }
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    private static void refuse(String sentence) {
        throw new CannotStart(sentence);
    }

    /** What to grant, if tables cannot be made; where they have been made before, that may not be needed. */
    private static Optional<String> missingRight(DatabaseLogin owner, boolean tablesAreToBeMade) {
        try (var connection = owner.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(MAY_MAKE_TABLES)) {
            row.next();
            return row.getBoolean("may") || (row.getBoolean("made") && !tablesAreToBeMade)
                    ? Optional.empty()
                    : Optional.of(sentence(owner, row));
        } catch (SQLException e) {
            throw new CannotStart("The database at " + owner.shown() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static String sentence(DatabaseLogin owner, ResultSet row) throws SQLException {
        return "The role " + owner.user() + " may not make tables in schema " + row.getString("schema") + " of "
                + owner.shown() + "; as the owner of that database run: " + row.getString("grant_to_run");
    }
}
