package dev.handsel.inbox.files;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.settings.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the checkpoints of unfinished imports in {@code HANDSEL_DATA_DIR/imports}, a file each, replaced as a whole. */
@Component
class Checkpoints {

    private final DataDirectory directory;
    private final JsonMapper json;

    Checkpoints(DataDirectory directory, JsonMapper json) {
        this.directory = directory;
        this.json = json;
    }

    /** Where the import of this content stands; at its beginning if nothing sensible is known of it. */
    ImportCheckpoint find(Path file, ProgramId program) throws IOException {
        var fresh = new ImportCheckpoint(sha256(file), program.toString(), 0, Map.of());
        var path = path(fresh);
        if (!Files.exists(path)) {
            return fresh;
        }
        try {
            var known = json.readValue(Files.readAllBytes(path), ImportCheckpoint.class);
            return fresh.sha256().equals(known.sha256()) && fresh.program().equals(known.program()) ? known : fresh;
        } catch (JacksonException damaged) {
            // From the beginning: what was taken in already comes out as duplicates.
            return fresh;
        }
    }

    void keep(ImportCheckpoint checkpoint) throws IOException {
        var path = path(checkpoint);
        Files.createDirectories(path.getParent());
        var next = path.resolveSibling(path.getFileName() + ".new");
        Files.write(next, json.writeValueAsBytes(checkpoint));
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
    }

    void forget(ImportCheckpoint checkpoint) throws IOException {
        Files.deleteIfExists(path(checkpoint));
    }

    private Path path(ImportCheckpoint checkpoint) {
        var name = checkpoint.program() + "-" + checkpoint.sha256().substring(0, 16) + ".json";
        return directory.path().resolve("imports").resolve(name);
    }

    private static String sha256(Path file) throws IOException {
        try (var bytes = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            bytes.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
