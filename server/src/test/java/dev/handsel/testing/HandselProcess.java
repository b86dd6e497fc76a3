package dev.handsel.testing;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command as a process of its own, with a data folder of its own; nothing of it is left when this is closed. */
public final class HandselProcess implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final Process process;
    private final List<Path> postmasters;
    private final Path out;
    private final boolean alone;

    private HandselProcess(Process process, Path data, Path out, boolean alone) {
        this.process = process;
        // The demo keeps to a folder of its own.
        this.postmasters = List.of(
                data.resolve("postgres/data-18/postmaster.pid"), data.resolve("demo/postgres/data-18/postmaster.pid"));
        this.out = out;
        this.alone = alone;
    }

    /** A command with a data folder of its own, which may not be there yet. */
    public static HandselProcess start(Path data, Map<String, String> settings, String... words) {
        return start(ProductClasses.command(words), data, settings, true);
    }

    /** A command beside a server, whose PostgreSQL is not its own to end. */
    public static HandselProcess beside(Path data, Map<String, String> settings, String... words) {
        return start(ProductClasses.command(words), data, settings, false);
    }

    static HandselProcess start(List<String> command, Path data, Map<String, String> settings, boolean alone) {
        try {
            Files.createDirectories(data.getParent());
            var out = Files.createTempFile(data.getParent(), "handsel", ".out");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
            builder.environment().put("HANDSEL_DATA_DIR", data.toString());
            builder.environment().putAll(settings);
            return new HandselProcess(builder.start(), data, out, alone);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server on this port, once it is ready. Where it brings its own PostgreSQL, that one has its tables already. */
    public static HandselProcess server(Path data, int port, Map<String, String> more) {
        if (!more.containsKey("HANDSEL_DATABASE_URL") && !Files.exists(data)) {
            DataTemplate.copyTo(data);
        }
        var settings = new HashMap<>(more);
        settings.put("HANDSEL_PORT", Integer.toString(port));
        var server = start(data, settings, "serve");
        server.await("ready at ");
        return server;
    }

    /** Waits until it has said this. */
    public void await(String words) {
        await(words, Duration.ofMinutes(3));
    }

    void await(String words, Duration patience) {
        try {
            Eventually.happens(patience, POLL, () -> words + ": " + output(), () -> {
                // What it said last counts too.
                boolean ended = !process.isAlive();
                boolean said = output().contains(words);
                if (ended && !said) {
                    throw new IllegalStateException("It never said " + words + ": " + output());
                }
                return said;
            });
        } catch (AssertionError | IllegalStateException e) {
            close();
            throw e;
        }
    }

    public String output() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kill -9: nothing is finished, and its PostgreSQL stays behind. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The exit code, once it has ended by itself. */
    public int end() throws InterruptedException {
        if (!process.waitFor(Duration.ofMinutes(3))) {
            close();
            throw new IllegalStateException("It did not end: " + output());
        }
        return process.exitValue();
    }

    /** Tells it to stop, as an operator would. */
    public int stop() throws InterruptedException {
        process.destroy();
        return end();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            for (var postmaster : alone ? postmasters : List.<Path>of()) {
                if (Files.exists(postmaster)) {
                    long pid = Long.parseLong(
                            Files.readAllLines(postmaster).getFirst().strip());
                    ProcessHandle.of(pid).ifPresent(HandselProcess::end);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(ProcessHandle postgres) {
        postgres.destroy();
        postgres.onExit().orTimeout(30, SECONDS).join();
    }
}
