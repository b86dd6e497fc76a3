package dev.handsel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.platform.settings.FreePort;
import dev.handsel.testing.Client;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.HandselProcess;
import dev.handsel.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of the server processes on a database, which stands still at any place while a test wants it to. */
final class Replica implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path data;
    private final Path gates;
    private final Map<String, String> settings;
    private final int port = FreePort.choose(InetAddress.getLoopbackAddress());
    private final Map<String, Long> before = new HashMap<>();
    private @Nullable HandselProcess server;
    private String owner = "";

    private Replica(Path data, Map<String, String> settings) throws IOException {
        this.data = data;
        this.gates = Files.createDirectories(data.resolveSibling(data.getFileName() + "-gates"));
        this.settings = new HashMap<>(settings);
        this.settings.put("HANDSEL_FAIL_POINT", "@" + gates);
    }

    /** The first one; nothing runs yet. */
    static Replica of(TestDatabase database, Path data) throws IOException {
        return new Replica(
                data,
                Map.of(
                        "HANDSEL_DATABASE_URL", database.url(),
                        "HANDSEL_DATABASE_USER", database.user(),
                        "HANDSEL_DATABASE_PASSWORD", database.password()));
    }

    /** Another one on the same database with the same keys; nothing of it runs yet. */
    Replica beside(Map<String, String> more) throws IOException {
        var other = new Replica(data.resolveSibling(data.getFileName() + "-other"), settings(more));
        other.settings.put(
                "HANDSEL_KEYSET_FILE", data.resolve("keys/keyset.json").toString());
        return other;
    }

    private Map<String, String> settings(Map<String, String> more) {
        var all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }

    void start() {
        before.clear();
        server = HandselProcess.server(data, port, settings);
    }

    void kill() throws InterruptedException {
        running().kill();
    }

    private HandselProcess running() {
        if (server == null) {
            throw new IllegalStateException("It was not started.");
        }
        return server;
    }

    Client client() {
        return new Client("http://127.0.0.1:" + port);
    }

    /** Who may do everything, by the server's own command. */
    String owner() {
        if (owner.isEmpty()) {
            owner = command("token", "--account", "m@shop.example", "--role", "owner")
                    .strip()
                    .lines()
                    .toList()
                    .getLast();
        }
        return owner;
    }

    /** What a command prints that ends well. */
    String command(String... words) {
        try (var command = HandselProcess.beside(data, settings, words)) {
            assertThat(command.end()).as(command.output()).isZero();
            return command.output();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whoever comes to this place from now on stands still there. */
    void stopAt(String place) throws IOException {
        before.put(place, stops(place));
        Files.createFile(gates.resolve(place));
    }

    /** Whoever stands there goes on. */
    void letGo(String place) throws IOException {
        Files.deleteIfExists(gates.resolve(place));
    }

    /** Everybody goes on. */
    void letAllGo() throws IOException {
        try (var all = Files.list(gates)) {
            for (var gate : all.toList()) {
                Files.delete(gate);
            }
        }
    }

    /** Whether anybody has come to this place since they were to stop there. */
    boolean stands(String place) {
        return stops(place) > before.getOrDefault(place, 0L);
    }

    void awaitStop(String place) {
        Eventually.happens(
                PATIENCE, Duration.ofMillis(20), () -> place + ": " + running().output(), () -> stands(place));
    }

    private long stops(String place) {
        return server == null
                ? 0
                : running()
                        .output()
                        .lines()
                        .filter(line -> line.contains("fail point " + place + " reached"))
                        .count();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
