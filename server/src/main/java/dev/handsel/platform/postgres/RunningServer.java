package dev.handsel.platform.postgres;

import dev.handsel.platform.settings.DataDirectory;
import java.net.URI;
import java.util.Optional;

/** The server that runs on a data directory, as its own commands see it. */
public record RunningServer(long pid, int port, URI publicUrl) {

    /** The server on this directory, if one serves; what a killed server left behind does not count. */
    public static Optional<RunningServer> on(DataDirectory directory) {
        return new RunningFile(directory.path()).server().filter(RunningServer::lives);
    }

    private boolean lives() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
