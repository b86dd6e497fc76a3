package dev.handsel.platform.postgres;

import dev.handsel.platform.settings.PrivateFile;
import dev.handsel.platform.settings.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * The file by which a running server tells commands in other processes how to reach it and its database. It holds secrets:
 * only the account of the server reads it, and it goes when the server ends.
 */
public record RunningFile(Path directory) {

    private static final String PID = "pid";
    private static final String STARTED = "pid.started";

    public Optional<DatabaseLogin> login() {
        var told = read();
        return told.containsKey("database.url")
                ? Optional.of(new DatabaseLogin(
                        told.getProperty("database.url"),
                        told.getProperty("database.user"),
                        new Secret(told.getProperty("database.password", ""))))
                : Optional.empty();
    }

    Optional<RunningServer> server() {
        var told = read();
        return told.containsKey("server.pass")
                ? Optional.of(new RunningServer(
                        Long.parseLong(told.getProperty(PID)),
                        Optional.ofNullable(told.getProperty(STARTED))
                                .map(Long::parseLong)
                                .map(Instant::ofEpochMilli),
                        URI.create(told.getProperty("server.address")),
                        URI.create(told.getProperty("server.url")),
                        new CommandPass(new Secret(told.getProperty("server.pass"))),
                        told.getProperty("server.database")))
                : Optional.empty();
    }

    public void publish(DatabaseLogin login) {
        var told = new Properties();
        told.setProperty("database.url", login.url());
        told.setProperty("database.user", String.valueOf(login.user()));
        told.setProperty("database.password", String.valueOf(login.passwordText()));
        write(told);
    }

    /** Tells where the server listens, which is only once it does. */
    public void publish(URI address, String publicUrl, CommandPass pass, DatabaseLogin login) {
        var told = isOurs() ? read() : new Properties();
        told.setProperty("server.address", address.toString());
        told.setProperty("server.url", publicUrl);
        told.setProperty("server.pass", pass.secret().value());
        told.setProperty("server.database", login.fingerprint());
        write(told);
    }

    /** Only this process's own words: another replica may have written here since. */
    public void withdraw() {
        if (isOurs()) {
            delete();
        }
    }

    /** For whoever holds the directory's lock, and so knows that nothing in the file is true any more. */
    public void delete() {
        try {
            Files.deleteIfExists(path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOurs() {
        return String.valueOf(ProcessHandle.current().pid()).equals(read().getProperty(PID));
    }

    private Path path() {
        return directory.resolve("running.properties");
    }

    private Properties read() {
        var told = new Properties();
        try {
            told.load(new StringReader(Files.readString(path())));
        } catch (NoSuchFileException _) {
            // Nobody runs, or not yet: nothing is told.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return told;
    }

    private void write(Properties told) {
        var process = ProcessHandle.current();
        told.setProperty(PID, String.valueOf(process.pid()));
        process.info()
                .startInstant()
                .ifPresent(instant -> told.setProperty(STARTED, String.valueOf(instant.toEpochMilli())));
        try {
            var text = new StringWriter();
            told.store(text, "Written by the running server, for its own commands.");
            PrivateFile.write(path(), text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
