package dev.handsel.platform.database;

import dev.handsel.platform.postgres.DatabaseLogin;
import dev.handsel.platform.postgres.DirectoryLock;
import dev.handsel.platform.postgres.EmbeddedPostgres;
import dev.handsel.platform.postgres.Processes;
import dev.handsel.platform.postgres.RunningFile;
import dev.handsel.platform.postgres.RunningServer;
import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database this process works with, decided once at start: an external one, the one of the server that runs on the
 * same data directory, or a PostgreSQL of its own that ends when this is closed.
 *
 * @param login as whom the process works
 * @param owner as whom tables are changed; the same as {@code login} where no owner is configured
 * @param mayMigrate whether this process answers for the tables; a command beside a server does not
 */
record DatabaseLink(
        DatabaseLogin login,
        DatabaseLogin owner,
        boolean mayMigrate,
        @Nullable EmbeddedPostgres embedded,
        RunningFile running)
        implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DatabaseLink.class);
    private static final int OLDEST_VERSION = 15;
    private static final Duration ATTACH_LIMIT = Duration.ofSeconds(30);

    /**
     * Decides on the database and starts it where that is to be done.
     *
     * @param mayMakeOne whether a command without a server may make an installation where there was none
     */
    static DatabaseLink open(DatabaseSettings settings, DataDirectory directory, boolean mayMakeOne) {
        if (settings.external()) {
            return external(settings, directory);
        }
        if (!settings.attach()) {
            return served(settings, directory);
        }
        requireServerOfOurs(directory);
        if (!mayMakeOne) {
            requireInstallation(directory);
        }
        return attached(settings, directory);
    }

    /** A server on a database elsewhere is none that a command without its settings could stand beside. */
    private static void requireServerOfOurs(DataDirectory directory) {
        if (RunningServer.on(directory).isPresent()
                && new RunningFile(directory.path()).login().isEmpty()) {
            throw new CannotStart("The server on " + directory.path() + " works on a database elsewhere; set"
                    + " HANDSEL_DATABASE_URL, and what belongs to it, for this command as for the server.");
        }
    }

    private static void requireInstallation(DataDirectory directory) {
        if (!EmbeddedPostgres.hasRunIn(directory.path()) && isFree(directory.path())) {
            throw new CannotStart("No server uses the folder " + directory.path()
                    + ": set HANDSEL_DATA_DIR to the one of your server, or start one here by ./handsel serve"
                    + " (./handsel token --new makes an installation here without a server).");
        }
    }

    /** A server that is just starting for the first time has the lock and nothing else yet. */
    private static boolean isFree(Path directory) {
        if (!Files.exists(directory)) {
            return true;
        }
        var lock = DirectoryLock.tryTake(directory);
        lock.ifPresent(DirectoryLock::close);
        return lock.isPresent();
    }

    private static DatabaseLink external(DatabaseSettings settings, DataDirectory directory) {
        var login = settings.login();
        var owner = settings.ownerLogin();
        check(owner);
        if (!owner.equals(login)) {
            check(login);
        }
        return new DatabaseLink(login, owner, !settings.attach(), null, new RunningFile(directory.path()));
    }

    private static DatabaseLink served(DatabaseSettings settings, DataDirectory directory) {
        var running = new RunningFile(directory.create());
        var lock = DirectoryLock.take(directory.path());
        running.delete();
        var link = own(settings, running, lock);
        // A command of this server attaches by these words, so they stand before the tables are migrated.
        running.publish(link.login());
        return link;
    }

    /** Beside a running server its database; without one, one of our own for as long as the command takes. */
    private static DatabaseLink attached(DatabaseSettings settings, DataDirectory directory) {
        var running = new RunningFile(directory.create());
        long deadline = System.nanoTime() + ATTACH_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<DirectoryLock> lock = DirectoryLock.tryTake(directory.path());
            if (lock.isPresent()) {
                running.delete();
                log.warn("no server runs on {}; its PostgreSQL is started for this command alone", directory.path());
                return own(settings, running, lock.get());
            }
            var login = running.login();
            if (login.isPresent()) {
                check(login.get());
                return new DatabaseLink(login.get(), login.get(), false, null, running);
            }
            // Whoever holds the lock is just starting, or is a command that will end soon.
            Processes.pause();
        }
        throw new CannotStart("Another Handsel process holds the data directory " + directory.path()
                + " and does not serve; try again when it has ended.");
    }

    private static DatabaseLink own(DatabaseSettings settings, RunningFile running, DirectoryLock lock) {
        var postgres = EmbeddedPostgres.start(running.directory(), settings.durable(), lock);
        return new DatabaseLink(postgres.login(), postgres.login(), true, postgres, running);
    }

    private static void check(DatabaseLogin login) {
        try (var connection = login.connect()) {
            requireVersion(connection.getMetaData().getDatabaseMajorVersion(), login);
        } catch (SQLException e) {
            throw new CannotStart("The database at " + login.shown() + " cannot be used: " + e.getMessage(), e);
        }
    }

    static void requireVersion(int version, DatabaseLogin login) {
        if (version < OLDEST_VERSION) {
            throw new CannotStart("The database at " + login.shown() + " is PostgreSQL " + version + "; Handsel needs "
                    + OLDEST_VERSION + " or newer.");
        }
    }

    @Override
    public void close() {
        if (!mayMigrate && embedded == null) {
            return;
        }
        running.withdraw();
        if (embedded != null) {
            embedded.close();
        }
    }
}
