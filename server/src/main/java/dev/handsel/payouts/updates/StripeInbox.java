package dev.handsel.payouts.updates;

import static dev.handsel.platform.database.Timestamps.utc;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handsel.platform.database.Columns;
import dev.handsel.platform.database.Timestamps;
import dev.handsel.platform.work.Pauses;
import dev.handsel.platform.work.QueueRows;
import dev.handsel.platform.work.WorkQueue;
import dev.handsel.platform.work.WorkQueue.Claimed;
import dev.handsel.platform.work.WorkQueue.Lease;
import dev.handsel.platform.work.WorkQueues;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the tables {@code stripe_event} and {@code stripe_event_poll}. */
@Repository
class StripeInbox {

    private final JdbcClient jdbc;
    private final WorkQueue queue;

    StripeInbox(JdbcClient jdbc, WorkQueues queues) {
        this.jdbc = jdbc;
        this.queue = queues.open(QueueRows.of("stripe_event", "id", "source")
                .open("state = 'waiting'")
                .lease(Duration.ofMinutes(2))
                .tries("attempts", Pauses.doubling(Duration.ofSeconds(5), Duration.ofMinutes(30)))
                .note("note")
                .giveUpAfter(Duration.ofHours(24), "received_at")
                .givenUp("state = 'given_up'"));
    }

    /** Keeps events; those that are known already stay as they are. Says how many are new. */
    int add(List<StripeEvent> events) {
        return jdbc.sql("""
                insert into stripe_event (source, id, type, account, object_id, payload)
                select 'connect', * from unnest(:ids::text[], :types::text[], :accounts::text[], :objects::text[],
                    :payloads::bytea[])
                on conflict (source, id) do nothing
                """)
                .params(Columns.of(events)
                        .with("ids", StripeEvent::id)
                        .with("types", StripeEvent::type)
                        .with("accounts", StripeEvent::account)
                        .with("objects", StripeEvent::object)
                        .withBytes("payloads", event -> event.payload().getBytes(UTF_8))
                        .params())
                .update();
    }

    /** The event that waits longest; nobody else gets it while the lease lasts. */
    Optional<Claimed<StripeEvent>> claim() {
        return queue.claim((row, _) -> new StripeEvent(
                row.getString("id"),
                row.getString("type"),
                row.getString("account"),
                row.getString("object_id"),
                null,
                new String(row.getBytes("payload"), UTF_8)));
    }

    void end(StripeEvent event, String state, String note) {
        jdbc.sql("""
                update stripe_event set state = :state, note = :note, ended_at = now()
                where source = 'connect' and id = :id and state = 'waiting'
                """)
                .param("id", event.id())
                .param("state", state)
                .param("note", note)
                .update();
    }

    /** It is tried again, later each time. */
    void again(Lease lease, String why) {
        queue.again(lease, why);
    }

    /** It is tried again after this pause. */
    void again(Lease lease, Duration pause, String why) {
        queue.again(lease, pause, why);
    }

    /** Forgets what has ended and came before then. */
    int purge(Instant before) {
        return jdbc.sql("delete from stripe_event where state <> 'waiting' and received_at < :before")
                .param("before", utc(before))
                .update();
    }

    Optional<Instant> polledUntil() {
        return jdbc.sql("select seen_until from stripe_event_poll")
                .query((row, _) -> Optional.ofNullable(Timestamps.instant(row, "seen_until")))
                .optional()
                .flatMap(seen -> seen);
    }

    /** Never further than the database's own clock: one that was ahead would leave a gap. */
    void polled(Instant until) {
        jdbc.sql("""
                insert into stripe_event_poll as p (seen_until) values (least(:until, now()))
                on conflict (id) do update
                    set seen_until = greatest(least(p.seen_until, now()), excluded.seen_until)
                """).param("until", utc(until)).update();
    }
}
