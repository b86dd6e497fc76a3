package dev.handsel.cli;

import dev.handsel.Handsel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command as a process of its own, with a data folder of its own; nothing of it is left when this is closed. */
final class HandselProcess implements AutoCloseable {

    private final Process process;
    private final Path data;
    private final Path out;

    private HandselProcess(Process process, Path data, Path out) {
        this.process = process;
        this.data = data;
        this.out = out;
    }

    static HandselProcess start(Path data, Map<String, String> settings, String... words) {
        try {
            Files.createDirectories(data.getParent());
            var out = Files.createTempFile(data.getParent(), words[0], ".out");
            var builder =
                    new ProcessBuilder(command(words)).redirectErrorStream(true).redirectOutput(out.toFile());
            builder.environment().put("HANDSEL_DATA_DIR", data.toString());
            builder.environment().putAll(settings);
            return new HandselProcess(builder.start(), data, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String... words) {
        var command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.timezone=UTC"));
        // What the process does counts as covered too.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:") && argument.contains("jacoco"))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Handsel.class.getName()));
        command.addAll(List.of(words));
        return command;
    }

    /** A server on this port, once it is ready. */
    static HandselProcess server(Path data, int port, Map<String, String> more) throws InterruptedException {
        var settings = new HashMap<>(more);
        settings.put("HANDSEL_PORT", Integer.toString(port));
        var server = start(data, settings, "serve");
        server.await("ready at ");
        return server;
    }

    /** Waits until it has said this. */
    void await(String words) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!output().contains(words)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                var said = output();
                close();
                throw new IllegalStateException("It never said " + words + ": " + said);
            }
            Thread.sleep(20);
        }
    }

    String output() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kill -9: nothing is finished, and its PostgreSQL stays behind. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The exit code, once it has ended by itself. */
    int end() throws InterruptedException {
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            close();
            throw new IllegalStateException("It did not end: " + output());
        }
        return process.exitValue();
    }

    /** Tells it to stop, as an operator would. */
    int stop() throws InterruptedException {
        process.destroy();
        return end();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        var pidFile = data.resolve("postgres/data-18/postmaster.pid");
        try {
            process.waitFor();
            if (Files.exists(pidFile)) {
                long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
                var postgres = ProcessHandle.of(pid);
                postgres.ifPresent(ProcessHandle::destroy);
                postgres.ifPresent(handle ->
                        handle.onExit().orTimeout(30, TimeUnit.SECONDS).join());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
