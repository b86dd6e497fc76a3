package dev.handsel.platform.keyring;

import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the keys are.
 *
 * @param keysetFile the file with the keys ({@code HANDSEL_KEYSET_FILE}); all replicas on one database need the same
 *     keys, so a file that is named must be there. Without it the data directory holds one, made at the first start
 */
@ConfigurationProperties("handsel")
record KeyringSettings(@Nullable String keysetFile) {

    KeyringSettings {
        if (keysetFile != null && !keysetFile.isBlank() && !Files.exists(Path.of(keysetFile.strip()))) {
            throw new CannotStart(
                    "There is no file " + keysetFile.strip() + ", which HANDSEL_KEYSET_FILE names; name the"
                            + " one that holds the keys (./handsel keys create FILE makes one for a new installation).");
        }
    }

    boolean named() {
        return keysetFile != null && !keysetFile.isBlank();
    }

    Path file(DataDirectory directory) {
        return keysetFile == null || keysetFile.isBlank()
                ? directory.path().resolve("keys").resolve("keyset.json")
                : Path.of(keysetFile.strip()).toAbsolutePath();
    }
}
