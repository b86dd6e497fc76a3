package dev.handsel.platform.keyring;

import dev.handsel.platform.settings.CannotStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file with the keys. It is never written in place: whoever reads it finds the old keys or the new ones. */
final class KeysetFile {

    private static final Logger log = LoggerFactory.getLogger(KeysetFile.class);
    private static final EnumSet<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    /** Tells one version of the file from the next. */
    record Stamp(Object modified, @Nullable Object file) {}

    private final Path path;

    KeysetFile(Path path) {
        this.path = path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    Stamp stamp() {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.fileKey());
        } catch (IOException failed) {
            throw unreadable(failed);
        }
    }

    Keyset read() {
        try {
            return Keyset.parse(Files.readString(path));
        } catch (IOException failed) {
            throw unreadable(failed);
        } catch (GeneralSecurityException malformed) {
            // Not passed on: it may quote a key.
            throw new CannotStart("The file " + path + " holds no keyset; set HANDSEL_KEYSET_FILE to the one that"
                    + " belongs to this database.");
        }
    }

    private CannotStart unreadable(IOException failed) {
        return new CannotStart(
                "The keyset file " + path + " cannot be read; set HANDSEL_KEYSET_FILE to the one that belongs to this"
                        + " database.",
                failed);
    }

    /** Makes the file with new keys; false where there is one already, which is left alone. */
    boolean create() {
        try {
            var folder = folder();
            if (!Files.exists(folder)) {
                Files.createDirectories(folder, ownerOnly("rwx------"));
            }
            var draft = draft(Keyset.generated());
            try {
                // A link, unlike a move, never replaces the keys that another process has made meanwhile.
                Files.createLink(path, draft);
                sync(folder);
                return true;
            } catch (FileAlreadyExistsException otherWasFaster) {
                return false;
            } finally {
                Files.delete(draft);
            }
        } catch (IOException failed) {
            throw new CannotStart(
                    "The keyset file " + path + " cannot be made; set HANDSEL_KEYSET_FILE to a place that this account"
                            + " may write to.",
                    failed);
        }
    }

    /** Changes the keys in the file, one process at a time. */
    Keyset change(UnaryOperator<Keyset> change) {
        try (var channel = FileChannel.open(
                        path.resolveSibling(path.getFileName() + ".lock"),
                        EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        ownerOnly("rw-------"));
                var _ = channel.lock()) {
            var real = path.toRealPath();
            var changed = change.apply(read());
            var draft = draft(changed);
            try {
                Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(real));
                if (!Files.getOwner(draft).equals(Files.getOwner(real))) {
                    Files.setOwner(draft, Files.getOwner(real));
                }
                Files.move(draft, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
            sync(folder());
            return changed;
        } catch (IOException failed) {
            throw new CannotStart("The keyset file " + path + " cannot be replaced: " + failed + ".", failed);
        }
    }

    /** Says so where others than the owner may read the keys. */
    void warnOfReaders() {
        try {
            var open = EnumSet.copyOf(OTHERS);
            open.retainAll(Files.getPosixFilePermissions(path));
            if (!open.isEmpty()) {
                log.warn("the keyset file {} is open to others than its owner: chmod 600 it", path);
            }
        } catch (IOException | UnsupportedOperationException unknown) {
            log.debug("the permissions of {} are unknown", path, unknown);
        }
    }

    private Path draft(Keyset keys) throws IOException {
        var real = exists() ? path.toRealPath() : path;
        var draft = Files.createTempFile(parent(real), "keyset", ".new", ownerOnly("rw-------"));
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(keys.json().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return draft;
    }

    private Path folder() throws IOException {
        return parent(path);
    }

    private static Path parent(Path path) throws IOException {
        @Nullable Path folder = path.getParent();
        if (folder == null) {
            throw new IOException("The keyset file is in no folder");
        }
        return folder;
    }

    /** Makes a new name in the folder survive a loss of power. */
    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileAttribute<?> ownerOnly(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
