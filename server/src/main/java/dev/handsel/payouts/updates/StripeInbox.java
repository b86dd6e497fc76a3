package dev.handsel.payouts.updates;

import static dev.handsel.platform.database.Timestamps.utc;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handsel.platform.database.Columns;
import dev.handsel.platform.database.Timestamps;
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

    StripeInbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An event that somebody has taken on, how often that happened, and for how long it is here. */
    record Claimed(StripeEvent event, int attempts, Duration age) {}

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
    Optional<Claimed> claim(Duration lease) {
        return jdbc.sql("""
                update stripe_event set attempts = attempts + 1, due_at = now() + :lease::interval
                where (source, id) = (
                    select source, id from stripe_event where state = 'waiting' and due_at <= now()
                    order by due_at, id limit 1 for update skip locked)
                returning *, extract(epoch from now() - received_at)::bigint as age
                """)
                .param("lease", lease.toString())
                .query((row, _) -> new Claimed(
                        new StripeEvent(
                                row.getString("id"),
                                row.getString("type"),
                                row.getString("account"),
                                row.getString("object_id"),
                                new String(row.getBytes("payload"), UTF_8)),
                        row.getInt("attempts"),
                        Duration.ofSeconds(row.getLong("age"))))
                .optional();
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

    void again(StripeEvent event, Duration pause, String note) {
        jdbc.sql("""
                update stripe_event set due_at = now() + :pause::interval, note = :note
                where source = 'connect' and id = :id and state = 'waiting'
                """)
                .param("id", event.id())
                .param("pause", pause.toString())
                .param("note", note)
                .update();
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
