package dev.handsel.platform.keyring;

import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.settings.CannotStart;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.springframework.stereotype.Service;

/**
 * Changes the key that wraps, while servers run. A new key is first in the file that every server reads, and then wraps all
 * rows once more. Old keys stay in the file: backups of the database need them. A rotation that was cut short is finished by
 * the next one before any other key is made.
 */
@Service
public class KeyRotation {

    private static final String ACTOR = "operator";
    private static final int BATCH = 500;

    /** How rotating went: how many rows were wrapped again, and how many still have an older key. */
    public record RotationReport(long primaryKeyId, boolean newKey, long rewrapped, long left) {}

    /** The rows of each sort by the id of their key. */
    public record Status(long primaryKeyId, List<Long> keys, Map<String, Map<Long, Long>> rows) {}

    private final Keyring keyring;
    private final List<WrappedRows> rows;
    private final AuditTrail audit;
    private final Transactions transactions;

    KeyRotation(Keyring keyring, List<WrappedRows> rows, AuditTrail audit, Transactions transactions) {
        this.keyring = keyring;
        this.rows = rows;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Makes a keyset file where there is none. */
    public static void create(Path file) {
        if (!new KeysetFile(file.toAbsolutePath()).create()) {
            throw new CannotStart("There is a file " + file + " already; it was left as it is.");
        }
    }

    /** Which keys there are, and what each of them has wrapped. */
    public Status status() {
        var counts = new LinkedHashMap<String, Map<Long, Long>>();
        rows.forEach(wrapped -> counts.put(wrapped.what(), new TreeMap<>(wrapped.countByKey())));
        return new Status(keyring.primaryKeyId(), keyring.keyIds(), counts);
    }

    /** Adds a key that nothing is wrapped by yet, so that copies of the file can be handed out before it is used. */
    public long prepare() {
        var ids = keyring.change(Keyset::prepared).ids();
        record("keys.prepared", ids.getLast());
        return ids.getLast();
    }

    /** Makes a new key primary, unless rows still wait for the present one, and wraps every row by the primary key. */
    public RotationReport rotate(BooleanSupplier stop, LongConsumer progress) {
        var fresh = left() == 0;
        if (fresh) {
            record("keys.rotated", keyring.change(Keyset::promoted).primary());
        }
        long rewrapped = 0;
        for (var wrapped : rows) {
            int some = -1;
            while (some != 0 && !stop.getAsBoolean()) {
                some = transactions.required(() -> wrapped.rewrap(keyring, BATCH));
                rewrapped += some;
                progress.accept(rewrapped);
            }
        }
        return new RotationReport(keyring.primaryKeyId(), fresh, rewrapped, left());
    }

    private long left() {
        var primary = keyring.primaryKeyId();
        return rows.stream()
                .flatMap(wrapped -> wrapped.countByKey().entrySet().stream())
                .filter(count -> count.getKey() != primary)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void record(String action, long key) {
        transactions.run(() -> audit.record(ACTOR, action, "keyring", Map.of("key_id", key)));
    }
}
