package dev.handsel.platform.postgres;

import dev.handsel.platform.settings.CannotStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The right to run a PostgreSQL on a directory. The system gives it up when the process ends, however it ends. */
public final class DirectoryLock implements AutoCloseable {

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock, or nothing when another process has it. */
    public static Optional<DirectoryLock> tryTake(Path directory) {
        try {
            var channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return Optional.of(new DirectoryLock(channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new CannotStart("The data directory " + directory + " cannot be written to.", e);
        }
    }

    public static DirectoryLock take(Path directory) {
        return tryTake(directory)
                .orElseThrow(
                        () -> new CannotStart(
                                "The data directory " + directory
                                        + " is in use by another Handsel process; stop that one or set HANDSEL_DATA_DIR to another folder."));
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
