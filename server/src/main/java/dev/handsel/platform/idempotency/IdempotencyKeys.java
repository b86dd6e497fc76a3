package dev.handsel.platform.idempotency;

import static dev.handsel.platform.database.Timestamps.utc;

import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The stored answers to requests that carried an {@code Idempotency-Key}. */
@Component
public class IdempotencyKeys {

    private final JdbcClient jdbc;

    IdempotencyKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Forgets the answers that were stored before this instant; says how many there were. */
    public int purge(Instant before) {
        return jdbc.sql("delete from http_idempotency where created_at < :before")
                .param("before", utc(before))
                .update();
    }
}
