package dev.handsel.platform.postgres;

import dev.handsel.platform.settings.FreePort;
import dev.handsel.platform.settings.Secret;
import dev.handsel.testing.DataTemplate;
import dev.handsel.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** A durable PostgreSQL with a database of Handsel that can be stopped at once and started again at the same place. */
public final class StoppablePostgres implements AutoCloseable {

    private final Path home;
    private final Secret password;
    private final int port = FreePort.choose(InetAddress.getLoopbackAddress());
    private final PostgresCluster cluster;
    private Optional<Postmaster> postmaster = Optional.empty();

    public StoppablePostgres(Path folder) throws IOException {
        DataTemplate.copyTo(folder);
        this.home = folder.resolve("postgres");
        this.password = new Secret(Files.readString(home.resolve("password")).strip());
        var binaries = PostgresBinaries.unpackedIn(home.resolve("binaries"));
        this.cluster = new PostgresCluster(home, binaries, PostgresAccount.choose(binaries), true);
        cluster.create(password);
        start();
    }

    public DataSource dataSource() {
        return TestDatabase.dataSource(
                new DatabaseLogin("jdbc:postgresql://127.0.0.1:" + port + "/handsel", "handsel", password));
    }

    /** What a server needs to work on it. */
    public Map<String, String> settings() {
        return Map.of(
                "HANDSEL_DATABASE_URL",
                "jdbc:postgresql://127.0.0.1:" + port + "/handsel",
                "HANDSEL_DATABASE_USER",
                "handsel",
                "HANDSEL_DATABASE_PASSWORD",
                password.value());
    }

    public void start() throws IOException {
        postmaster = Optional.of(cluster.start(port));
    }

    /** As {@code pg_ctl stop -m immediate}: nothing is finished, the log is replayed at the next start. */
    public void stopImmediately() throws IOException {
        signal("QUIT");
    }

    /** In order, with everything on disk. */
    public void stop() throws IOException {
        signal("INT");
    }

    private void signal(String name) throws IOException {
        var running = postmaster.orElseThrow().process();
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + running.pid()).start();
        running.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        postmaster = Optional.empty();
    }

    /** The files as they are now; it must be stopped. */
    public void backUp() throws Exception {
        copy(cluster.data(), home.resolve("backup"));
    }

    /** The files as they were then; it must be stopped. */
    public void restore() throws Exception {
        Folders.delete(cluster.data());
        copy(home.resolve("backup"), cluster.data());
    }

    private static void copy(Path from, Path to) throws Exception {
        var copied = new ProcessBuilder("cp", "-a", from.toString(), to.toString()).start();
        if (copied.waitFor() != 0) {
            throw new IOException("cp -a " + from + " " + to);
        }
    }

    @Override
    public void close() {
        postmaster.ifPresent(running -> running.stop(Duration.ofSeconds(20)));
    }
}
