package dev.handsel.platform.idempotency;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.platform.database.Locks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredAnswers {

    private final JdbcClient jdbc;
    private final Locks locks;
    private final InstantSource clock;

    StoredAnswers(JdbcClient jdbc, Locks locks, InstantSource clock) {
        this.jdbc = jdbc;
        this.locks = locks;
        this.clock = clock;
    }

    /** Keeps other requests with this key out until the transaction ends; false where another one is in. */
    boolean lock(KeyedCall call) {
        return locks.tryTake(Locks.idempotencyKey(call.scope(), call.key()));
    }

    Optional<StoredAnswer> find(KeyedCall call) {
        return jdbc.sql("""
                select request_hash, rights, status, content_type, location, etag, body
                from http_idempotency
                where scope = :scope and key = :key
                """)
                .param("scope", call.scope())
                .param("key", call.key())
                .query(StoredAnswers::read)
                .optional();
    }

    void store(KeyedCall call, StoredAnswer answer) {
        jdbc.sql("""
                insert into http_idempotency
                    (scope, key, request_hash, rights, status, content_type, location, etag, body, created_at)
                values (:scope, :key, :hash, :rights, :status, :contentType, :location, :etag, :body, :createdAt)
                """)
                .param("scope", call.scope())
                .param("key", call.key())
                .param("hash", answer.requestHash())
                .param("rights", answer.rights().toArray(String[]::new))
                .param("status", answer.status())
                .param("contentType", answer.contentType())
                .param("location", answer.location())
                .param("etag", answer.etag())
                .param("body", answer.body())
                .param("createdAt", utc(clock.instant()))
                .update();
    }

    private static StoredAnswer read(ResultSet row, int rowNumber) throws SQLException {
        return new StoredAnswer(
                row.getString("request_hash"),
                Set.of((String[]) row.getArray("rights").getArray()),
                row.getInt("status"),
                row.getString("content_type"),
                row.getString("location"),
                row.getString("etag"),
                row.getString("body"));
    }
}
