package dev.handsel.inbox.events;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.LoggedEvent.Content;
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
                select seq, id, occurred_at, payload, encode(payload_sha256, 'hex') as sha256, received_at from event
                where program_id = :program and seq > :after and seq <= :until
                order by seq limit :most
                """)
                .param("program", program.value())
                .param("after", after)
                .param("until", until)
                .param("most", most)
                .query((row, _) -> new LoggedEvent(
                        row.getLong("seq"),
                        row.getString("id"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        content(row.getString("payload"), row.getString("sha256"))))
                .list();
    }

    /** One that cannot be read must not keep those who follow from all others. */
    private Content content(String payload, String sha256) {
        try {
            return new Content.Sound(reader.followed(payload, sha256).fact());
        } catch (RuntimeException unreadable) {
            return new Content.Unreadable(unreadable);
        }
    }
}
