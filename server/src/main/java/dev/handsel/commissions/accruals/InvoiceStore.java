package dev.handsel.commissions.accruals;

import static dev.handsel.platform.database.Timestamps.instant;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.words.Word;
import dev.handsel.commissions.accruals.Dispute.DisputeState;
import dev.handsel.commissions.rules.InputsJson;
import dev.handsel.platform.database.Columns;
import dev.handsel.referrals.customers.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that writes the tables {@code invoice}, {@code invoice_refund} and {@code invoice_dispute}. */
@Repository
public class InvoiceStore {

    private static final String INSERT = """
            insert into invoice (program_id, ref, event_id, customer_id, currency, reason, body, gross, paid, paid_at,
                late, months, first_lifetime, first_continuous, run, anchor, number, refunded, given_back_after, given_back)
            select :program, n.*, n.after is not null
            from unnest(:refs::text[], :events::text[], :customers::uuid[], :currencies::text[], :reasons::text[],
                :bodies::text[], :gross::bigint[], :paid::bigint[], :paidAt::timestamptz[], :late::boolean[],
                :months::int[], :lifetimes::int[], :continuous::int[], :runs::int[], :anchors::timestamptz[],
                :numbers::int[], :refunded::bigint[], :after::int[])
                as n(ref, event_id, customer_id, currency, reason, body, gross, paid, paid_at, late, months, lifetime,
                    continuous, run, anchor, number, refunded, after)
            """;

    private final JdbcClient jdbc;
    private final InputsJson json;

    InvoiceStore(JdbcClient jdbc, InputsJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<Invoice> find(ProgramId program, Collection<String> refs) {
        return jdbc.sql("select * from invoice where program_id = :program and ref = any(:refs)")
                .param("program", program.value())
                .param("refs", Columns.texts(refs))
                .query(this::read)
                .list();
    }

    /** Every invoice of these customers. */
    public Map<CustomerId, List<Invoice>> of(Collection<CustomerId> customers) {
        return jdbc
                .sql("select * from invoice where customer_id = any(:customers) order by customer_id, number")
                .param("customers", customers.stream().map(CustomerId::value).toArray(UUID[]::new))
                .query(this::read)
                .list()
                .stream()
                .collect(groupingBy(Invoice::customer));
    }

    /** The service months of each customer, in the order in which they were opened. */
    Map<CustomerId, List<Span>> spans(Collection<CustomerId> customers) {
        return jdbc
                .sql(
                        "select * from invoice where customer_id = any(:ids::uuid[]) and months > 0 order by customer_id, number")
                .param(
                        "ids",
                        customers.stream().map(id -> id.value().toString()).toArray(String[]::new))
                .query((row, _) -> Map.entry(
                        new CustomerId(row.getObject("customer_id", UUID.class)), Objects.requireNonNull(span(row))))
                .list()
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toCollection(ArrayList::new))));
    }

    void addAll(ProgramId program, List<Invoice> invoices) {
        if (invoices.isEmpty()) {
            return;
        }
        jdbc.sql(INSERT)
                .param("program", program.value())
                .params(columns(invoices))
                .update();
    }

    private Map<String, Object> columns(List<Invoice> invoices) {
        return spans(Columns.of(invoices))
                .with("refs", Invoice::ref)
                .with("events", Invoice::eventId)
                .with("customers", invoice -> invoice.customer().value())
                .with("currencies", invoice -> invoice.charge().currency())
                .with("reasons", invoice -> invoice.charge().reason().word())
                .with("bodies", invoice -> json.write(invoice.charge()))
                .with("gross", invoice -> invoice.charge().gross())
                .with("paid", invoice -> invoice.charge().paid())
                .with("paidAt", invoice -> invoice.charge().paidAt())
                .with("late", Invoice::late)
                .with("numbers", Invoice::number)
                .with("refunded", Invoice::refunded)
                .with("after", Invoice::givenBackAfter)
                .params();
    }

    private static Columns<Invoice> spans(Columns<Invoice> columns) {
        return columns.with("months", invoice -> ofSpan(invoice, Span::months, 0))
                .with("lifetimes", invoice -> ofSpan(invoice, Span::firstLifetime, null))
                .with("continuous", invoice -> ofSpan(invoice, Span::firstContinuous, null))
                .with("runs", invoice -> ofSpan(invoice, Span::run, null))
                .with("anchors", invoice -> ofSpan(invoice, Span::anchor, null));
    }

    private static @Nullable Object ofSpan(Invoice invoice, Function<Span, Object> part, @Nullable Object otherwise) {
        return invoice.span() == null ? otherwise : part.apply(invoice.span());
    }

    void changeAll(ProgramId program, List<Invoice> invoices) {
        if (invoices.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update invoice i set refunded = n.refunded, given_back = n.after is not null, given_back_after = n.after
                from unnest(:refs::text[], :refunded::bigint[], :after::int[]) as n(ref, refunded, after)
                where i.program_id = :program and i.ref = n.ref
                """)
                .param("program", program.value())
                .params(Columns.of(invoices)
                        .with("refs", Invoice::ref)
                        .with("refunded", Invoice::refunded)
                        .with("after", Invoice::givenBackAfter)
                        .params())
                .update();
    }

    void addRefunds(ProgramId program, List<Fact.Refund> refunds) {
        if (refunds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into invoice_refund (program_id, event_id, invoice_ref, amount, occurred_at)
                select :program, * from unnest(:events::text[], :invoices::text[], :amounts::bigint[],
                    :occurred::timestamptz[])
                """)
                .param("program", program.value())
                .params(Columns.of(refunds)
                        .with("events", refund -> refund.envelope().id())
                        .with("invoices", Fact.Refund::invoice)
                        .with("amounts", Fact.Refund::amount)
                        .with("occurred", refund -> refund.envelope().occurredAt())
                        .params())
                .update();
    }

    /** The disputes of these invoices, and those of these references. */
    public List<Dispute> disputes(ProgramId program, Collection<String> invoices, Collection<String> refs) {
        return jdbc.sql("""
                select * from invoice_dispute
                where program_id = :program and (invoice_ref = any(:invoices) or ref = any(:refs))
                """)
                .param("program", program.value())
                .param("invoices", Columns.texts(invoices))
                .param("refs", Columns.texts(refs))
                .query((row, _) -> new Dispute(
                        row.getString("ref"),
                        row.getString("invoice_ref"),
                        row.getLong("amount"),
                        Word.read(DisputeState.class, row.getString("state")),
                        row.getString("opened_event_id"),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        row.getString("closed_event_id"),
                        instant(row, "closed_at")))
                .list();
    }

    void saveDisputes(ProgramId program, List<Dispute> disputes) {
        if (disputes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into invoice_dispute (program_id, ref, invoice_ref, amount, state, opened_event_id, opened_at,
                    closed_event_id, closed_at)
                select :program, * from unnest(:refs::text[], :invoices::text[], :amounts::bigint[], :states::text[],
                    :openedBy::text[], :opened::timestamptz[], :closedBy::text[], :closed::timestamptz[])
                on conflict (program_id, ref) do update set state = excluded.state,
                    closed_event_id = excluded.closed_event_id, closed_at = excluded.closed_at
                """)
                .param("program", program.value())
                .params(Columns.of(disputes)
                        .with("refs", Dispute::ref)
                        .with("invoices", Dispute::invoice)
                        .with("amounts", Dispute::amount)
                        .with("states", dispute -> dispute.state().word())
                        .with("openedBy", Dispute::openedEventId)
                        .with("opened", Dispute::openedAt)
                        .with("closedBy", Dispute::closedEventId)
                        .with("closed", Dispute::closedAt)
                        .params())
                .update();
    }

    public Invoice read(ResultSet row, int number) throws SQLException {
        return new Invoice(
                row.getString("ref"),
                row.getString("event_id"),
                new CustomerId(row.getObject("customer_id", UUID.class)),
                json.charge(row.getString("body")),
                row.getInt("number"),
                row.getBoolean("late"),
                span(row),
                row.getLong("refunded"),
                row.getObject("given_back_after", Integer.class));
    }

    public static @Nullable Span span(ResultSet row) throws SQLException {
        var anchor = instant(row, "anchor");
        return anchor == null
                ? null
                : new Span(
                        row.getInt("months"),
                        row.getInt("first_lifetime"),
                        row.getInt("first_continuous"),
                        row.getInt("run"),
                        anchor);
    }
}
