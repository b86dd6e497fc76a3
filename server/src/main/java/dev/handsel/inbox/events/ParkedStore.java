package dev.handsel.inbox.events;

import static dev.handsel.platform.database.Timestamps.instant;
import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.waiting.WaitingThing;
import dev.handsel.inbox.waiting.WaitingThing.AwaitedKind;
import dev.handsel.inbox.waiting.WaitingThing.WaitsFor;
import dev.handsel.inbox.waiting.WaitingThings.Counts;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code event} that wait for something. */
@Repository
class ParkedStore {

    private final JdbcClient jdbc;

    ParkedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Since when the event waits that has waited longest of those that are not given up. */
    Optional<Instant> longestAwaited(ProgramId program) {
        return jdbc.sql("""
                select parked_at from event where program_id = :program and result = 'parked' and given_up_at is null
                order by parked_at limit 1
                """)
                .param("program", program.value())
                .query((row, _) ->
                        row.getObject("parked_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Gives up on what was parked at {@code before} or earlier; the ids of those events, at most {@code most}. */
    List<String> giveUp(ProgramId program, Instant before, Instant now, int most) {
        return jdbc.sql("""
                with due as materialized (
                    select program_id, id from event
                    where program_id = :program and result = 'parked' and given_up_at is null and parked_at <= :before
                    order by parked_at limit :most for update skip locked)
                update event e set given_up_at = :now from due where (e.program_id, e.id) = (due.program_id, due.id)
                returning e.id
                """)
                .param("program", program.value())
                .param("before", utc(before))
                .param("now", utc(now))
                .param("most", most)
                .query((row, _) -> row.getString("id"))
                .list();
    }

    List<WaitingThing> list(ProgramId program, PageRequest page) {
        var keyset = page.newestFirst("parked_at", "id");
        return jdbc.sql("""
                select id, type, customer, waits_for, parked_at, given_up_at from event
                where program_id = :program and result = 'parked'
                """ + keyset.sql())
                .param("program", program.value())
                .params(keyset.params())
                .query((row, _) -> read(row))
                .list();
    }

    /** How many wait, in one programme or in all. */
    Counts counts(Optional<ProgramId> program) {
        return jdbc.sql("""
                select count(*) filter (where given_up_at is null) as waiting,
                    count(*) filter (where given_up_at is not null) as given_up
                from event where result = 'parked' and (:program::uuid is null or program_id = :program::uuid)
                """)
                .param("program", program.map(id -> id.value().toString()).orElse(null))
                .query((row, _) -> new Counts(row.getLong("waiting"), row.getLong("given_up")))
                .single();
    }

    private static WaitingThing read(ResultSet row) throws SQLException {
        var awaited = row.getString("waits_for").split(":", 2);
        return new WaitingThing(
                row.getString("id"),
                row.getString("type"),
                row.getString("customer"),
                new WaitsFor(kind(awaited[0]), awaited[1]),
                row.getObject("parked_at", OffsetDateTime.class).toInstant(),
                instant(row, "given_up_at"));
    }

    private static AwaitedKind kind(String stored) {
        return switch (stored) {
            // what an older version took for the first month of a customer
            case "months" -> AwaitedKind.CUSTOMER;
            case String word -> AwaitedKind.valueOf(word.toUpperCase(Locale.ROOT));
        };
    }
}
