package dev.handsel.commissions.caps;

import static dev.handsel.platform.database.Timestamps.utc;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The only one that names the tables {@code capped_month} and {@code capped_invoice}. A month is kept from the first invoice on
 * that a cap counts for; whoever writes excludes all others of the affiliate. No month is read as a whole: what was earned
 * before some place is a sum over an index, of which the column {@code place} holds the code units of the place's key, so
 * that it is in Java's order whatever the database compares texts by.
 */
@Repository
public class MonthEarningsStore {

    private static final String PLACES = """
            unnest(:affiliates::uuid[], :currencies::char(3)[], :months::date[], :paidAt::timestamptz[], :places::bytea[])
                as n(affiliate_id, currency, month, paid_at, place)
            """;

    private final JdbcClient jdbc;

    MonthEarningsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Earned(Place place, long before) {}

    /** Those of these months that are kept. */
    public Set<AffiliateMonth> kept(Collection<AffiliateMonth> months) {
        return months.isEmpty()
                ? Set.of()
                : jdbc
                        .sql("""
                        select m.affiliate_id, m.currency, m.month from capped_month m
                        join unnest(:affiliates::uuid[], :currencies::char(3)[], :months::date[])
                            as n(affiliate_id, currency, month) using (affiliate_id, currency, month)
                        """)
                        .params(Columns.of(List.copyOf(months))
                                .with("affiliates", month -> month.affiliate().value())
                                .with("currencies", AffiliateMonth::currency)
                                .with("months", AffiliateMonth::month)
                                .params())
                        .query((row, _) -> month(row))
                        .list()
                        .stream()
                        .collect(toSet());
    }

    /** What is kept at these places, by the place; nothing of an invoice that earns nothing. */
    public Map<Place, KeptInvoice> at(Collection<Place> places) {
        return places.isEmpty()
                ? Map.of()
                : byPlace(jdbc.sql("select i.* from capped_invoice i join " + PLACES
                                + " using (affiliate_id, currency, month, paid_at, place)")
                        .params(columns(places))
                        .query((row, _) -> kept(row))
                        .list());
    }

    /**
     * What was earned in the month before each of these places, in minor units; 0 where the month is not kept. Each month is
     * gone through once, from place to place, however many are asked for.
     */
    public Map<Place, Long> before(Collection<Place> places) {
        return places.isEmpty()
                ? Map.of()
                : jdbc
                        .sql("""
                        select n.*, sum(n.step) over (partition by n.affiliate_id, n.currency, n.month
                            order by n.paid_at, n.place) as before
                        from (
                            select n.*, (
                                select coalesce(sum(i.granted), 0) from capped_invoice i
                                where i.affiliate_id = n.affiliate_id and i.currency = n.currency and i.month = n.month
                                    and (i.paid_at, i.place) >= (n.last_paid_at, n.last_place)
                                    and (i.paid_at, i.place) < (n.paid_at, n.place)) as step
                            from (
                                select n.*,
                                    coalesce(lag(n.paid_at) over steps, '-infinity') as last_paid_at,
                                    coalesce(lag(n.place) over steps, '') as last_place
                                from\s""" + PLACES + """
                                window steps as (partition by n.affiliate_id, n.currency, n.month
                                    order by n.paid_at, n.place)) as n) as n
                        """)
                        .params(columns(places))
                        .query((row, _) -> new Earned(place(row, key(row)), row.getLong("before")))
                        .list()
                        .stream()
                        .collect(toMap(Earned::place, Earned::before));
    }

    /** Of these places those in months that are kept: what is kept of each, and what was earned before it. */
    public Map<AffiliateMonth, KeptMonth> of(Collection<Place> places) {
        var kept = kept(places.stream().map(Place::month).collect(toSet()));
        var inKept =
                places.stream().filter(place -> kept.contains(place.month())).toList();
        var invoices = at(inKept);
        var months = new HashMap<AffiliateMonth, KeptMonth>();
        before(inKept).forEach((place, before) -> {
            var month = months.computeIfAbsent(place.month(), _ -> new KeptMonth(new HashMap<>(), new HashMap<>()));
            month.before().put(place.key(), before);
            Optional.ofNullable(invoices.get(place))
                    .ifPresent(one -> month.invoices().put(place.key(), one.invoice()));
        });
        return months;
    }

    /** What is kept of months from one place of each on; {@code before} is what {@link #before} says of these places. */
    public Map<AffiliateMonth, MonthEarnings> from(Collection<Place> places, Map<Place, Long> before) {
        if (places.isEmpty()) {
            return Map.of();
        }
        var rows = jdbc
                .sql("select i.* from " + PLACES + """
                        cross join lateral (
                            select * from capped_invoice i
                            where i.affiliate_id = n.affiliate_id and i.currency = n.currency and i.month = n.month
                                and (i.paid_at, i.place) >= (n.paid_at, n.place)
                            order by i.paid_at, i.place) as i
                        """)
                .params(columns(places))
                .query((row, _) -> kept(row))
                .list()
                .stream()
                .collect(groupingBy(row -> row.invoice().place().month()));
        var months = new HashMap<AffiliateMonth, MonthEarnings>();
        for (var place : places) {
            var theirs = rows.getOrDefault(place.month(), List.of());
            months.put(place.month(), new MonthEarnings(before.getOrDefault(place, 0L), theirs));
        }
        return months;
    }

    /** Begins to keep a month: with what its invoices have earned so far, without a cap. */
    public void begin(ProgramId program, AffiliateMonth month) {
        jdbc.sql("""
                insert into capped_month (program_id, affiliate_id, currency, month)
                values (:program, :affiliate, :currency, :month)
                """)
                .param("program", program.value())
                .param("affiliate", month.affiliate().value())
                .param("currency", month.currency())
                .param("month", month.month())
                .update();
        put(program, earned(program, month));
    }

    private List<KeptInvoice> earned(ProgramId program, AffiliateMonth month) {
        return jdbc.sql("""
                select l.invoice_ref, l.customer_ref, l.affiliate_id, l.currency, :month::date as month, l.customer_id, l.paid_at,
                    sum(l.amount) as earned, null::bigint as most, sum(l.amount) as granted
                from commission_line l join commission_state s on s.line_id = l.id
                where l.program_id = :program and l.affiliate_id = :affiliate and l.currency = :currency
                    and l.paid_at >= :begins and l.paid_at < :ends and not s.recomputed
                group by l.invoice_ref, l.customer_ref, l.affiliate_id, l.currency, l.customer_id, l.paid_at
                """)
                .param("program", program.value())
                .param("affiliate", month.affiliate().value())
                .param("currency", month.currency())
                .param("month", month.month())
                .param("begins", utc(month.begins()))
                .param("ends", utc(month.ends()))
                .query((row, _) -> kept(row, lineKey(row)))
                .list();
    }

    private static String lineKey(ResultSet row) throws SQLException {
        var invoice = row.getString("invoice_ref");
        return invoice == null ? Place.bounty(row.getString("customer_ref")) : invoice;
    }

    /** What is kept of the bounties of these customers, wherever it is. */
    public List<EarnedInvoice> bounties(Collection<CustomerId> customers) {
        return customers.isEmpty()
                ? List.of()
                : jdbc.sql("select * from capped_invoice where customer_id = any(:customers) and invoice_ref is null")
                        .param(
                                "customers",
                                customers.stream().map(CustomerId::value).toArray(UUID[]::new))
                        .query((row, _) -> kept(row).invoice())
                        .list();
    }

    /** Writes down what invoices earn. */
    public void put(ProgramId program, List<KeptInvoice> invoices) {
        if (invoices.isEmpty()) {
            return;
        }
        var places = invoices.stream().map(kept -> kept.invoice().place()).toList();
        jdbc.sql("""
                insert into capped_invoice (program_id, invoice_ref, affiliate_id, currency, month, customer_id, paid_at,
                    place, earned, most, granted)
                select :program, nullif(n.ref, ''), n.affiliate_id, n.currency, n.month, n.customer_id, n.paid_at, n.place,
                    n.earned, n.most, n.granted
                from unnest(:refs::text[], :affiliates::uuid[], :currencies::char(3)[], :months::date[],
                    :customers::uuid[], :paidAt::timestamptz[], :places::bytea[], :earned::bigint[], :most::bigint[],
                    :granted::bigint[])
                    as n(ref, affiliate_id, currency, month, customer_id, paid_at, place, earned, most, granted)
                on conflict (affiliate_id, currency, month, paid_at, place)
                    do update set earned = excluded.earned, most = excluded.most, granted = excluded.granted
                """)
                .param("program", program.value())
                .params(columns(places))
                .params(Columns.of(invoices)
                        .with("refs", kept -> kept.invoice().place().ref())
                        .with("customers", kept -> kept.invoice().customer().value())
                        .with("earned", kept -> kept.invoice().earned())
                        .with("most", kept -> kept.invoice().most())
                        .with("granted", KeptInvoice::granted)
                        .params())
                .update();
    }

    /** Forgets those at these places, which earn nothing. */
    public void remove(Collection<Place> places) {
        if (!places.isEmpty()) {
            jdbc.sql("delete from capped_invoice i using " + PLACES + """
                            where i.affiliate_id = n.affiliate_id and i.currency = n.currency and i.month = n.month
                                and i.paid_at = n.paid_at and i.place = n.place
                            """)
                    .params(columns(places))
                    .update();
        }
    }

    private static Map<Place, KeptInvoice> byPlace(List<KeptInvoice> invoices) {
        return invoices.stream().collect(toMap(kept -> kept.invoice().place(), kept -> kept));
    }

    private static Map<String, ?> columns(Collection<Place> places) {
        return Columns.of(List.copyOf(places))
                .with("affiliates", place -> place.month().affiliate().value())
                .with("currencies", place -> place.month().currency())
                .with("months", place -> place.month().month())
                .with("paidAt", Place::paidAt)
                .withBytes("places", place -> place.key().getBytes(UTF_16BE))
                .params();
    }

    private static AffiliateMonth month(ResultSet row) throws SQLException {
        return new AffiliateMonth(
                new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                row.getString("currency"),
                row.getObject("month", LocalDate.class));
    }

    private static Place place(ResultSet row, String key) throws SQLException {
        var paidAt = row.getObject("paid_at", OffsetDateTime.class).toInstant();
        return new Place(month(row), paidAt, key);
    }

    private static String key(ResultSet row) throws SQLException {
        return new String(row.getBytes("place"), UTF_16BE);
    }

    private static KeptInvoice kept(ResultSet row) throws SQLException {
        return kept(row, key(row));
    }

    private static KeptInvoice kept(ResultSet row, String key) throws SQLException {
        var invoice = new EarnedInvoice(
                place(row, key),
                new CustomerId(row.getObject("customer_id", UUID.class)),
                row.getLong("earned"),
                row.getObject("most", Long.class));
        return new KeptInvoice(invoice, row.getLong("granted"));
    }
}
