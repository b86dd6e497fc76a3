package dev.handsel.platform.keyring;

import dev.handsel.platform.settings.CannotStart;
import dev.handsel.platform.settings.DataDirectory;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Wraps secrets with keys that are not in the database, so that the database alone gives nobody a secret. Bytes are wrapped
 * for one context (such as the ids of their row) and open in no other. The file with the keys is read again once it has
 * changed: what another process has wrapped with a newer key can be opened at once.
 */
@Component
public class Keyring {

    private static final Logger log = LoggerFactory.getLogger(Keyring.class);

    private record Loaded(Keyset keys, KeysetFile.Stamp stamp) {}

    private final KeysetFile file;
    private final KeyringCheck check;
    private volatile @Nullable Loaded loaded;

    Keyring(KeyringSettings settings, DataDirectory directory, KeyringCheck check) {
        this.file = new KeysetFile(settings.file(directory));
        this.check = check;
    }

    /** Wraps the bytes; must run in the transaction that stores them. The result begins with the id of the key. */
    public byte[] wrap(byte[] secret, String context) {
        var keys = keys();
        check.confirm(keys);
        return keys.wrap(secret, context);
    }

    /** The bytes that were wrapped in this context; anything else is an {@link IllegalStateException}. */
    public byte[] unwrap(byte[] wrapped, String context) {
        var key = Keyset.idOf(wrapped);
        var known = loaded;
        var keys = known != null && known.keys().ids().contains(key) ? known.keys() : keys();
        try {
            return keys.unwrap(wrapped, context);
        } catch (GeneralSecurityException _) {
            var reason = keys.ids().contains(key) ? "belongs elsewhere or is damaged" : "has a key that is not here";
            throw new IllegalStateException("What key " + key + " has wrapped " + reason);
        }
    }

    /** Recognises bytes without storing them: always the same for the same bytes, whichever key is primary. */
    public byte[] fingerprint(byte[] bytes) {
        return keys().fingerprint(bytes);
    }

    /** The key that wraps from now on. */
    public long primaryKeyId() {
        return keys().primary();
    }

    /** The key that has wrapped these bytes. */
    public static long keyIdOf(byte[] wrapped) {
        return Keyset.idOf(wrapped);
    }

    /** The ids of all keys, oldest first. */
    List<Long> keyIds() {
        return keys().ids();
    }

    KeysetFile file() {
        return file;
    }

    /** The keys as they are in the file now. */
    Keyset keys() {
        var known = loaded;
        if (known == null) {
            return load();
        }
        try {
            return file.stamp().equals(known.stamp()) ? known.keys() : load();
        } catch (CannotStart unreadable) {
            log.error("going on with the keys that were read before", unreadable);
            return known.keys();
        }
    }

    private Keyset load() {
        // The stamp first: a file that changes in between is read once more.
        var stamp = file.stamp();
        var keys = file.read();
        loaded = new Loaded(keys, stamp);
        return keys;
    }

    /** Changes the keys in the file. */
    Keyset change(UnaryOperator<Keyset> change) {
        file.change(change);
        return load();
    }

    @Override
    public String toString() {
        return "Keyring[" + file + "]";
    }
}
