package dev.handsel.inbox.history;

import static dev.handsel.platform.database.Timestamps.instant;

import dev.handsel.base.ids.AuditEntryId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Columns;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads events, what contradicted them, and what the audit trail says of them; writes nothing. */
@Repository
class HistoryStore {

    private static final String TOLD = """
            select id as key, id, type, occurred_at, received_at, customer, result, reason, waits_for, parked_at, given_up_at,
                applied_at, payload
            from event where program_id = :program
            """;

    /** What was released and found to contradict something stands in both tables; it is listed once, as an event. */
    private static final String CONTRADICTIONS = """
            select q.event_id || '#' || encode(q.payload_sha256, 'hex') as key, q.event_id as id,
                q.payload::json ->> 'type' as type, (q.payload::json ->> 'occurred_at')::timestamptz as occurred_at, q.received_at,
                q.payload::json ->> 'customer' as customer, 'quarantined' as result, q.reason, null as waits_for,
                null::timestamptz as parked_at, null::timestamptz as given_up_at, null::timestamptz as applied_at, q.payload
            from event_quarantined q where q.program_id = :program and not exists (
                select from event e
                where (e.program_id, e.id, e.payload_sha256) = (q.program_id, q.event_id, q.payload_sha256))
            """;

    private final JdbcClient jdbc;

    HistoryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which events are meant; whatever is empty may be anything. */
    record Wanted(Optional<String> result, Optional<String> type, Optional<String> customer) {}

    /** An entry of the audit trail; {@code body} is JSON. */
    record Entry(AuditEntryId id, Instant at, String actor, String action, String object, String body) {}

    /** The events of a page, by when they were received and their key; those that contradicted others are not among them. */
    List<ToldEvent> events(ProgramId program, Wanted wanted, PageRequest page) {
        var keyset = page.newestFirst("received_at", "id");
        var conditions = (wanted.result().isPresent() ? " and result = :result" : "")
                + (wanted.result().filter(result -> !result.equals("recorded")).isPresent()
                        ? " and result <> 'recorded'"
                        : "")
                + (wanted.type().isPresent() ? " and type = :type" : "")
                + (wanted.customer().isPresent() ? " and customer = :customer" : "");
        return read(TOLD + conditions + keyset.sql(), program, wanted)
                .params(keyset.params())
                .query(HistoryStore::told)
                .list();
    }

    /** What contradicted something that was there first, likewise. */
    List<ToldEvent> contradictions(ProgramId program, Wanted wanted, PageRequest page) {
        var keyset = page.newestFirst("q.received_at", "q.event_id || '#' || encode(q.payload_sha256, 'hex')");
        var conditions = (wanted.type().isPresent() ? " and q.payload::json ->> 'type' = :type" : "")
                + (wanted.customer().isPresent() ? " and q.payload::json ->> 'customer' = :customer" : "");
        return read(CONTRADICTIONS + conditions + keyset.sql(), program, wanted)
                .params(keyset.params())
                .query(HistoryStore::told)
                .list();
    }

    private JdbcClient.StatementSpec read(String sql, ProgramId program, Wanted wanted) {
        return jdbc.sql(sql)
                .param("program", program.value())
                .param("result", wanted.result().orElse(null))
                .param("type", wanted.type().orElse(null))
                .param("customer", wanted.customer().orElse(null));
    }

    /** The event that stands under this id. */
    Optional<ToldEvent> find(ProgramId program, String id) {
        return jdbc.sql(TOLD + " and id = :id")
                .param("program", program.value())
                .param("id", id)
                .query(HistoryStore::told)
                .optional();
    }

    /** What else was told under this id, in the order in which it came; at most {@code most}. */
    List<ToldEvent> contradictions(ProgramId program, String id, int most) {
        return jdbc.sql(CONTRADICTIONS + " and q.event_id = :id order by q.received_at, key limit :most")
                .param("program", program.value())
                .param("id", id)
                .param("most", most)
                .query(HistoryStore::told)
                .list();
    }

    /**
     * What was recorded of the event itself, and what became of these lines and customers; the newest {@code most}, oldest
     * first. Whoever tells events names them, also after accounts and keys: by its object alone no entry is shown.
     */
    List<Entry> audited(ProgramId program, String event, Collection<String> others, int most) {
        return jdbc.sql("""
                select * from audit_entry
                where object = any(:others) and (action like 'commission.%' or action = 'customer.attributed')
                    or object = :event and action like 'event.%' and body::json ->> 'program' = :program
                order by id desc limit :most
                """)
                .param("program", program.toString())
                .param("event", event)
                .param("others", Columns.texts(others))
                .param("most", most)
                .query((row, _) -> new Entry(
                        new AuditEntryId(row.getObject("id", UUID.class)),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("object"),
                        row.getString("body")))
                .list()
                .reversed();
    }

    private static ToldEvent told(ResultSet row, int number) throws SQLException {
        return new ToldEvent(
                row.getString("key"),
                row.getString("id"),
                row.getString("type"),
                instant(row, "occurred_at"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("customer"),
                row.getString("result"),
                row.getString("reason"),
                row.getString("waits_for"),
                instant(row, "parked_at"),
                instant(row, "given_up_at"),
                instant(row, "applied_at"),
                row.getString("payload"));
    }
}
