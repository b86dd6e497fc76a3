package dev.handsel.fraud.identities;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Locks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code fraud_cursor}: how far the events of each programme have been followed. */
@Repository
class CursorStore {

    /** Programmes, with how far each was followed. */
    private static final String FOLLOWED = """
            (select p.id as program_id, coalesce(c.seq, 0) as seq
            from program p left join fraud_cursor c on c.program_id = p.id) as followed
            """;

    /**
     * How far the events of a programme have been followed.
     *
     * @param version another one after each change of what is known; null before the first
     * @param state what the follower keeps with it, as it wrote it
     * @param holder the process that moved it last
     */
    record Cursor(
            long seq,
            @Nullable UUID version,
            @Nullable String state,
            @Nullable UUID holder,
            @Nullable Instant movedAt) {

        static final Cursor START = new Cursor(0, null, null, null, null);

        /** Whoever followed last remembers what it knew, and goes on unless it has been away for so long. */
        private static final Duration AFFINITY = Duration.ofSeconds(3);

        boolean isLeftToAnother(UUID self, Instant now) {
            return holder != null
                    && !holder.equals(self)
                    && movedAt != null
                    && movedAt.plus(AFFINITY).isAfter(now);
        }
    }

    private final JdbcClient jdbc;
    private final Locks locks;

    CursorStore(JdbcClient jdbc, Locks locks) {
        this.jdbc = jdbc;
        this.locks = locks;
    }

    /** How far the events were followed, with that and all identities for this transaction alone; nothing where somebody has them. */
    Optional<Cursor> take(ProgramId program) {
        return locks.tryTake(Locks.followedEvents(program)) ? Optional.of(read(program)) : Optional.empty();
    }

    /** As {@link #take}, and waits for whoever has them. */
    Cursor await(ProgramId program) {
        locks.take(Locks.followedEvents(program));
        return read(program);
    }

    private Cursor read(ProgramId program) {
        return jdbc.sql("select seq, version, state, holder, moved_at from fraud_cursor where program_id = :program")
                .param("program", program.value())
                .query(CursorStore::cursor)
                .optional()
                .orElse(Cursor.START);
    }

    private static Cursor cursor(ResultSet row, int number) throws SQLException {
        var moved = row.getObject("moved_at", OffsetDateTime.class);
        return new Cursor(
                row.getLong("seq"),
                row.getObject("version", UUID.class),
                row.getString("state"),
                row.getObject("holder", UUID.class),
                moved == null ? null : moved.toInstant());
    }

    /**
     * How far a programme was followed, and what there is.
     *
     * @param newest the number of the newest event that is seen
     * @param notes whether there are notes of affiliates of this programme
     * @param unspread whether there are notes of accounts
     */
    record Outlook(Cursor cursor, long newest, boolean notes, boolean unspread) {}

    /** Looks without having anything for itself; one statement. */
    Outlook look(ProgramId program) {
        return jdbc.sql("""
                select coalesce(c.seq, 0) as seq, c.version, c.state, c.holder, c.moved_at,
                    (select coalesce(max(seq), 0) from event where program_id = :program) as newest,
                    exists (select from fraud_change where program_id = :program) as notes,
                    exists (select from fraud_change where account_id is not null) as unspread
                from (select 1) as one left join fraud_cursor c on c.program_id = :program
                """)
                .param("program", program.value())
                .query((row, number) -> new Outlook(
                        cursor(row, number),
                        row.getLong("newest"),
                        row.getBoolean("notes"),
                        row.getBoolean("unspread")))
                .single();
    }

    void move(ProgramId program, Cursor to) {
        jdbc.sql("""
                insert into fraud_cursor (program_id, seq, version, state, holder, moved_at)
                values (:program, :seq, :version, :state, :holder, :moved)
                on conflict (program_id) do update set seq = excluded.seq, version = excluded.version,
                    state = excluded.state, holder = excluded.holder, moved_at = excluded.moved_at
                """)
                .param("program", program.value())
                .param("seq", to.seq())
                .param("version", to.version())
                .param("state", to.state())
                .param("holder", to.holder())
                .param("moved", to.movedAt() == null ? null : utc(to.movedAt()))
                .update();
    }

    /** Says that what is known changed otherwise than by following: nobody may go by what they remember. */
    void changed(ProgramId program) {
        jdbc.sql("update fraud_cursor set version = gen_random_uuid() where program_id = :program")
                .param("program", program.value())
                .update();
    }

    /** The programmes that somebody has followed. */
    List<ProgramId> programs() {
        return jdbc.sql("select program_id from fraud_cursor order by program_id")
                .query(CursorStore::program)
                .list();
    }

    /** The programmes in which there is something to follow. */
    List<ProgramId> behind() {
        return jdbc.sql("select program_id from " + FOLLOWED + """
                cross join lateral (
                    select from event e where e.program_id = followed.program_id and e.seq > followed.seq
                    order by e.seq limit 1) as one
                union select program_id from fraud_change where program_id is not null order by program_id
                """)
                .query(CursorStore::program)
                .list();
    }

    /** For how long the event has been there that waits for longest; zero where all have been followed. */
    Duration late(Instant now) {
        return Duration.ofMillis(jdbc.sql("""
                select coalesce(extract(epoch from :now - min(received_at)) * 1000, 0)::bigint from {followed}
                cross join lateral (
                    select received_at from event e where e.program_id = followed.program_id and e.seq > followed.seq
                    order by e.seq limit 1) as oldest
                """.replace("{followed}", FOLLOWED))
                .param("now", utc(now))
                .query(Long.class)
                .single());
    }

    private static ProgramId program(ResultSet row, int number) throws SQLException {
        return new ProgramId(row.getObject("program_id", UUID.class));
    }
}
