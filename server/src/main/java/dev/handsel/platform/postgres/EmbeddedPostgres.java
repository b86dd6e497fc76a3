package dev.handsel.platform.postgres;

import dev.handsel.base.digest.RandomText;
import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.FreePort;
import dev.handsel.platform.settings.PrivateFile;
import dev.handsel.platform.settings.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that lives and ends with this process, its data in a folder that outlives both. It listens on the loopback
 * address only and asks for a password. One that a killed process left behind is stopped first.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    static final String DATABASE = "handsel";
    private static final String USER = "handsel";
    private static final String HOME = "postgres";
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final DirectoryLock lock;
    private final Postmaster postmaster;
    private final int port;
    private final Secret password;

    private EmbeddedPostgres(DirectoryLock lock, Postmaster postmaster, int port, Secret password) {
        this.lock = lock;
        this.postmaster = postmaster;
        this.port = port;
        this.password = password;
    }

    /** Whether one has ever run on this folder. */
    public static boolean hasRunIn(Path directory) {
        return Files.isDirectory(PostgresCluster.in(directory.resolve(HOME)));
    }

    public static EmbeddedPostgres start(Path directory, boolean durable) {
        return start(directory, durable, DirectoryLock.take(directory));
    }

    /** Takes the lock over: it is given back when PostgreSQL has ended, or at once when it cannot start. */
    public static EmbeddedPostgres start(Path directory, boolean durable, DirectoryLock lock) {
        try {
            return started(Files.createDirectories(directory.resolve(HOME)), durable, lock);
        } catch (IOException e) {
            lock.close();
            throw new CannotStart("PostgreSQL could not be started in " + directory + ": " + e.getMessage() + ".", e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedPostgres started(Path home, boolean durable, DirectoryLock lock) throws IOException {
        var binaries = PostgresBinaries.unpackedIn(home.resolve("binaries"));
        var cluster = new PostgresCluster(home, binaries, PostgresAccount.choose(binaries), durable);
        Postmaster.on(cluster.data()).ifPresent(EmbeddedPostgres::stopOrphan);
        var password = password(home.resolve("password"));
        cluster.create(password);
        int port = FreePort.choose(InetAddress.getLoopbackAddress());
        var postgres = new EmbeddedPostgres(lock, cluster.start(port), port, password);
        try {
            postgres.prepare();
        } catch (SQLException e) {
            postgres.postmaster.stop();
            throw new CannotStart("PostgreSQL started but cannot be used: " + e.getMessage() + ".", e);
        }
        log.info("PostgreSQL runs on 127.0.0.1:{}", port);
        return postgres;
    }

    private static void stopOrphan(Postmaster orphan) {
        log.warn("stopping the PostgreSQL that a killed server left behind");
        orphan.stop();
    }

    private static Secret password(Path file) throws IOException {
        if (!Files.exists(file)) {
            PrivateFile.write(file, RandomText.secret());
        }
        return new Secret(Files.readString(file).strip());
    }

    /** The server works as a role that owns its database and nothing more: it can neither run programs nor read files. */
    private void prepare() throws SQLException {
        try (var connection = superuser("postgres").connect();
                var statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("select from pg_roles where rolname = '" + USER + "'")
                    .next()) {
                statement.execute("create role " + USER + " login password '" + password.value() + "'");
            }
            if (!statement
                    .executeQuery("select from pg_database where datname = '" + DATABASE + "'")
                    .next()) {
                statement.execute("create database " + DATABASE + " owner " + USER);
            }
        }
    }

    int port() {
        return port;
    }

    public DatabaseLogin login() {
        return new DatabaseLogin(url(DATABASE), USER, password);
    }

    public DatabaseLogin superuser(String database) {
        return new DatabaseLogin(url(database), PostgresCluster.SUPERUSER, password);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() {
        postmaster.stop();
        lock.close();
        log.info("PostgreSQL has stopped");
    }
}
