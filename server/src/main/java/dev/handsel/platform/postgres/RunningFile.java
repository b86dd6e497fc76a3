package dev.handsel.platform.postgres;

import dev.handsel.platform.settings.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The file by which a running server tells commands in other processes how to reach it and its database. */
public record RunningFile(Path directory) {

    private static final String PID = "pid";

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
        return told.containsKey("server.port")
                ? Optional.of(new RunningServer(
                        Long.parseLong(told.getProperty(PID)),
                        Integer.parseInt(told.getProperty("server.port")),
                        URI.create(told.getProperty("server.url"))))
                : Optional.empty();
    }

    public void publish(DatabaseLogin login) {
        var told = new Properties();
        told.setProperty("database.url", login.url());
        told.setProperty("database.user", String.valueOf(login.user()));
        told.setProperty("database.password", String.valueOf(login.passwordText()));
        write(told);
    }

    public void publish(int port, String publicUrl) {
        var told = isOurs() ? read() : new Properties();
        told.setProperty("server.port", String.valueOf(port));
        told.setProperty("server.url", publicUrl);
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
        told.setProperty(PID, String.valueOf(ProcessHandle.current().pid()));
        try {
            var text = new StringWriter();
            told.store(text, "Written by the running server, for its own commands.");
            Folders.writePrivately(path(), text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
