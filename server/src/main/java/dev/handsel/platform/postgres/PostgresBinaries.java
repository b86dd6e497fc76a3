package dev.handsel.platform.postgres;

import dev.handsel.base.digest.Sha256;
import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.Stage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of the PostgreSQL in the jar, unpacked once into a folder named by what is in them. Whoever unpacks holds the
 * lock of the data directory, so nobody else does at the same time.
 */
record PostgresBinaries(Path folder) {

    Path initdb() {
        return folder.resolve("bin/initdb");
    }

    Path postgres() {
        return folder.resolve("bin/postgres");
    }

    static PostgresBinaries unpackedIn(Path parent) {
        byte[] archive = archive();
        Path folder = parent.resolve(digest(archive));
        try {
            if (!Files.isDirectory(folder)) {
                unpack(archive, Files.createDirectories(parent), folder);
            }
            return new PostgresBinaries(folder);
        } catch (IOException e) {
            throw new CannotStart("PostgreSQL could not be unpacked into " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    private static byte[] archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String architecture = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> other;
        };
        try (var resource =
                PostgresBinaries.class.getResourceAsStream("/postgres-" + system + "-" + architecture + ".txz")) {
            if (resource == null) {
                throw new CannotStart("Handsel brings no PostgreSQL for " + system + " on " + architecture
                        + "; set HANDSEL_DATABASE_URL to one of your own.");
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new CannotStart("The PostgreSQL in the jar cannot be read.", e);
        }
    }

    private static String digest(byte[] archive) {
        return HexFormat.of().formatHex(Sha256.of(archive), 0, 8);
    }

    private static void unpack(byte[] archive, Path parent, Path folder) throws IOException {
        Stage.begins("unpacking PostgreSQL into " + folder);
        Path half = Files.createTempDirectory(parent, "unpacking-");
        // Other accounts must be able to run it: as root the server gives up its rights first.
        Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, half);
            }
        }
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("the archive reaches outside of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        boolean runs = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
