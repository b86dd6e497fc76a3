package dev.handsel.inbox.stripebilling;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.stripebilling.ConnectionController.Counts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The events as they came, in the table {@code stripe_billing_event}; {@link WaitingStore} says what became of each. */
@Repository
class DeliveryStore {

    private final JdbcClient jdbc;

    DeliveryStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
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
                    count(*) filter (where outcome = 'given_up') as given_up,
                    count(*) filter (where outcome = 'ignored') as ignored
                from stripe_billing_event where program_id = :program
                """)
                .param("program", program.value())
                .query((row, _) -> new Counts(
                        row.getLong("applied"),
                        row.getLong("waiting"),
                        row.getLong("given_up"),
                        row.getLong("ignored")))
                .single();
    }
}
