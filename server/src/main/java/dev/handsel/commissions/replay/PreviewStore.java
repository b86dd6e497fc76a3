package dev.handsel.commissions.replay;

import static dev.handsel.platform.database.Timestamps.utc;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.accruals.Invoice;
import dev.handsel.commissions.accruals.InvoiceStore;
import dev.handsel.referrals.customers.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the invoices of a period, with what they cost, a chunk at a time. */
@Repository
class PreviewStore {

    private final JdbcClient jdbc;
    private final InvoiceStore invoices;

    PreviewStore(JdbcClient jdbc, InvoiceStore invoices) {
        this.jdbc = jdbc;
        this.invoices = invoices;
    }

    /**
     * An invoice of a customer whom an affiliate brought.
     *
     * @param takenBack refunds, and disputes that are open or lost
     * @param earned the commissions that it earned
     * @param reversed what of them was taken back
     */
    record Billed(Invoice invoice, AffiliateId affiliate, long takenBack, long earned, long reversed) {}

    /** The next invoices paid from {@code from} on, in the order of their references. */
    List<Billed> next(ProgramId program, Instant from, String after, int most) {
        return jdbc.sql("""
                select i.*, c.affiliate_id, d.disputed, l.earned, l.reversed
                from invoice i join customer c on c.id = i.customer_id
                cross join lateral (
                    select coalesce(sum(amount), 0)::bigint as disputed from invoice_dispute
                    where program_id = i.program_id and invoice_ref = i.ref and state <> 'won') d
                cross join lateral (
                    select coalesce(sum(n.amount), 0)::bigint as earned, coalesce(sum(s.reversed), 0)::bigint as reversed
                    from commission_line n join commission_state s on s.line_id = n.id
                    where n.program_id = i.program_id and n.invoice_ref = i.ref) l
                where i.program_id = :program and i.ref > :after and i.paid_at >= :from
                    and c.affiliate_id is not null
                order by i.ref limit :most
                """)
                .param("program", program.value())
                .param("from", utc(from))
                .param("after", after)
                .param("most", most)
                .query(this::read)
                .list();
    }

    private Billed read(ResultSet row, int number) throws SQLException {
        var invoice = invoices.read(row, number);
        return new Billed(
                invoice,
                new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                Math.addExact(invoice.refunded(), row.getLong("disputed")),
                row.getLong("earned"),
                row.getLong("reversed"));
    }

    /** Months that the invoice of this number opened. */
    record Numbered(int number, Span span) {}

    /** Every span of each customer, in the order in which they were opened. */
    Map<CustomerId, List<Numbered>> spans(Collection<CustomerId> customers) {
        return jdbc
                .sql(
                        "select * from invoice where customer_id = any(:ids::uuid[]) and months > 0 order by customer_id, number")
                .param(
                        "ids",
                        customers.stream().map(id -> id.value().toString()).toArray(String[]::new))
                .query((row, _) -> Map.entry(
                        new CustomerId(row.getObject("customer_id", UUID.class)),
                        new Numbered(row.getInt("number"), Objects.requireNonNull(InvoiceStore.span(row)))))
                .list()
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }
}
