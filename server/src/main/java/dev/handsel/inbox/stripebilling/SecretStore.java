package dev.handsel.inbox.stripebilling;

import static dev.handsel.platform.database.Timestamps.instant;
import static dev.handsel.platform.database.Timestamps.utc;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.keyring.Keyring;
import dev.handsel.platform.keyring.WrappedStore;
import dev.handsel.platform.keyring.WrappedTable;
import dev.handsel.platform.settings.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code stripe_billing_secret}. Secrets are wrapped for their programme. */
@Repository
class SecretStore implements WrappedStore {

    private final JdbcClient jdbc;
    private final Keyring keyring;
    private final WrappedTable table;

    SecretStore(JdbcClient jdbc, Keyring keyring) {
        this.jdbc = jdbc;
        this.keyring = keyring;
        this.table = new WrappedTable(
                jdbc,
                "stripe billing secrets",
                "stripe_billing_secret",
                "select id, wrapped, key_id, program_id from stripe_billing_secret",
                (row, _) -> context(row.getObject("program_id", UUID.class)));
    }

    /** A secret, and until when it is one; null for the present one. */
    record DatedSecret(
            Secret secret, Instant createdAt, @Nullable Instant validUntil) {}

    /** Those that count at this time, the present one first. */
    List<DatedSecret> valid(ProgramId program, Instant now) {
        return jdbc.sql("""
                select * from stripe_billing_secret
                where program_id = :program and (valid_until is null or valid_until > :now)
                order by created_at desc
                """)
                .param("program", program.value())
                .param("now", utc(now))
                .query((row, _) -> read(program, row))
                .list();
    }

    private DatedSecret read(ProgramId program, ResultSet row) throws SQLException {
        var secret = new String(keyring.unwrap(row.getBytes("wrapped"), context(program.value())), UTF_8);
        return new DatedSecret(
                new Secret(secret),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "valid_until"));
    }

    void add(ProgramId program, Secret secret, Instant at) {
        var wrapped = keyring.wrap(secret.value().getBytes(UTF_8), context(program.value()));
        jdbc.sql("""
                insert into stripe_billing_secret (id, program_id, wrapped, key_id, created_at)
                values (:id, :program, :wrapped, :key, :at)
                """)
                .param("id", UUID.randomUUID())
                .param("program", program.value())
                .param("wrapped", wrapped)
                .param("key", Keyring.keyIdOf(wrapped))
                .param("at", utc(at))
                .update();
    }

    /** Lets the present secret end then, in place of one that was to end before. */
    void end(ProgramId program, Instant at) {
        jdbc.sql("delete from stripe_billing_secret where program_id = :program and valid_until is not null")
                .param("program", program.value())
                .update();
        jdbc.sql("update stripe_billing_secret set valid_until = :at where program_id = :program")
                .param("program", program.value())
                .param("at", utc(at))
                .update();
    }

    /** Forgets all; says how many there were. */
    int remove(ProgramId program) {
        return jdbc.sql("delete from stripe_billing_secret where program_id = :program")
                .param("program", program.value())
                .update();
    }

    private static String context(UUID program) {
        return "stripe_billing|" + program;
    }

    @Override
    public WrappedTable wrapped() {
        return table;
    }
}
