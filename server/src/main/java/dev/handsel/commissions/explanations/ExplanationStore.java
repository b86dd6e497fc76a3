package dev.handsel.commissions.explanations;

import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.explanations.Explanation.ChangeView;
import dev.handsel.commissions.explanations.Explanation.EventRef;
import dev.handsel.commissions.explanations.Explanation.Replacement;
import dev.handsel.commissions.rules.Inputs;
import dev.handsel.commissions.rules.InputsJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what a commission is explained from. */
@Repository
class ExplanationStore {

    private final JdbcClient jdbc;
    private final InputsJson json;

    ExplanationStore(JdbcClient jdbc, InputsJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What was stored with a line. */
    record StoredInputs(Inputs inputs, ProgramId program, boolean held) {}

    StoredInputs inputs(CommissionId id) {
        return jdbc.sql("""
                select l.inputs, l.program_id, s.held from commission_line l
                join commission_state s on s.line_id = l.id where l.id = :id
                """)
                .param("id", id.value())
                .query((row, _) -> new StoredInputs(
                        json.inputs(row.getString("inputs")),
                        new ProgramId(row.getObject("program_id", UUID.class)),
                        row.getBoolean("held")))
                .single();
    }

    /** The invoice's own event, then what was told of money that went back, in the order in which it happened. */
    List<EventRef> events(ProgramId program, String invoice) {
        return jdbc.sql("""
                select event_id, 'invoice_paid' as type, paid_at as at from invoice
                    where program_id = :program and ref = :invoice
                union all
                select event_id, case when kind in ('inquiry', 'chargeback') then 'dispute_opened'
                        when kind like 'told%' then 'stripe_dispute' when kind = 'charge_refunded' then 'stripe_refunded'
                        when kind = 'charge_refund_failed' then 'stripe_refund_failed' else kind end, occurred_at
                    from invoice_money_back
                    where program_id = :program and invoice_ref = :invoice and event_id is not null
                order by at, event_id
                """)
                .param("program", program.value())
                .param("invoice", invoice)
                .query((row, _) -> new EventRef(
                        row.getString("event_id"),
                        row.getString("type"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    List<ChangeView> changes(CommissionId id) {
        return jdbc.sql("select * from commission_change where line_id = :id order by number")
                .param("id", id.value())
                .query(ExplanationStore::change)
                .list();
    }

    private static ChangeView change(ResultSet row, int number) throws SQLException {
        return new ChangeView(
                row.getInt("number"),
                row.getString("cause"),
                List.of((String[]) row.getArray("events").getArray()),
                row.getLong("before"),
                row.getLong("after"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant());
    }

    /** The lines of the invoice that were booked where this one was taken out, and those taken out where it was booked. */
    List<Replacement> replacements(CommissionId id) {
        return jdbc.sql("""
                with line as (select * from commission_line where id = :id),
                others as (
                    select o.* from line l join commission_line o
                    on o.customer_id = l.customer_id and o.invoice_ref is not distinct from l.invoice_ref),
                ended as (
                    select c.line_id, max(c.occurred_at) as at, (array_agg(c.cause order by c.number desc))[1] = 'blocked' as blocked
                    from others o join commission_change c on c.line_id = o.id
                    where c.cause in ('recomputed', 'rebooked', 'blocked') group by c.line_id)
                select o.id, o.kind, o.amount, case when o.id > l.id then 'replaced_by'
                    when other.blocked then 'booked_again' else 'replaces' end as relation
                from line l join others o on o.id <> l.id
                left join ended mine on mine.line_id = l.id
                left join ended other on other.line_id = o.id
                where o.id > l.id and o.created_at = mine.at or o.id < l.id and l.created_at = other.at
                    or other.blocked and o.kind = l.kind and o.generation = l.generation - 1
                order by o.id
                """)
                .param("id", id.value())
                .query((row, _) -> new Replacement(
                        row.getString("relation"),
                        new CommissionId(row.getObject("id", UUID.class)),
                        row.getString("kind"),
                        row.getLong("amount")))
                .list();
    }
}
