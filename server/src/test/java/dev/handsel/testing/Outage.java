package dev.handsel.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database of the whole server is away for a while: every connection breaks, and no other is to be had. */
public final class Outage {

    /** What happens meanwhile. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    private Outage() {}

    /** Runs this while the database is away; it is there again afterwards, once the pool has noticed. */
    public static void during(JdbcClient jdbc, Work work) throws Exception {
        var database = TestDatabase.shared();
        var name = jdbc.sql("select current_database()")
                .query((row, _) -> row.getString(1))
                .single();
        var other = database.url().replaceFirst("/test_\\d+", "/postgres");
        try (var connection = DriverManager.getConnection(other, database.user(), database.password())) {
            execute(connection, "alter database " + name + " allow_connections false");
            try {
                execute(
                        connection,
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name
                                + "' and pid <> pg_backend_pid() and backend_type = 'client backend'");
                work.run();
            } finally {
                execute(connection, "alter database " + name + " allow_connections true");
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
