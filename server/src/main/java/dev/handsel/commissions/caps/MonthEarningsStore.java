package dev.handsel.commissions.caps;

import static dev.handsel.platform.database.Timestamps.utc;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The only one that names the tables {@code capped_month} and {@code capped_invoice}. A month is kept from the first invoice on
 * that a cap counts for; whoever writes excludes all others of the programme.
 */
@Repository
public class MonthEarningsStore {

    private final JdbcClient jdbc;

    MonthEarningsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record KeptInvoice(AffiliateMonth month, EarnedInvoice invoice) {}

    /** Those of these months that are kept, with their invoices. */
    public Map<AffiliateMonth, MonthEarnings> find(Collection<AffiliateMonth> months) {
        if (months.isEmpty()) {
            return Map.of();
        }
        var kept = new HashMap<AffiliateMonth, MonthEarnings>();
        jdbc.sql("""
                select m.affiliate_id, m.currency, m.month
                from capped_month m
                join unnest(:affiliates::uuid[], :currencies::text[], :months::date[]) as n(affiliate_id, currency, month)
                    using (affiliate_id, currency, month)
                """)
                .params(columns(months))
                .query((row, _) -> month(row))
                .list()
                .forEach(month -> kept.put(month, new MonthEarnings(List.of())));
        invoices(kept.keySet()).forEach((month, invoices) -> kept.put(month, new MonthEarnings(invoices)));
        return kept;
    }

    /** What was earned in a month before an invoice, in minor units; 0 where the month is not kept. */
    public long earnedBefore(AffiliateMonth month, String ref) {
        var earnings = find(List.of(month)).get(month);
        return earnings == null ? 0 : earnings.before().getOrDefault(ref, 0L);
    }

    private Map<AffiliateMonth, List<EarnedInvoice>> invoices(Collection<AffiliateMonth> months) {
        return months.isEmpty()
                ? Map.of()
                : jdbc
                        .sql("""
                        select i.* from capped_invoice i
                        join unnest(:affiliates::uuid[], :currencies::text[], :months::date[])
                            as n(affiliate_id, currency, month) using (affiliate_id, currency, month)
                        """)
                        .params(columns(months))
                        .query((row, _) -> new KeptInvoice(month(row), invoice(row)))
                        .list()
                        .stream()
                        .collect(groupingBy(KeptInvoice::month, mapping(KeptInvoice::invoice, toList())));
    }

    private static Map<String, ?> columns(Collection<AffiliateMonth> months) {
        return Columns.of(List.copyOf(months))
                .with("affiliates", month -> month.affiliate().value())
                .with("currencies", AffiliateMonth::currency)
                .with("months", month -> month.month().toString())
                .params();
    }

    private static AffiliateMonth month(ResultSet row) throws SQLException {
        return new AffiliateMonth(
                new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                row.getString("currency"),
                row.getObject("month", LocalDate.class));
    }

    private static EarnedInvoice invoice(ResultSet row) throws SQLException {
        return new EarnedInvoice(
                row.getString("invoice_ref"),
                new CustomerId(row.getObject("customer_id", UUID.class)),
                row.getObject("paid_at", OffsetDateTime.class).toInstant(),
                row.getLong("earned"),
                row.getObject("most", Long.class));
    }

    /** Begins to keep a month: with what its invoices have earned so far, without a cap. */
    public MonthEarnings begin(ProgramId program, AffiliateMonth month) {
        jdbc.sql("""
                with kept as (
                    insert into capped_month (program_id, affiliate_id, currency, month)
                    values (:program, :affiliate, :currency, :month) returning *)
                insert into capped_invoice (program_id, invoice_ref, affiliate_id, currency, month, customer_id, paid_at,
                    earned)
                select l.program_id, l.invoice_ref, l.affiliate_id, l.currency, :month, l.customer_id, l.paid_at, sum(l.amount)
                from commission_line l join commission_state s on s.line_id = l.id
                where l.program_id = :program and l.affiliate_id = :affiliate and l.currency = :currency
                    and l.paid_at >= :begins and l.paid_at < :ends and not s.recomputed
                group by l.program_id, l.invoice_ref, l.affiliate_id, l.currency, l.customer_id, l.paid_at
                """)
                .param("program", program.value())
                .param("affiliate", month.affiliate().value())
                .param("currency", month.currency())
                .param("month", month.month())
                .param("begins", utc(month.begins()))
                .param("ends", utc(month.ends()))
                .update();
        return new MonthEarnings(invoices(List.of(month)).getOrDefault(month, List.of()));
    }

    /** Writes down what invoices of a month earn. */
    public void put(ProgramId program, AffiliateMonth month, List<EarnedInvoice> invoices) {
        if (invoices.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into capped_invoice (program_id, invoice_ref, affiliate_id, currency, month, customer_id, paid_at,
                    earned, most)
                select :program, n.ref, :affiliate, :currency, :month, n.customer, n.paid_at, n.earned, n.most
                from unnest(:refs::text[], :customers::uuid[], :paidAt::timestamptz[], :earned::bigint[], :most::bigint[])
                    as n(ref, customer, paid_at, earned, most)
                on conflict (program_id, invoice_ref) do update set earned = excluded.earned, most = excluded.most
                """)
                .param("program", program.value())
                .param("affiliate", month.affiliate().value())
                .param("currency", month.currency())
                .param("month", month.month())
                .params(Columns.of(invoices)
                        .with("refs", EarnedInvoice::ref)
                        .with("customers", invoice -> invoice.customer().value())
                        .with("paidAt", EarnedInvoice::paidAt)
                        .with("earned", EarnedInvoice::earned)
                        .with("most", EarnedInvoice::most)
                        .params())
                .update();
    }

    /** Forgets invoices that earn nothing. */
    public void remove(ProgramId program, List<String> refs) {
        if (!refs.isEmpty()) {
            jdbc.sql("delete from capped_invoice where program_id = :program and invoice_ref = any(:refs)")
                    .param("program", program.value())
                    .param("refs", Columns.texts(refs))
                    .update();
        }
    }
}
