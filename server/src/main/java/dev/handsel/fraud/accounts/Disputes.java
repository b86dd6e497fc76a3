package dev.handsel.fraud.accounts;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Disputes as they are kept elsewhere, told by the merchant or, more than once, by Stripe. */
@Repository
class Disputes {

    private final JdbcClient jdbc;

    Disputes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The customers who dispute one of these invoices, or are one of these, once for each dispute, by the event that counts: the last in
     * the order of arrival of the first that told of the dispute, the invoice, and what told of the customer. One statement.
     */
    Map<String, List<String>> by(ProgramId program, Collection<String> invoices, Collection<String> customers) {
        var found = new HashMap<String, List<String>>();
        if (!invoices.isEmpty() || !customers.isEmpty()) {
            jdbc.sql("""
                    select c.ref as customer, counts.id as counts
                    from (
                        select distinct on (m.ref) m.ref, m.event_id, i.event_id as invoice_event, i.customer_id
                        from (
                            select program_id, ref from invoice where program_id = :program and ref = any(:invoices)
                            union
                            select i.program_id, i.ref from invoice i join customer c on c.id = i.customer_id
                            where c.program_id = :program and c.ref = any(:customers)) as asked
                        join invoice i on i.program_id = asked.program_id and i.ref = asked.ref
                        join invoice_money_back m on m.program_id = i.program_id and m.invoice_ref = i.ref
                            and m.kind in ('inquiry', 'chargeback', 'told_inquiry', 'told_open', 'told_won', 'told_lost')
                        join event e on e.program_id = m.program_id and e.id = m.event_id
                        order by m.ref, e.seq) as d
                    join customer c on c.id = d.customer_id
                    left join lateral (
                        select id from event where program_id = :program and customer = c.ref and type = 'signup'
                        order by seq limit 1) as signup on true
                    cross join lateral (
                        select (array_agg(id order by seq desc))[1] as id from event where program_id = :program
                            and id = any(array[d.event_id, d.invoice_event, signup.id])) as counts
                    """)
                    .param("program", program.value())
                    .param("invoices", Columns.texts(invoices))
                    .param("customers", Columns.texts(customers))
                    .query((ResultSet row) -> {
                        found.computeIfAbsent(row.getString("counts"), _ -> new ArrayList<>())
                                .add(row.getString("customer"));
                    });
        }
        return found;
    }
}
