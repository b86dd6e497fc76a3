package dev.handsel.inbox.events;

import dev.handsel.base.ids.ProgramId;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the table {@code event} by the order of arrival. */
@Repository
class EventLogStore {

    private final JdbcClient jdbc;
    private final EventReader reader;

    EventLogStore(JdbcClient jdbc, EventReader reader) {
        this.jdbc = jdbc;
        this.reader = reader;
    }

    /** The greatest number that is seen; 0 where there is no event. */
    long newest(ProgramId program) {
        return jdbc.sql("select coalesce(max(seq), 0) from event where program_id = :program")
                .param("program", program.value())
                .query(Long.class)
                .single();
    }

    List<LoggedEvent> read(ProgramId program, long after, long until, int most) {
        return jdbc.sql("""
                select seq, payload, encode(payload_sha256, 'hex') as sha256, received_at from event
                where program_id = :program and seq > :after and seq <= :until
                order by seq limit :most
                """)
                .param("program", program.value())
                .param("after", after)
                .param("until", until)
                .param("most", most)
                .query((row, _) -> new LoggedEvent(
                        row.getLong("seq"),
                        reader.stored(row.getString("payload"), row.getString("sha256"))
                                .fact(),
                        row.getObject("received_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
