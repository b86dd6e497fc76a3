package dev.handsel.fraud.replay;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.replay.Shadow.Failure;
import dev.handsel.fraud.replay.Shadow.Found;
import dev.handsel.fraud.rules.Parameters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code fraud_shadow}: one row for each programme that tries other parameters. */
@Repository
class ShadowStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ShadowStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Puts these in the place of what there was, which nobody has looked at yet. */
    void put(ProgramId program, Parameters parameters, Instant at) {
        jdbc.sql("""
                insert into fraud_shadow (program_id, version, parameters, set_at)
                values (:program, gen_random_uuid(), :parameters::json, :at)
                on conflict (program_id) do update set version = excluded.version, parameters = excluded.parameters,
                    set_at = excluded.set_at, tried_at = null, seq = null, result = null, failure = null, failed_at = null
                """)
                .param("program", program.value())
                .param("parameters", json.writeValueAsString(parameters))
                .param("at", utc(at))
                .update();
    }

    Optional<Shadow> find(ProgramId program) {
        return jdbc.sql("select * from fraud_shadow where program_id = :program")
                .param("program", program.value())
                .query((row, _) -> read(row))
                .optional();
    }

    boolean remove(ProgramId program) {
        return jdbc.sql("delete from fraud_shadow where program_id = :program")
                        .param("program", program.value())
                        .update()
                == 1;
    }

    /** Those at which nobody has looked, and those at which nobody has set out to look since; who waits for longest comes first. */
    List<Shadow> waiting(Instant since) {
        return jdbc.sql("""
                select * from fraud_shadow where tried_at is null or tried_at <= :since
                order by coalesce(tried_at, set_at), program_id
                """)
                .param("since", utc(since))
                .query((row, _) -> read(row))
                .list();
    }

    /** Sets out to look; not where somebody else has done so, or it is another one meanwhile. */
    boolean claim(Shadow shadow, Instant now) {
        return move(shadow, shadow.triedAt(), now);
    }

    /** As if nobody had set out. */
    void release(Shadow shadow, Instant claimed) {
        boolean _ = move(shadow, claimed, shadow.triedAt());
    }

    private boolean move(Shadow shadow, @Nullable Instant from, @Nullable Instant to) {
        return jdbc.sql("""
                        update fraud_shadow set tried_at = :to::timestamptz where program_id = :program and version = :version
                            and tried_at is not distinct from :from::timestamptz
                        """)
                        .param("program", shadow.program().value())
                        .param("version", shadow.version())
                        .param("from", from == null ? null : utc(from))
                        .param("to", to == null ? null : utc(to))
                        .update()
                == 1;
    }

    /** Keeps what was found, unless it is another one meanwhile. */
    void found(Shadow shadow, Found found) {
        jdbc.sql("""
                update fraud_shadow set seq = :seq, result = :result::json, failure = null, failed_at = null
                where program_id = :program and version = :version
                """)
                .param("program", shadow.program().value())
                .param("version", shadow.version())
                .param("seq", found.seq())
                .param("result", json.writeValueAsString(found.result()))
                .update();
    }

    /** Keeps why nothing was found, beside what was found before. */
    void failed(Shadow shadow, Failure failure) {
        jdbc.sql("""
                update fraud_shadow set failure = :failure, failed_at = :at
                where program_id = :program and version = :version
                """)
                .param("program", shadow.program().value())
                .param("version", shadow.version())
                .param("failure", failure.reason())
                .param("at", utc(failure.at()))
                .update();
    }

    private Shadow read(ResultSet row) throws SQLException {
        var result = row.getString("result");
        var failure = row.getString("failure");
        var failedAt = instant(row, "failed_at");
        return new Shadow(
                new ProgramId(row.getObject("program_id", UUID.class)),
                row.getObject("version", UUID.class),
                json.readValue(row.getString("parameters"), Parameters.class),
                row.getObject("set_at", OffsetDateTime.class).toInstant(),
                instant(row, "tried_at"),
                result == null ? null : new Found(row.getLong("seq"), json.readValue(result, ShadowResult.class)),
                failure == null || failedAt == null ? null : new Failure(failedAt, failure));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
