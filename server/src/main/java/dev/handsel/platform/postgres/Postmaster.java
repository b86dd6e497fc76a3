package dev.handsel.platform.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The main process of a PostgreSQL, whoever started it. */
record Postmaster(ProcessHandle process) {

    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
    private static final int STATUS_LINE = 7;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The one that runs on the cluster, left over from a server that was killed. */
    static Optional<Postmaster> on(Path cluster) {
        var lines = pidFile(cluster);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> serves(process, cluster))
                .map(Postmaster::new);
    }

    /** Whether it takes connections, read as pg_ctl does. */
    boolean isReady(Path cluster) {
        var lines = pidFile(cluster);
        return lines.size() > STATUS_LINE
                && lines.getFirst().strip().equals(String.valueOf(process.pid()))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    /** Ends sessions, writes a checkpoint and ends; force only when that takes too long. */
    void stop() {
        stop(PATIENCE);
    }

    void stop(Duration patience) {
        signal("INT");
        if (!endsWithin(patience)) {
            log.warn("PostgreSQL did not stop in time; it will recover at the next start");
            signal("QUIT");
            if (!endsWithin(patience)) {
                process.destroyForcibly();
            }
        }
    }

    /** Java itself can send TERM only, on which PostgreSQL waits for its clients. */
    private void signal(String name) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean endsWithin(Duration limit) {
        return process.onExit()
                .thenApply(_ -> true)
                .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static List<String> pidFile(Path cluster) {
        try {
            return Files.readAllLines(cluster.resolve("postmaster.pid"));
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number in a file may by now belong to any process: it must be a PostgreSQL told to use this folder. */
    private static boolean serves(ProcessHandle process, Path cluster) {
        return process.info().arguments().stream().flatMap(Arrays::stream).anyMatch(cluster.toString()::equals);
    }
}
