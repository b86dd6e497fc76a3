package dev.handsel.payouts.transfers;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which database this is. A standby that took over has another timeline; a restored backup has stopped and started, and its
 * log may stand further back than it stood.
 *
 * @see <a href="https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-CONTROLDATA">PostgreSQL, control
 *     data functions</a>
 */
@Component
class DatabaseIdentity {

    private final JdbcClient jdbc;

    DatabaseIdentity(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is the same while one server runs on one history.
     *
     * @param startedAt when the server started
     * @param database its number in the server: one that was restored beside it and took its name has another
     */
    record Incarnation(String system, int timeline, Instant startedAt, long database) {

        /** Whether this is the same history, started anew at most. */
        boolean sameHistory(String otherSystem, int otherTimeline) {
            return system.equals(otherSystem) && timeline == otherTimeline;
        }
    }

    Incarnation ask() {
        return jdbc.sql("""
                select (pg_control_system()).system_identifier::text as system,
                    (pg_control_checkpoint()).timeline_id as timeline, pg_postmaster_start_time() as started,
                    (select oid::bigint from pg_database where datname = current_database()) as database
                """)
                .query((row, _) -> new Incarnation(
                        row.getString("system"),
                        row.getInt("timeline"),
                        row.getObject("started", OffsetDateTime.class).toInstant(),
                        row.getLong("database")))
                .single();
    }
}
