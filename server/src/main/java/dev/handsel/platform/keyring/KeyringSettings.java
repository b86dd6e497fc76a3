package dev.handsel.platform.keyring;

import dev.handsel.platform.settings.DataDirectory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the keys are.
 *
 * @param keysetFile the file with the keys ({@code HANDSEL_KEYSET_FILE}); all replicas on one database need the same
 *     keys. Without it the data directory holds one
 */
@ConfigurationProperties("handsel")
record KeyringSettings(@Nullable String keysetFile) {

    boolean named() {
        return keysetFile != null && !keysetFile.isBlank();
    }

    Path file(DataDirectory directory) {
        return keysetFile == null || keysetFile.isBlank()
                ? directory.path().resolve("keys").resolve("keyset.json")
                : Path.of(keysetFile.strip()).toAbsolutePath();
    }
}
