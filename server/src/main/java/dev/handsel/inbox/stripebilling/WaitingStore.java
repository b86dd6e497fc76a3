package dev.handsel.inbox.stripebilling;

import static dev.handsel.platform.database.Timestamps.instant;
import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import dev.handsel.inbox.stripeevents.EventDraft;
import dev.handsel.inbox.waiting.WaitingThing;
import dev.handsel.inbox.waiting.WaitingThing.AwaitedKind;
import dev.handsel.inbox.waiting.WaitingThing.WaitsFor;
import dev.handsel.inbox.waiting.WaitingThings;
import dev.handsel.platform.database.Columns;
import dev.handsel.platform.paging.PageRequest;
import dev.handsel.programs.terms.Programs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What waits for another event: the only one that names the table {@code stripe_billing_waiting}, beside its own event. */
@Repository
class WaitingStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Programs programs;
    private final InstantSource clock;

    WaitingStore(JdbcClient jdbc, JsonMapper json, Programs programs, InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.programs = programs;
        this.clock = clock;
    }

    /** What a draft lacks, named as its member. */
    enum Missing implements Word {
        CUSTOMER,
        INVOICE
    }

    /**
     * A draft that waits no longer.
     *
     * @param keys what it had waited for, any of them
     */
    record Released(EventDraft draft, List<String> keys) {}

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

    /** Keeps a draft that lacks a member until one of {@code keys} is known; it waits from the programme's present on. */
    void await(
            ProgramId program,
            String event,
            Missing member,
            Collection<String> keys,
            @Nullable String stripeCustomer,
            EventDraft draft) {
        outcome(program, event, "waiting");
        jdbc.sql("""
                insert into stripe_billing_waiting (program_id, event_id, member, waits_for, stripe_customer, since, body)
                values (:program, :event, :member, :keys, :customer, :since, :body)
                """)
                .param("program", program.value())
                .param("event", event)
                .param("member", member.word())
                .param("keys", Columns.texts(keys))
                .param("customer", stripeCustomer)
                .param("since", utc(programs.get(program).now(clock)))
                .param("body", draft.toString())
                .update();
    }

    /**
     * What waited for one of these to say the member, completed and in the order in which it came, also what was given up
     * meanwhile; it waits no longer.
     */
    List<Released> release(ProgramId program, Missing member, Collection<String> keys, String found) {
        return jdbc.sql("""
                with gone as (
                    delete from stripe_billing_waiting
                    where program_id = :program and member = :member and waits_for && :keys::text[] returning *),
                applied as (
                    update stripe_billing_event e set outcome = 'applied' from gone
                    where e.program_id = gone.program_id and e.id = gone.event_id)
                select body, waits_for from gone order by seq
                """)
                .param("program", program.value())
                .param("member", member.word())
                .param("keys", Columns.texts(keys))
                .query((row, _) -> new Released(
                        new EventDraft((ObjectNode) json.readTree(row.getString("body"))).with(member.word(), found),
                        List.of((String[]) row.getArray("waits_for").getArray())))
                .list();
    }

    /** A customer of Stripe for whom something waits. */
    record Overdue(ProgramId program, String stripeCustomer) {}

    /** Some of those for whom something that came before then has waited and is not given up. */
    List<Overdue> overdue(Instant before) {
        return jdbc.sql("""
                select distinct w.program_id, w.waits_for[1] as stripe_customer
                from stripe_billing_waiting w join stripe_billing_event e on (e.program_id, e.id) = (w.program_id, w.event_id)
                where w.member = 'customer' and w.given_up_at is null and e.received_at < :before
                order by 1, 2 limit 500
                """)
                .param("before", utc(before))
                .query((row, _) -> new Overdue(
                        new ProgramId(row.getObject("program_id", UUID.class)), row.getString("stripe_customer")))
                .list();
    }

    /** Since when what has waited longest and is not given up waits, in the programme's time. */
    Optional<Instant> longestWaiting(ProgramId program) {
        return jdbc.sql("""
                select min(since) as since from stripe_billing_waiting where program_id = :program and given_up_at is null
                """)
                .param("program", program.value())
                .query((row, _) -> Optional.ofNullable(instant(row, "since")))
                .single();
    }

    /** Gives up what has waited since {@code since} or longer; returns how many that were. */
    int giveUp(ProgramId program, Instant since, Instant now) {
        return jdbc.sql("""
                with gone as (
                    update stripe_billing_waiting set given_up_at = :now
                    where program_id = :program and given_up_at is null and since <= :since
                    returning program_id, event_id)
                update stripe_billing_event e set outcome = 'given_up' from gone
                where (e.program_id, e.id) = (gone.program_id, gone.event_id)
                """)
                .param("program", program.value())
                .param("since", utc(since))
                .param("now", utc(now))
                .update();
    }

    /** The page of those that wait, by since when they do and the event's id as it will be told. */
    List<WaitingThing> page(ProgramId program, PageRequest page) {
        var keyset = page.newestFirst("w.since", "w.body::json ->> 'id'");
        return jdbc.sql("""
                select w.*, coalesce(c.customer, w.stripe_customer) as customer
                from stripe_billing_waiting w left join stripe_billing_customer c
                    on (c.program_id, c.stripe_customer) = (w.program_id, w.stripe_customer)
                where w.program_id = :program
                """ + keyset.sql())
                .param("program", program.value())
                .params(keyset.params())
                .query((row, _) -> waiting(row))
                .list();
    }

    /** How many wait, in one programme or in all. */
    WaitingThings.Counts counts(Optional<ProgramId> program) {
        return jdbc.sql("""
                select count(*) filter (where given_up_at is null) as waiting,
                    count(*) filter (where given_up_at is not null) as given_up
                from stripe_billing_waiting where :program::uuid is null or program_id = :program::uuid
                """)
                .param("program", program.map(id -> id.value().toString()).orElse(null))
                .query((row, _) -> new WaitingThings.Counts(row.getLong("waiting"), row.getLong("given_up")))
                .single();
    }

    private WaitingThing waiting(ResultSet row) throws SQLException {
        var draft = new EventDraft((ObjectNode) json.readTree(row.getString("body")));
        var keys = (String[]) row.getArray("waits_for").getArray();
        var kind = switch (Word.read(Missing.class, row.getString("member"))) {
            case CUSTOMER -> AwaitedKind.CUSTOMER;
            case INVOICE -> AwaitedKind.PAYMENT;
        };
        return new WaitingThing(
                draft.id(),
                draft.type(),
                row.getString("customer"),
                new WaitsFor(kind, keys[0]),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                instant(row, "given_up_at"));
    }
}
