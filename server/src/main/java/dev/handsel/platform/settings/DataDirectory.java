package dev.handsel.platform.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The folder that holds everything this installation keeps outside the database ({@code HANDSEL_DATA_DIR}). */
@ConfigurationProperties("handsel")
public record DataDirectory(@DefaultValue("./data") String dataDir) {

    public DataDirectory {
        if (dataDir.isBlank()) {
            throw new CannotStart("HANDSEL_DATA_DIR names no folder; leave it out for ./data.");
        }
    }

    /** The folder, absolute; it may not exist yet. */
    public Path path() {
        return Path.of(dataDir).toAbsolutePath().normalize();
    }

    /** The folder, created where it was missing. Others may pass through it but not list it; secrets in it are files of mode 600. */
    public Path create() {
        try {
            return Files.createDirectories(
                    path(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        } catch (IOException e) {
            throw new CannotStart(
                    "The data directory " + path() + " cannot be created; set HANDSEL_DATA_DIR to a folder that this"
                            + " account may write to.",
                    e);
        }
    }
}
