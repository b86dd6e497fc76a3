package dev.handsel.testing;

import dev.handsel.platform.postgres.DatabaseLogin;
import dev.handsel.platform.postgres.DirectoryLock;
import dev.handsel.platform.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** A database for tests on one real PostgreSQL, started when the first test asks and stopped when the JVM ends. */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** A new database without tables. */
    public static TestDatabase fresh() {
        return copyOf("template1");
    }

    private static TestDatabase copyOf(String template) {
        String name = "test_" + COUNT.incrementAndGet();
        asSuperuser("create database " + name + " template " + template + " owner handsel");
        return new TestDatabase(name);
    }

    /** A new database with all of Handsel's tables. */
    public static TestDatabase migrated() {
        return copyOf(Template.DATABASE.name);
    }

    /** The one that all Spring tests share; their application migrates it. */
    public static TestDatabase shared() {
        return Shared.DATABASE;
    }

    public String url() {
        return login().url();
    }

    public String user() {
        return String.valueOf(login().user());
    }

    public String password() {
        return String.valueOf(login().passwordText());
    }

    /** Without a pool: every connection is new. */
    public DataSource dataSource() {
        return dataSource(login());
    }

    public DatabaseLogin login() {
        var server = Server.POSTGRES.login();
        return new DatabaseLogin(Server.POSTGRES.superuser(name).url(), server.user(), server.password());
    }

    public DatabaseLogin superuser() {
        return Server.POSTGRES.superuser(name);
    }

    public static DataSource dataSource(DatabaseLogin login) {
        var source = new PGSimpleDataSource();
        source.setUrl(login.url());
        source.setUser(login.user());
        source.setPassword(login.passwordText());
        return source;
    }

    /** The folder in which the test server's programs were unpacked already. */
    public static Path binaries() {
        return Server.directory.resolve("postgres/binaries");
    }

    private static void asSuperuser(String sql) {
        try (var connection = Server.POSTGRES.superuser("postgres").connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Shared {
        static final TestDatabase DATABASE = fresh();
    }

    /** Nobody connects to it once it is migrated, so it can be copied at any time. */
    private static final class Template {

        static final TestDatabase DATABASE = migrate(fresh());

        private static TestDatabase migrate(TestDatabase database) {
            Flyway.configure().dataSource(database.dataSource()).load().migrate();
            return database;
        }
    }

    private static final class Server {

        private static Path directory = Path.of("target/test-postgres").toAbsolutePath();

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                // Another test run may use the first folder at this moment.
                var lock = DirectoryLock.tryTake(Files.createDirectories(directory));
                for (int number = 2; lock.isEmpty(); number++) {
                    directory = Path.of("target/test-postgres-" + number).toAbsolutePath();
                    lock = DirectoryLock.tryTake(Files.createDirectories(directory));
                }
                var postgres = EmbeddedPostgres.start(directory, false, lock.get());
                dropLeftovers(postgres);
                // After the Spring contexts, whose pools would complain otherwise.
                SpringApplication.getShutdownHandlers().add(postgres::close);
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void dropLeftovers(EmbeddedPostgres postgres) throws SQLException {
            try (var connection = postgres.superuser("postgres").connect();
                    var statement = connection.createStatement()) {
                var names = new ArrayList<String>();
                try (var rows =
                        statement.executeQuery("select datname from pg_database where datname like 'test\\_%'")) {
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                }
                for (String name : names) {
                    statement.execute("drop database " + name + " (force)");
                }
            }
        }
    }

    /** Points a Spring test at the shared database. */
    static final class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var database = shared();
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "testDatabase",
                            Map.of(
                                    "handsel.database.url",
                                    database.url(),
                                    "handsel.database.user",
                                    database.user(),
                                    "handsel.database.password",
                                    database.password(),
                                    "handsel.stripe.api-base",
                                    Sandbox.shared().api(),
                                    "handsel.stripe.api-key",
                                    Sandbox.shared().secretKey(),
                                    "handsel.stripe.connect-secrets",
                                    Sandbox.CONNECT_SECRET,
                                    "handsel.stripe.rate",
                                    "10000",
                                    "handsel.stripe.bank-payouts",
                                    "per_payout",
                                    "handsel.stripe.timeout",
                                    "2s",
                                    // Tests bring payouts forward by hand, one step at a time.
                                    "handsel.stripe.sender",
                                    "false")));
        }
    }
}
