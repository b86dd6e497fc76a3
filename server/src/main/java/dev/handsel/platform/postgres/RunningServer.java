package dev.handsel.platform.postgres;

import dev.handsel.platform.settings.DataDirectory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The server that runs on a data directory, as its own commands see it.
 *
 * @param started when its process began; a number alone may by now be another's
 * @param address where it listens, from this machine
 * @param publicUrl where people and clients reach it
 * @param pass shows that a request is a command's
 * @param database a fingerprint of the database it works on
 */
public record RunningServer(
        long pid, Optional<Instant> started, URI address, URI publicUrl, CommandPass pass, String database) {

    /** Two processes may read the boot of the machine, from which starts are counted, a little differently. */
    private static final Duration SAME = Duration.ofSeconds(10);

    /** The server on this directory, if one serves; what a killed server left behind does not count. */
    public static Optional<RunningServer> on(DataDirectory directory) {
        return new RunningFile(directory.path()).server().filter(RunningServer::lives);
    }

    /** Whether it works on the database that this login leads to. */
    public boolean uses(DatabaseLogin login) {
        return database.equals(login.fingerprint());
    }

    private boolean lives() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> isTheOne(process.info().startInstant()))
                .isPresent();
    }

    private boolean isTheOne(Optional<Instant> other) {
        return started.isEmpty()
                || other.isEmpty()
                || Duration.between(started.get(), other.get()).abs().compareTo(SAME) < 0;
    }
}
