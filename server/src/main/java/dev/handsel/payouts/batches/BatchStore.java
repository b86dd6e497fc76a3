package dev.handsel.payouts.batches;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.Ids;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Timestamps;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code payout_batch}. */
@Repository
class BatchStore {

    private final JdbcClient jdbc;

    BatchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One day's batch.
     *
     * @param dueAt by the programme's clock
     * @param progress the last account of the last chunk
     * @param balances how many balances were looked at
     * @param created how many payouts were made
     */
    record PayoutBatch(
            UUID id,
            ProgramId program,
            Instant dueAt,
            long progress,
            int balances,
            int created,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /** Begins the batch of this day, unless it was begun. */
    void begin(ProgramId program, Instant dueAt) {
        jdbc.sql("""
                insert into payout_batch (id, program_id, due_at) values (:id, :program, :due)
                on conflict do nothing
                """)
                .param("id", Ids.fresh())
                .param("program", program.value())
                .param("due", utc(dueAt))
                .update();
    }

    /** The batch that is to go on, held until the transaction ends; none while somebody else works on it. */
    Optional<PayoutBatch> takeRunning(ProgramId program) {
        return jdbc.sql("""
                select * from payout_batch where program_id = :program and ended_at is null for update skip locked
                """)
                .param("program", program.value())
                .query(BatchStore::read)
                .optional();
    }

    /** When the last batch was due, if there was one. */
    Optional<Instant> lastDue(ProgramId program) {
        return jdbc.sql("select due_at from payout_batch where program_id = :program order by due_at desc limit 1")
                .param("program", program.value())
                .query((row, _) -> row.getObject("due_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    void advance(PayoutBatch batch, long progress, int balances, int created) {
        jdbc.sql("""
                update payout_batch set progress = :progress, balances = balances + :balances,
                    created = created + :created, changed_at = now()
                where id = :id
                """)
                .param("id", batch.id())
                .param("progress", progress)
                .param("balances", balances)
                .param("created", created)
                .update();
    }

    void end(PayoutBatch batch) {
        jdbc.sql("update payout_batch set ended_at = now(), changed_at = now() where id = :id")
                .param("id", batch.id())
                .update();
    }

    List<PayoutBatch> list(ProgramId program, PageRequest page) {
        var keyset = page.newestFirst("id");
        return jdbc.sql("select * from payout_batch where program_id = :program" + keyset.sql())
                .param("program", program.value())
                .params(keyset.params())
                .query(BatchStore::read)
                .list();
    }

    private static PayoutBatch read(ResultSet row, int number) throws SQLException {
        return new PayoutBatch(
                row.getObject("id", UUID.class),
                new ProgramId(row.getObject("program_id", UUID.class)),
                row.getObject("due_at", OffsetDateTime.class).toInstant(),
                row.getLong("progress"),
                row.getInt("balances"),
                row.getInt("created"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Timestamps.instant(row, "ended_at"));
    }
}
