package dev.handsel.inbox.events;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Columns;
import dev.handsel.platform.database.Locks;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes the tables {@code event} and {@code event_quarantined}. */
@Repository
class EventStore {

    private final JdbcClient jdbc;
    private final Locks locks;

    EventStore(JdbcClient jdbc, Locks locks) {
        this.jdbc = jdbc;
        this.locks = locks;
    }

    /** An event that is there already; parked, if it waits for something. */
    record EarlierEvent(String id, String sha256, @Nullable ParkedText parked) {
        private EarlierEvent parked(String waitsFor, String payload) {
            return new EarlierEvent(id, sha256, new ParkedText(waitsFor, payload));
        }
    }

    /** What a parked event waits for, and what it says. */
    record ParkedText(String waitsFor, String payload) {}

    /** Something under an id that was taken, or about a thing that is known otherwise. */
    record Contradiction(String id, String reason, String payload, String sha256) {}

    /**
     * Makes everybody else who works on these keys wait until the transaction ends, and whoever changes the terms of the
     * programme too.
     */
    void lock(ProgramId program, Collection<String> keys) {
        locks.take(Locks.termsShared(program), Locks.eventKeys(program, keys));
    }

    /**
     * In one statement: the events of these ids, and the parked ones that wait for one of {@code keys} or bring one of
     * {@code subjects}, in the order of their arrival.
     */
    List<EarlierEvent> read(
            ProgramId program, Collection<String> ids, Collection<String> keys, Collection<String> subjects) {
        return jdbc.sql("""
                select id, encode(payload_sha256, 'hex') as sha256, result = 'parked' as parked, waits_for, subject,
                    case when result = 'parked' then payload end as payload
                from event where program_id = :program
                    and (id = any(:ids) or result = 'parked' and (waits_for = any(:keys) or subject = any(:subjects)))
                order by seq
                """)
                .param("program", program.value())
                .param("ids", Columns.texts(ids))
                .param("keys", Columns.texts(keys))
                .param("subjects", Columns.texts(subjects))
                .query((row, _) -> {
                    var earlier = new EarlierEvent(row.getString("id"), row.getString("sha256"), null);
                    return row.getBoolean("parked")
                            ? earlier.parked(row.getString("waits_for"), row.getString("payload"))
                            : earlier;
                })
                .list();
    }

    /** Stores events in their order, with one statement. */
    void addAll(ProgramId program, Collection<StoredEvent> events, Instant receivedAt, Instant now) {
        if (events.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into event (program_id, id, type, occurred_at, received_at, customer, subject, payload,
                    payload_sha256, result, reason, waits_for, parked_at, applied_at)
                select :program, n.id, n.type, n.occurred, :received, n.customer, n.subject, n.payload,
                    decode(n.hash, 'hex'),
                    n.result, n.reason, n.waits_for, case when n.waits_for is not null then :now end, n.applied
                from unnest(:ids::text[], :types::text[], :occurred::timestamptz[], :customers::text[], :subjects::text[],
                    :payloads::text[], :hashes::text[], :results::text[], :reasons::text[],
                    :waits::text[], :applied::timestamptz[])
                    with ordinality
                    as n(id, type, occurred, customer, subject, payload, hash, result, reason, waits_for, applied, position)
                order by n.position
                """)
                .param("program", program.value())
                .param("received", utc(receivedAt))
                .param("now", utc(now))
                .params(Columns.of(List.copyOf(events))
                        .with("ids", stored -> stored.event().id())
                        .with("types", stored -> stored.event().type())
                        .with(
                                "occurred",
                                stored -> stored.event().fact().envelope().occurredAt())
                        .with("customers", stored -> stored.event().fact().customer())
                        .with(
                                "subjects",
                                stored -> stored.event()
                                        .fact()
                                        .subject()
                                        .map(subject -> subject.key())
                                        .orElse(null))
                        .with("payloads", stored -> stored.event().payload())
                        .with("hashes", stored -> stored.event().sha256())
                        .with("results", stored -> StoredEvent.word(stored.outcome()))
                        .with("reasons", StoredEvent::reason)
                        .with("waits", StoredEvent::waitsFor)
                        .with("applied", StoredEvent::settled)
                        .params())
                .update();
    }

    /** Writes what became of events that had been parked. */
    void settleAll(ProgramId program, Collection<StoredEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update event e set result = n.result, reason = n.reason, waits_for = coalesce(n.waits_for, e.waits_for),
                    applied_at = n.applied
                from unnest(:ids::text[], :results::text[], :reasons::text[], :waits::text[], :applied::timestamptz[])
                    as n(id, result, reason, waits_for, applied)
                where e.program_id = :program and e.id = n.id
                """)
                .param("program", program.value())
                .params(Columns.of(List.copyOf(events))
                        .with("ids", stored -> stored.event().id())
                        .with("results", stored -> StoredEvent.word(stored.outcome()))
                        .with("reasons", StoredEvent::reason)
                        .with("waits", StoredEvent::waitsFor)
                        .with("applied", StoredEvent::settled)
                        .params())
                .update();
    }

    void quarantineAll(ProgramId program, List<Contradiction> contradictions, Instant receivedAt) {
        if (contradictions.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into event_quarantined (program_id, event_id, reason, payload, payload_sha256, received_at)
                select :program, n.id, n.reason, n.payload, decode(n.hash, 'hex'), :received
                from unnest(:ids::text[], :reasons::text[], :payloads::text[], :hashes::text[])
                    as n(id, reason, payload, hash)
                on conflict do nothing
                """)
                .param("program", program.value())
                .param("received", utc(receivedAt))
                .params(Columns.of(contradictions)
                        .with("ids", Contradiction::id)
                        .with("reasons", Contradiction::reason)
                        .with("payloads", Contradiction::payload)
                        .with("hashes", Contradiction::sha256)
                        .params())
                .update();
    }
}
