package dev.handsel.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.handsel.platform.postgres.RunningFile;
import dev.handsel.platform.postgres.RunningServer;
import dev.handsel.platform.settings.DataDirectory;
import dev.handsel.platform.settings.HandselEnvironment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * The database for a command that does without Spring: the external one, the running server's, or, when no server runs, the
 * data directory's own PostgreSQL started and migrated for as long as this is open.
 */
public final class DatabaseSession implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    private final DatabaseLink link;
    private final HikariDataSource pool;

    private DatabaseSession(DatabaseLink link) {
        this.link = link;
        this.pool = new HikariDataSource();
        pool.setJdbcUrl(link.login().url());
        pool.setUsername(link.login().user());
        pool.setPassword(link.login().passwordText());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setConnectionInitSql("set default_transaction_isolation = 'read committed'");
        pool.setMinimumIdle(0);
    }

    /** The session that {@code HANDSEL_*} describes; refused where no server uses or has used the data directory. */
    public static DatabaseSession open() {
        return open(HandselEnvironment.plain(), false);
    }

    /** The same; where there is nothing in the data directory yet, an installation is made there. */
    public static DatabaseSession openOrMake() {
        return open(HandselEnvironment.plain(), true);
    }

    /** The server that runs on the data directory and works on the same database as this command would. */
    public static Optional<RunningServer> serverBeside() {
        var binder = Binder.get(HandselEnvironment.plain());
        var settings = binder.bindOrCreate("handsel.database", DatabaseSettings.class);
        var directory = binder.bindOrCreate("handsel", DataDirectory.class);
        return RunningServer.on(directory)
                .filter(server -> settings.external()
                        ? server.uses(settings.login())
                        : new RunningFile(directory.path()).login().isPresent());
    }

    static DatabaseSession open(ConfigurableEnvironment environment, boolean mayMakeOne) {
        Map<String, Object> attach = new HashMap<>();
        attach.put("handsel.database.attach", true);
        environment.getPropertySources().addFirst(new MapPropertySource("command", attach));
        var binder = Binder.get(environment);
        return open(
                binder.bindOrCreate("handsel.database", DatabaseSettings.class),
                binder.bindOrCreate("handsel", DataDirectory.class),
                mayMakeOne);
    }

    static DatabaseSession open(DatabaseSettings settings, DataDirectory directory, boolean mayMakeOne) {
        var link = DatabaseLink.open(settings, directory, mayMakeOne);
        try {
            if (link.mayMigrate()) {
                migrate(link);
            }
            return new DatabaseSession(link);
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
    }

    private static void migrate(DatabaseLink link) {
        var owner = link.owner();
        var flyway = Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.passwordText())
                .callbacks(new Grants(link.login().user()))
                .load();
        Migration.run(flyway, owner);
    }

    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
        link.close();
    }
}
