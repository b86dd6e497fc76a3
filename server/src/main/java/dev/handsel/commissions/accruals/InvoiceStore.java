package dev.handsel.commissions.accruals;

import static java.util.stream.Collectors.groupingBy;

import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.Id;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.rules.InputsJson;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that writes the table {@code invoice}. */
@Repository
public class InvoiceStore {

    private final JdbcClient jdbc;
    private final InputsJson json;

    InvoiceStore(JdbcClient jdbc, InputsJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The invoices of these references, those that these refunds were of, and all of these customers. */
    List<Invoice> find(
            ProgramId program, Collection<String> refs, Collection<String> refunds, Collection<String> customers) {
        return jdbc.sql("""
                select * from invoice where program_id = :program and ref = any(:refs)
                union
                select i.* from invoice_money_back m join invoice i on i.program_id = m.program_id and i.ref = m.invoice_ref
                    where m.program_id = :program and m.kind = 'refund' and m.ref = any(:refunds)
                union
                select i.* from customer c join invoice i on i.customer_id = c.id
                    where c.program_id = :program and c.ref = any(:customers)
                """)
                .param("program", program.value())
                .param("refs", Columns.texts(refs))
                .param("refunds", Columns.texts(refunds))
                .param("customers", Columns.texts(customers))
                .query(this::read)
                .list();
    }

    /** Every invoice of these customers, by the time of its payment. */
    public Map<CustomerId, List<Invoice>> of(Collection<CustomerId> customers) {
        return jdbc
                .sql("select * from invoice where customer_id = any(:customers) order by customer_id, paid_at, ref")
                .param("customers", customers.stream().map(Id::value).toArray(UUID[]::new))
                .query(this::read)
                .list()
                .stream()
                .collect(groupingBy(Invoice::customer));
    }

    void addAll(ProgramId program, List<Invoice> invoices) {
        if (invoices.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into invoice (program_id, ref, event_id, customer_id, currency, body, gross, paid, paid_at, late, engine)
                select :program, n.* from unnest(:refs::text[], :events::text[], :customers::uuid[], :currencies::text[],
                    :bodies::text[], :gross::bigint[], :paid::bigint[], :paidAt::timestamptz[], :late::boolean[],
                    :engines::text[]) as n(ref, event_id, customer_id, currency, body, gross, paid, paid_at, late, engine)
                """)
                .param("program", program.value())
                .params(Columns.of(invoices)
                        .with("refs", Invoice::ref)
                        .with("events", Invoice::eventId)
                        .with("customers", invoice -> invoice.customer().value())
                        .with("currencies", invoice -> invoice.charge().currency())
                        .with("bodies", invoice -> json.write(invoice.charge()))
                        .with("gross", invoice -> invoice.charge().gross())
                        .with("paid", invoice -> invoice.charge().cash())
                        .with("paidAt", invoice -> invoice.charge().paidAt())
                        .with("late", Invoice::late)
                        .with("engines", Invoice::engine)
                        .params())
                .update();
    }

    /** From now on all invoices of these customers follow the facts. */
    void adopt(Collection<CustomerId> customers) {
        jdbc.sql("""
                update invoice set engine = 'commission/2'
                where customer_id = any(:customers) and engine = 'commission/1'
                """)
                .param("customers", customers.stream().map(Id::value).toArray(UUID[]::new))
                .update();
    }

    private Invoice read(ResultSet row, int number) throws SQLException {
        return new Invoice(
                row.getString("ref"),
                row.getString("event_id"),
                new CustomerId(row.getObject("customer_id", UUID.class)),
                json.charge(row.getString("body")),
                row.getBoolean("late"),
                row.getString("engine"));
    }
}
