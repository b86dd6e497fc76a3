package dev.handsel.platform.postgres;

import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.PrivateFile;
import dev.handsel.platform.settings.Secret;
import dev.handsel.platform.settings.Stage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The data folder of one major version of PostgreSQL, and how the programs are run on it. */
record PostgresCluster(Path home, PostgresBinaries binaries, PostgresAccount account, boolean durable) {

    static final String SUPERUSER = "postgres";
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final long LOG_LIMIT = 10_000_000;

    static Path in(Path home) {
        return home.resolve("data-18");
    }

    Path data() {
        return in(home);
    }

    private Path log() {
        return home.resolve("postgres.log");
    }

    /** Makes the folder under another name first, so that an interrupted start leaves nothing half made. */
    void create(Secret password) throws IOException {
        if (Files.isDirectory(data())) {
            Folders.giveTo(account.uid(), data());
            return;
        }
        Stage.begins("making the database in " + home);
        Path half = home.resolve("data-18.new");
        if (Files.exists(half)) {
            Folders.delete(half);
        }
        Files.createDirectory(half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Folders.giveTo(account.uid(), half);
        Path passwordFile = home.resolve("initdb-password");
        PrivateFile.write(passwordFile, password.value());
        Folders.giveTo(account.uid(), passwordFile);
        try {
            initialise(half, passwordFile);
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(half, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void initialise(Path half, Path passwordFile) throws IOException {
        var arguments = new ArrayList<>(List.of(
                "--pgdata=" + half,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                // The C library's own locale must exist everywhere: C.UTF-8 does not.
                "--locale=C"));
        if (!durable) {
            arguments.add("--no-sync");
        }
        var process = process(account.command(binaries.initdb(), arguments)).start();
        if (!Processes.succeedsWithin(START_LIMIT, process)) {
            process.destroyForcibly();
            throw new CannotStart("PostgreSQL could not create its data folder " + half + ": " + lastWords());
        }
    }

    Postmaster start(int port) throws IOException {
        Stage.begins("starting PostgreSQL");
        var command = new ArrayList<String>();
        // A session of its own: Ctrl-C in the terminal must not reach PostgreSQL while the server still finishes.
        command.add("setsid");
        command.addAll(account.command(binaries.postgres(), arguments(port)));
        var postmaster = new Postmaster(process(command).start().toHandle());
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!postmaster.isReady(data())) {
            if (!postmaster.process().isAlive() || System.nanoTime() > deadline) {
                postmaster.stop();
                throw new CannotStart("PostgreSQL did not start on " + data() + ": " + lastWords());
            }
            Processes.pause();
        }
        return postmaster;
    }

    private List<String> arguments(int port) {
        var arguments = new ArrayList<>(List.of("-D", data().toString()));
        for (String setting : settings(port)) {
            arguments.add("-c");
            arguments.add(setting);
        }
        return arguments;
    }

    private List<String> settings(int port) {
        String safety = durable ? "on" : "off";
        // Where durability is off, the tests of many servers share this one.
        int connections = durable ? 100 : 400;
        return List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "fsync=" + safety,
                "synchronous_commit=" + safety,
                "full_page_writes=" + safety,
                "max_connections=" + connections,
                "max_locks_per_transaction=256",
                "shared_buffers=128MB",
                "max_wal_size=512MB",
                "wal_compression=on",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_checkpoints=off",
                "log_line_prefix=%m [%p] ");
    }

    private ProcessBuilder process(List<String> command) throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LOG_LIMIT) {
            Files.move(log(), home.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        var builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        // Nothing of the server's environment: it may hold secrets, and PG* variables would change what is run.
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private String lastWords() throws IOException {
        var lines = Files.readAllLines(log());
        String last = lines.isEmpty() ? "" : lines.getLast();
        return last + (last.endsWith(".") ? "" : ".") + " More is in " + log() + ".";
    }
}
