package dev.handsel.transfers;

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
     */
    record Known(String system, int timeline, Instant startedAt) {

        /** Whether this is the same history, started anew at most. */
        boolean sameHistory(String otherSystem, int otherTimeline) {
            return system.equals(otherSystem) && timeline == otherTimeline;
        }
    }

    Known ask() {
        return jdbc.sql("""
                select (pg_control_system()).system_identifier::text as system,
                    (pg_control_checkpoint()).timeline_id as timeline, pg_postmaster_start_time() as started
                """)
                .query((row, _) -> new Known(
                        row.getString("system"),
                        row.getInt("timeline"),
                        row.getObject("started", OffsetDateTime.class).toInstant()))
                .single();
    }
}
