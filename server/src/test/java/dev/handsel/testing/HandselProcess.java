package dev.handsel.testing;

import dev.handsel.Handsel;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The command as a process of its own, with a data folder of its own; nothing of it is left when this is closed. */
public final class HandselProcess implements AutoCloseable {

    private final Process process;
    private final Path postmaster;
    private final Path out;
    private final boolean alone;

    private HandselProcess(Process process, Path data, Path out, boolean alone) {
        this.process = process;
        this.postmaster = data.resolve("postgres/data-18/postmaster.pid");
        this.out = out;
        this.alone = alone;
    }

    public static HandselProcess start(Path data, Map<String, String> settings, String... words) {
        return start(data, settings, true, words);
    }

    /** A command beside a server, whose PostgreSQL is not its own to end. */
    public static HandselProcess beside(Path data, Map<String, String> settings, String... words) {
        return start(data, settings, false, words);
    }

    private static HandselProcess start(Path data, Map<String, String> settings, boolean alone, String... words) {
        try {
            Files.createDirectories(data.getParent());
            var out = Files.createTempFile(data.getParent(), words[0], ".out");
            var builder =
                    new ProcessBuilder(command(words)).redirectErrorStream(true).redirectOutput(out.toFile());
            builder.environment().put("HANDSEL_DATA_DIR", data.toString());
            builder.environment().putAll(settings);
            return new HandselProcess(builder.start(), data, out, alone);
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
        command.addAll(List.of("-cp", classPath(), Handsel.class.getName()));
        command.addAll(List.of(words));
        return command;
    }

    /** Without the tests: what they bring along is no part of the product. */
    private static String classPath() {
        var tests = Path.of(URI.create(HandselProcess.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        return Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator, -1))
                .filter(entry -> !Path.of(entry).toAbsolutePath().equals(tests))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A server on this port, once it is ready. */
    public static HandselProcess server(Path data, int port, Map<String, String> more) throws InterruptedException {
        var settings = new HashMap<>(more);
        settings.put("HANDSEL_PORT", Integer.toString(port));
        var server = start(data, settings, "serve");
        server.await("ready at ");
        return server;
    }

    /** Waits until it has said this. */
    public void await(String words) throws InterruptedException {
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
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
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
            if (alone && Files.exists(postmaster)) {
                long pid =
                        Long.parseLong(Files.readAllLines(postmaster).getFirst().strip());
                ProcessHandle.of(pid).ifPresent(HandselProcess::end);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(ProcessHandle postgres) {
        postgres.destroy();
        postgres.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
