package dev.handsel.platform.keyring;

import dev.handsel.platform.settings.CannotStart;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Before the server serves: makes the keys where nothing depends on any yet, and otherwise makes sure that they are those
 * of the database. It never replaces keys: what they have wrapped would be lost.
 */
@Component
@ConditionalOnWebApplication
class KeyringStart implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(KeyringStart.class);

    private final Keyring keyring;
    private final KeyringCheck check;
    private final List<WrappedRows> rows;
    private final KeyringSettings settings;
    private final Environment environment;

    KeyringStart(
            Keyring keyring,
            KeyringCheck check,
            List<WrappedRows> rows,
            KeyringSettings settings,
            Environment environment) {
        this.keyring = keyring;
        this.check = check;
        this.rows = rows;
        this.settings = settings;
        this.environment = environment;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var file = keyring.file();
        if (environment.getActiveProfiles().length > 0 && !(settings.named() && file.exists())) {
            throw new CannotStart(
                    "With a Spring profile the keys are not made by themselves: set HANDSEL_KEYSET_FILE to the file that"
                            + " holds them (./handsel keys create FILE makes one)"
                            + (settings.named() ? "; there is no " + file + "." : "."));
        }
        if (!file.exists()) {
            requireUnused(file);
            if (file.create()) {
                log.info("made the keys that wrap secrets: {}; keep a copy of this file apart from the database", file);
            }
        }
        requireOwn(file, keyring.keys());
        file.warnOfReaders();
    }

    private void requireUnused(KeysetFile file) {
        if (check.exists()
                || rows.stream().anyMatch(wrapped -> !wrapped.countByKey().isEmpty())) {
            throw new CannotStart("The database holds secrets whose keys are not in " + file
                    + ", which is missing; set HANDSEL_KEYSET_FILE to the keyset file that belongs to this database.");
        }
    }

    private void requireOwn(KeysetFile file, Keyset keys) {
        var known = keys.ids();
        if (!check.fits(keys)
                || rows.stream()
                        .anyMatch(wrapped ->
                                !known.containsAll(wrapped.countByKey().keySet()))) {
            throw new CannotStart("The database holds secrets that the keys in " + file
                    + " do not open; set HANDSEL_KEYSET_FILE to the keyset file that belongs to this database.");
        }
    }
}
