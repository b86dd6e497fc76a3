package dev.handsel.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.handsel.platform.settings.DataDirectory;
import dev.handsel.platform.settings.HandselEnvironment;
import java.util.HashMap;
import java.util.Map;
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
        pool.setMinimumIdle(0);
    }

    /** The session that {@code HANDSEL_*} describes. */
    public static DatabaseSession open() {
        return open(HandselEnvironment.plain());
    }

    static DatabaseSession open(ConfigurableEnvironment environment) {
        Map<String, Object> attach = new HashMap<>();
        attach.put("handsel.database.attach", true);
        environment.getPropertySources().addFirst(new MapPropertySource("command", attach));
        var binder = Binder.get(environment);
        return open(
                binder.bindOrCreate("handsel.database", DatabaseSettings.class),
                binder.bindOrCreate("handsel", DataDirectory.class));
    }

    static DatabaseSession open(DatabaseSettings settings, DataDirectory directory) {
        var link = DatabaseLink.open(settings, directory);
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
        Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.passwordText())
                .callbacks(new Grants(link.login().user()))
                .load()
                .migrate();
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
