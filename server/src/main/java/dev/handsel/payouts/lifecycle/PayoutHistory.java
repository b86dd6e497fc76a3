package dev.handsel.payouts.lifecycle;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.lifecycle.PayoutJournal.Step;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The only one that names the table {@code payout_event}: every step of every payout, never changed. */
@Repository
class PayoutHistory {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PayoutHistory(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * One row of a payout's history.
     *
     * @param n counts from 1; the payout's version after the step
     * @param at by the programme's clock
     * @param detail JSON
     */
    record PayoutEvent(
            PayoutId payout,
            long n,
            Instant at,
            Instant recordedAt,
            @Nullable String from,
            String to,
            String actor,
            StepCause cause,
            String detail) {}

    void add(String actor, Instant at, List<Step> steps) {
        jdbc.sql("""
                insert into payout_event (payout_id, n, at, from_state, to_state, actor, cause, detail)
                select id, n, :at, from_state, to_state, :actor, cause, detail
                from unnest(:ids::uuid[], :numbers::bigint[], :from::text[], :to::text[], :causes::text[], :details::text[])
                    as step(id, n, from_state, to_state, cause, detail)
                """)
                .param("at", utc(at))
                .param("actor", actor)
                .params(Columns.of(steps)
                        .with("ids", step -> step.to().terms().id().value())
                        .with("numbers", step -> step.to().terms().version())
                        .with("from", Step::fromWord)
                        .with("to", step -> step.to().state().word())
                        .with("causes", step -> step.cause().word())
                        .with("details", step -> json.writeValueAsString(step.detail()))
                        .params())
                .update();
    }

    /** The histories of these payouts, each in its order. */
    List<PayoutEvent> of(Collection<PayoutId> payouts) {
        return jdbc.sql("select * from payout_event where payout_id = any(:ids) order by payout_id, n")
                .param("ids", payouts.stream().map(PayoutId::value).toArray(UUID[]::new))
                .query(PayoutHistory::event)
                .list();
    }

    private static PayoutEvent event(ResultSet row, int number) throws SQLException {
        return new PayoutEvent(
                new PayoutId(row.getObject("payout_id", UUID.class)),
                row.getLong("n"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("from_state"),
                row.getString("to_state"),
                row.getString("actor"),
                StepCause.named(row.getString("cause")),
                row.getString("detail"));
    }
}
