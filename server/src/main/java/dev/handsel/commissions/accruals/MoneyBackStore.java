package dev.handsel.commissions.accruals;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.Id;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import dev.handsel.commissions.rules.MoneyBackReport;
import dev.handsel.commissions.rules.MoneyBackReport.MoneyBackKind;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that writes the table {@code invoice_money_back}. */
@Repository
public class MoneyBackStore {

    private final JdbcClient jdbc;

    MoneyBackStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that was told of the invoices of each of these customers, in the order in which it was told. */
    public Map<CustomerId, List<MoneyBackReport>> of(Collection<CustomerId> customers) {
        return jdbc
                .sql("""
                select m.*, i.customer_id from invoice_money_back m join invoice i on i.program_id = m.program_id and i.ref = m.invoice_ref
                where i.customer_id = any(:customers) order by m.id
                """)
                .param("customers", customers.stream().map(Id::value).toArray(UUID[]::new))
                .query((row, number) ->
                        Map.entry(new CustomerId(row.getObject("customer_id", UUID.class)), read(row, number)))
                .list()
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    /** As {@link #of(Collection)}, with what was told of these refunds and disputes, whosever they are. */
    List<MoneyBackReport> of(ProgramId program, Collection<CustomerId> customers, Collection<String> refs) {
        return jdbc.sql("""
                select m.* from invoice_money_back m where m.id = any(array(
                    select m.id from invoice_money_back m join invoice i on i.program_id = m.program_id and i.ref = m.invoice_ref
                        where i.customer_id = any(:customers)
                    union
                    select id from invoice_money_back where program_id = :program and ref = any(:refs)))
                order by m.id
                """)
                .param("program", program.value())
                .param("customers", customers.stream().map(Id::value).toArray(UUID[]::new))
                .param("refs", Columns.texts(refs))
                .query(MoneyBackStore::read)
                .list();
    }

    void addAll(ProgramId program, List<MoneyBackReport> reports) {
        if (reports.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into invoice_money_back (program_id, event_id, invoice_ref, kind, ref, part, amount, occurred_at)
                select :program, n.event, n.invoice, n.kind, n.ref, n.part, n.amount, n.at
                from unnest(:events::text[], :invoices::text[], :kinds::text[], :refs::text[], :parts::text[],
                    :amounts::bigint[], :at::timestamptz[])
                    with ordinality as n(event, invoice, kind, ref, part, amount, at, position)
                order by n.position
                """)
                .param("program", program.value())
                .params(Columns.of(reports)
                        .with("events", MoneyBackReport::event)
                        .with("invoices", MoneyBackReport::invoice)
                        .with("kinds", report -> report.kind().word())
                        .with("refs", MoneyBackReport::ref)
                        .with("parts", MoneyBackReport::part)
                        .with("amounts", MoneyBackReport::amount)
                        .with("at", MoneyBackReport::at)
                        .params())
                .update();
    }

    private static MoneyBackReport read(ResultSet row, int number) throws SQLException {
        return new MoneyBackReport(
                row.getString("event_id"),
                row.getString("invoice_ref"),
                Word.read(MoneyBackKind.class, row.getString("kind")),
                row.getString("ref"),
                row.getString("part"),
                row.getLong("amount"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant());
    }
}
