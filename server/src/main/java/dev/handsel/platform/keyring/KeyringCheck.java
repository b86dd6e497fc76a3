package dev.handsel.platform.keyring;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A known value in the database, wrapped by the keys that belong to it: it tells those keys from any others. It comes with
 * the first secret that is wrapped, in the same transaction.
 */
@Component
class KeyringCheck implements WrappedRows {

    private static final Logger log = LoggerFactory.getLogger(KeyringCheck.class);
    private static final byte[] KNOWN = "handsel keyring check".getBytes(UTF_8);
    private static final String CONTEXT = "keyring-check";

    private final JdbcClient jdbc;
    private volatile @Nullable Keyset confirmed;

    KeyringCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What the database holds of the known value. */
    private static final class Row {

        private final byte[] wrapped;
        private final byte[] fingerprint;

        Row(byte[] wrapped, byte[] fingerprint) {
            this.wrapped = wrapped;
            this.fingerprint = fingerprint;
        }

        boolean isOf(Keyset keys) {
            try {
                return MessageDigest.isEqual(keys.fingerprint(KNOWN), fingerprint)
                        && MessageDigest.isEqual(keys.unwrap(wrapped, CONTEXT), KNOWN);
            } catch (GeneralSecurityException otherKeys) {
                return false;
            }
        }
    }

    boolean exists() {
        return find().isPresent();
    }

    /** Whether the keys are those of the database, or the database has seen none yet. */
    boolean fits(Keyset keys) {
        return find().map(row -> row.isOf(keys)).orElse(true);
    }

    /** Makes the keys those of the database, or refuses where it has others. */
    void confirm(Keyset keys) {
        if (confirmed == keys) {
            return;
        }
        var row = find();
        if (row.isEmpty()) {
            // Not remembered: the transaction may be rolled back.
            add(keys);
            row = find();
        } else {
            confirmed = keys;
        }
        if (!row.map(found -> found.isOf(keys)).orElse(false)) {
            confirmed = null;
            log.error("the keyset file is not the one of this database: set HANDSEL_KEYSET_FILE to that of the others");
            throw Refused.later(
                    RefusalKind.UNAVAILABLE,
                    "keyring_unavailable",
                    "This server has other keys than the database; its operator has to put that right.",
                    Duration.ofMinutes(1));
        }
    }

    private void add(Keyset keys) {
        jdbc.sql("""
                insert into keyring_check (only_one, wrapped, key_id, fp) values (true, :wrapped, :key, :fp)
                on conflict do nothing
                """)
                .param("wrapped", keys.wrap(KNOWN, CONTEXT))
                .param("key", keys.primary())
                .param("fp", keys.fingerprint(KNOWN))
                .update();
    }

    private Optional<Row> find() {
        return jdbc.sql("select wrapped, fp from keyring_check")
                .query((row, _) -> new Row(row.getBytes("wrapped"), row.getBytes("fp")))
                .optional();
    }

    @Override
    public String what() {
        return "check values";
    }

    @Override
    public Map<Long, Long> countByKey() {
        return find().map(row -> Map.of(Keyset.idOf(row.wrapped), 1L)).orElse(Map.of());
    }

    @Override
    public int rewrap(Keyring keyring, int most) {
        var row = find();
        if (row.isEmpty() || Keyset.idOf(row.get().wrapped) == keyring.primaryKeyId()) {
            return 0;
        }
        var wrapped = keyring.wrap(KNOWN, CONTEXT);
        jdbc.sql("update keyring_check set wrapped = :wrapped, key_id = :key where wrapped = :before")
                .param("wrapped", wrapped)
                .param("key", Keyset.idOf(wrapped))
                .param("before", row.get().wrapped)
                .update();
        return 1;
    }
}
