package dev.handsel.inbox.waiting;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.ProgramId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code waiting_given_up}. */
@Repository
class GivenUpStore {

    private final JdbcClient jdbc;

    GivenUpStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A programme, and how many things were given up in it that its owners have not been told of. */
    record Untold(ProgramId program, long things) {}

    /** So many more were given up. */
    void add(ProgramId program, int things) {
        jdbc.sql("""
                insert into waiting_given_up (program_id, untold) values (:program, :things)
                on conflict (program_id) do update set untold = waiting_given_up.untold + excluded.untold
                """).param("program", program.value()).param("things", things).update();
    }

    /**
     * The programmes that have something to tell and told nothing since {@code before}, which have told it at {@code now}: nobody
     * else gets them. In the order of their ids, at most {@code most}.
     */
    List<Untold> tell(Instant before, Instant now, int most) {
        return jdbc.sql("""
                with due as materialized (
                    select program_id, untold from waiting_given_up
                    where untold > 0 and (told_at is null or told_at <= :before)
                    order by program_id limit :most for update skip locked)
                update waiting_given_up g set untold = 0, told_at = :now from due
                where g.program_id = due.program_id
                returning g.program_id, due.untold
                """)
                .param("before", utc(before))
                .param("now", utc(now))
                .param("most", most)
                .query((row, _) ->
                        new Untold(new ProgramId(row.getObject("program_id", UUID.class)), row.getLong("untold")))
                .list();
    }
}
