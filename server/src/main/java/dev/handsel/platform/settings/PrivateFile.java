package dev.handsel.platform.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** A file that its owner alone reads (mode 600), from its first byte on. */
public final class PrivateFile {

    private PrivateFile() {}

    /** Replaces the file at once and whole; its folder must be there. */
    public static void write(Path file, String text) throws IOException {
        Path next = Files.createTempFile(
                Objects.requireNonNull(file.toAbsolutePath().getParent()),
                file.getFileName() + ".",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }
}
