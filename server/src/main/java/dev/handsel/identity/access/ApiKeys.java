package dev.handsel.identity.access;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ApiKeyId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.refusal.Fault;
import dev.handsel.base.refusal.Refused;
import dev.handsel.base.refusal.Refused.RefusalKind;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.database.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The API keys of programmes. A key is shown once, when it is issued, and is stored only as a hash. */
@Service
public class ApiKeys {

    private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);
    private static final int LONGEST_NAME = 100;

    /** A key as it is known after it was shown. */
    public record ApiKey(
            ApiKeyId id,
            boolean live,
            String name,
            String hint,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {}

    /** A key just issued, with its text: the only time that this exists outside the caller's hands. */
    public record IssuedKey(ApiKey key, String text) {
        @Override
        public String toString() {
            return "Issued[key=" + key + ", text=(hidden)]";
        }
    }

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Transactions transactions;

    ApiKeys(JdbcClient jdbc, InstantSource clock, AuditTrail audit, Transactions transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Issues a key for the programme; {@code live} must be the programme's mode. */
    public IssuedKey issue(ProgramId program, boolean live, String name, String actor) {
        return transactions.required(() -> issued(program, live, name, actor));
    }

    private IssuedKey issued(ProgramId program, boolean live, String name, String actor) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Refused.invalid(List.of(new Fault("/name", "length", "A name has 1 to 100 characters.")));
        }
        var text = ApiKeyText.fresh(live);
        var key = new ApiKey(ApiKeyId.fresh(), live, name, text.hint(), clock.instant(), null, null);
        jdbc.sql("""
                insert into api_key (id, program_id, live, name, hash, hint, created_at)
                values (:id, :program, :live, :name, :hash, :hint, :createdAt)
                """)
                .param("id", key.id().value())
                .param("program", program.value())
                .param("live", live)
                .param("name", name)
                .param("hash", text.hash())
                .param("hint", key.hint())
                .param("createdAt", utc(key.createdAt()))
                .update();
        record(actor, "api_key.issued", program, key.id());
        return new IssuedKey(key, text.reveal());
    }

    /** Every key of the programme, also the revoked ones, oldest first. */
    public List<ApiKey> list(ProgramId program) {
        return jdbc.sql("select * from api_key where program_id = :program order by id")
                .param("program", program.value())
                .query(ApiKeys::read)
                .list();
    }

    /** Revokes the key from its next request on; again is harmless. A key of another programme is unknown. */
    public void revoke(ProgramId program, ApiKeyId key, String actor) {
        transactions.run(() -> end(program, key, actor));
    }

    private void end(ProgramId program, ApiKeyId key, String actor) {
        int found = jdbc.sql("""
                update api_key set revoked_at = coalesce(revoked_at, :now) where id = :id and program_id = :program
                """)
                .param("id", key.value())
                .param("program", program.value())
                .param("now", utc(clock.instant()))
                .update();
        if (found == 0) {
            throw Refused.notFound("API key");
        }
        record(actor, "api_key.revoked", program, key);
    }

    private void record(String actor, String action, ProgramId program, ApiKeyId key) {
        audit.record(actor, action, key.toString(), Map.of("program", program.toString()));
    }

    /** Whose key this is, in one statement; malformed, unknown and revoked look the same. */
    Caller.Merchant authenticate(String text) {
        return ApiKeyText.parse(text)
                .flatMap(this::living)
                .orElseThrow(() -> new Refused(
                        RefusalKind.UNAUTHENTICATED, "invalid_api_key", "This API key is unknown or revoked."));
    }

    private Optional<Caller.Merchant> living(ApiKeyText text) {
        var now = clock.instant();
        return jdbc.sql("""
                with found as (
                    select id, program_id, live, last_used_at from api_key where hash = :hash and revoked_at is null
                ), noted as (
                    update api_key set last_used_at = :now
                    where id in (select id from found where last_used_at is null or last_used_at <= :noted)
                )
                select id, program_id, live from found
                """)
                .param("hash", text.hash())
                .param("now", utc(now))
                .param("noted", utc(now.minus(USE_IS_NOTED_EVERY)))
                .query((row, _) -> new Caller.Merchant(
                        new ApiKeyId(row.getObject("id", UUID.class)),
                        new ProgramId(row.getObject("program_id", UUID.class)),
                        row.getBoolean("live")))
                .optional();
    }

    private static ApiKey read(ResultSet row, int rowNumber) throws SQLException {
        return new ApiKey(
                new ApiKeyId(row.getObject("id", UUID.class)),
                row.getBoolean("live"),
                row.getString("name"),
                row.getString("hint"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
