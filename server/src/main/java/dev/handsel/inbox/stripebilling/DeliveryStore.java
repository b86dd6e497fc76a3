package dev.handsel.inbox.stripebilling;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.stripebilling.ConnectionController.Counts;
import dev.handsel.platform.database.Columns;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The only one that names the tables {@code stripe_billing_event} and {@code stripe_billing_waiting}. */
@Repository
class DeliveryStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DeliveryStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps the event as it came; says whether it is new. Whoever brings the same meanwhile waits. */
    boolean add(ProgramId program, BillingEvent event, byte[] raw, Instant at) {
        return jdbc.sql("""
                insert into stripe_billing_event (program_id, id, type, payload, outcome, received_at)
                values (:program, :id, :type, :payload, 'ignored', :at)
                on conflict do nothing
                """)
                        .param("program", program.value())
                        .param("id", event.id())
                        .param("type", event.type())
                        .param("payload", raw)
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    void applied(ProgramId program, String event) {
        outcome(program, event, "applied");
    }

    private void outcome(ProgramId program, String event, String outcome) {
        jdbc.sql("update stripe_billing_event set outcome = :outcome where program_id = :program and id = :id")
                .param("program", program.value())
                .param("id", event)
                .param("outcome", outcome)
                .update();
    }

    /** Keeps a draft that lacks this member until one of {@code keys} is known. */
    void await(ProgramId program, String event, String member, Collection<String> keys, EventDraft draft) {
        outcome(program, event, "waiting");
        jdbc.sql("""
                insert into stripe_billing_waiting (program_id, event_id, member, waits_for, body)
                values (:program, :event, :member, :keys, :body)
                """)
                .param("program", program.value())
                .param("event", event)
                .param("member", member)
                .param("keys", Columns.texts(keys))
                .param("body", draft.toString())
                .update();
    }

    /** What waited for one of these to say the member, completed and in the order in which it came; it waits no longer. */
    List<EventDraft> release(ProgramId program, String member, Collection<String> keys, String found) {
        return jdbc.sql("""
                with gone as (
                    delete from stripe_billing_waiting
                    where program_id = :program and member = :member and waits_for && :keys::text[] returning *),
                applied as (
                    update stripe_billing_event e set outcome = 'applied' from gone
                    where e.program_id = gone.program_id and e.id = gone.event_id)
                select body from gone order by seq
                """)
                .param("program", program.value())
                .param("member", member)
                .param("keys", Columns.texts(keys))
                .query((row, _) ->
                        new EventDraft((ObjectNode) json.readTree(row.getString("body"))).with(member, found))
                .list();
    }

    /** A customer of Stripe for whom something waits. */
    record Overdue(ProgramId program, String stripeCustomer) {}

    /** Some of those for whom something has waited since before then. */
    List<Overdue> overdue(Instant before) {
        return jdbc.sql("""
                select distinct w.program_id, w.waits_for[1] as stripe_customer
                from stripe_billing_waiting w join stripe_billing_event e on (e.program_id, e.id) = (w.program_id, w.event_id)
                where w.member = 'customer' and e.received_at < :before
                order by 1, 2 limit 500
                """)
                .param("before", utc(before))
                .query((row, _) -> new Overdue(
                        new ProgramId(row.getObject("program_id", UUID.class)), row.getString("stripe_customer")))
                .list();
    }

    /** Gives up what has waited for an invoice since before then. */
    void giveUp(Instant before) {
        jdbc.sql("""
                with gone as (
                    delete from stripe_billing_waiting w using stripe_billing_event e
                    where (e.program_id, e.id) = (w.program_id, w.event_id) and w.member = 'invoice'
                        and e.received_at < :before
                    returning w.program_id, w.event_id)
                update stripe_billing_event e set outcome = 'ignored' from gone
                where (e.program_id, e.id) = (gone.program_id, gone.event_id)
                """).param("before", utc(before)).update();
    }

    /** Forgets what events said that came before then; that they came stays known. */
    void strip(Instant before) {
        jdbc.sql("update stripe_billing_event set payload = null where payload is not null and received_at < :before")
                .param("before", utc(before))
                .update();
    }

    Optional<Instant> lastReceived(ProgramId program) {
        return jdbc.sql("""
                select received_at from stripe_billing_event where program_id = :program
                order by received_at desc limit 1
                """)
                .param("program", program.value())
                .query((row, _) ->
                        row.getObject("received_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    Counts counts(ProgramId program) {
        return jdbc.sql("""
                select count(*) filter (where outcome = 'applied') as applied,
                    count(*) filter (where outcome = 'waiting') as waiting,
                    count(*) filter (where outcome = 'ignored') as ignored
                from stripe_billing_event where program_id = :program
                """)
                .param("program", program.value())
                .query((row, _) -> new Counts(row.getLong("applied"), row.getLong("waiting"), row.getLong("ignored")))
                .single();
    }
}
