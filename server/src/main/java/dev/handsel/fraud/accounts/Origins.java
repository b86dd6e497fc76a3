package dev.handsel.fraud.accounts;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ClickId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.fraud.identities.Party;
import dev.handsel.platform.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * To whom customers are owed and how they came, as was decided elsewhere. Who was refused because they are the affiliate counts as owed to
 * them here, so that the rules say so too.
 */
@Repository
public class Origins {

    private final JdbcClient jdbc;
    private final Calendar calendar;

    Origins(JdbcClient jdbc, Calendar calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    /**
     * How a customer came.
     *
     * @param affiliate the account of whoever brought them
     * @param byCode whether a coupon did
     * @param clickedAt when they clicked, where a click did
     */
    public record Origin(
            String affiliate,
            UUID affiliateId,
            boolean byCode,
            Instant decidedAt,
            @Nullable Instant clickedAt) {}

    /** How these customers came, by what the merchant calls them; those whom nobody brought are left out. At most three statements. */
    public Map<String, Origin> of(ProgramId program, Collection<String> customers) {
        if (customers.isEmpty()) {
            return Map.of();
        }
        var found = new ArrayList<Found>();
        jdbc.sql("""
                select c.ref, c.attributed_at, w.by, w.value, w.affiliate as refused, a.id, a.external_id, (
                    select max(k.occurred_at) from click k
                    where k.program_id = :program and k.ref = w.value and w.by = 'click') as clicked_at
                from customer c
                cross join lateral (
                    select lower(x->>'by') as by, x->>'value' as value, x->>'affiliate' as affiliate
                    from json_array_elements(c.attribution::json->'candidates') as x
                    where x->>'outcome' in ('won', 'self_referral') limit 1) as w
                left join affiliate a on a.id = c.affiliate_id
                where c.program_id = :program and c.ref = any(:customers)
                """)
                .param("program", program.value())
                .param("customers", Columns.texts(customers))
                .query((ResultSet row) -> {
                    found.add(found(row));
                });
        return complete(found);
    }

    /** What one statement says of how a customer came. */
    private record Found(
            String customer,
            UUID affiliate,
            @Nullable String account,
            String by,
            String value,
            Instant decidedAt,
            @Nullable Instant clickedAt) {

        Optional<UUID> click() {
            return clickedAt == null && (by.equals("click") || by.equals("device"))
                    ? ClickId.find(value).map(ClickId::value)
                    : Optional.empty();
        }
    }

    private static Found found(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var clicked = row.getObject("clicked_at", OffsetDateTime.class);
        return new Found(
                row.getString("ref"),
                id == null ? AffiliateId.parse(row.getString("refused")).value() : id,
                id == null ? null : account(row),
                row.getString("by"),
                row.getString("value"),
                row.getObject("attributed_at", OffsetDateTime.class).toInstant(),
                clicked == null ? null : clicked.toInstant());
    }

    private Map<String, Origin> complete(List<Found> found) {
        var clicks =
                clickTimes(found.stream().flatMap(one -> one.click().stream()).toList());
        var accounts = accounts(found.stream()
                .filter(one -> one.account() == null)
                .map(Found::affiliate)
                .toList());
        var all = new HashMap<String, Origin>();
        for (var one : found) {
            var account = one.account() == null ? accounts.get(one.affiliate()) : one.account();
            if (account != null) {
                var clicked = one.click().map(clicks::get).orElse(one.clickedAt());
                all.put(
                        one.customer(),
                        new Origin(account, one.affiliate(), one.by().equals("coupon"), one.decidedAt(), clicked));
            }
        }
        return all;
    }

    private Map<UUID, Instant> clickTimes(List<UUID> clicks) {
        var found = new HashMap<UUID, Instant>();
        if (!clicks.isEmpty()) {
            jdbc.sql("select id, occurred_at from click where id = any(:ids)")
                    .param("ids", clicks.toArray(UUID[]::new))
                    .query((ResultSet row) -> {
                        found.put(
                                row.getObject("id", UUID.class),
                                row.getObject("occurred_at", OffsetDateTime.class)
                                        .toInstant());
                    });
        }
        return found;
    }

    private Map<UUID, String> accounts(List<UUID> affiliates) {
        var found = new HashMap<UUID, String>();
        if (!affiliates.isEmpty()) {
            jdbc.sql("select id, external_id from affiliate where id = any(:ids)")
                    .param("ids", affiliates.toArray(UUID[]::new))
                    .query((ResultSet row) -> {
                        found.put(row.getObject("id", UUID.class), account(row));
                    });
        }
        return found;
    }

    /** A browser in which somebody came by an affiliate. */
    public record Arrival(String event, String device, UUID affiliate, Instant at) {}

    /** Those events, by their ids, before which the browser had come by another affiliate's link since {@code window} ago. */
    public Set<String> overwritten(ProgramId program, List<Arrival> arrivals, Duration window) {
        return arrivals.isEmpty()
                ? Set.of()
                : new HashSet<>(jdbc.sql("""
                        select s.event from unnest(:events::text[], :devices::text[], :affiliates::uuid[], :since::timestamptz[],
                            :until::timestamptz[]) as s(event, device, affiliate, since, until)
                        cross join lateral (
                            select from click k where k.program_id = :program and k.device = s.device
                                and k.occurred_at between s.since and s.until and k.filtered is null
                                and k.affiliate_id <> s.affiliate
                            limit 1) as other
                        """)
                        .param("program", program.value())
                        .params(Columns.of(arrivals)
                                .with("events", Arrival::event)
                                .with("devices", Arrival::device)
                                .with("affiliates", Arrival::affiliate)
                                .with("since", arrival -> arrival.at().minus(window))
                                .with("until", Arrival::at)
                                .params())
                        .query(String.class)
                        .list());
    }

    /** The accounts of the affiliates who have these codes, by the code. */
    public Map<String, String> byCode(ProgramId program, Collection<String> codes) {
        var found = new HashMap<String, String>();
        if (!codes.isEmpty()) {
            jdbc.sql("select code, id, external_id from affiliate where program_id = :program and code = any(:codes)")
                    .param("program", program.value())
                    .param("codes", Columns.texts(codes))
                    .query((ResultSet row) -> {
                        found.put(row.getString("code"), account(row));
                    });
        }
        return found;
    }

    /** The accounts of the affiliates who have these coupons, by the coupon in upper case. */
    public Map<String, String> byCoupon(ProgramId program, Collection<String> coupons) {
        var found = new HashMap<String, String>();
        if (!coupons.isEmpty()) {
            jdbc.sql("""
                    select k.coupon, a.id, a.external_id from affiliate_coupon k join affiliate a on a.id = k.affiliate_id
                    where k.program_id = :program and k.coupon = any(:coupons)
                    """)
                    .param("program", program.value())
                    .param("coupons", Columns.texts(coupons))
                    .query((ResultSet row) -> {
                        found.put(row.getString("coupon"), account(row));
                    });
        }
        return found;
    }

    private static String account(ResultSet row) throws SQLException {
        return Party.ofAffiliate(new AffiliateId(row.getObject("id", UUID.class)), row.getString("external_id"))
                .key();
    }

    /**
     * Clicks on an affiliate's links from one address.
     *
     * @param counted those that were not filtered
     */
    public record Clicked(String affiliate, @Nullable String address, int counted, int filtered) {}

    /** Clicks in a time, by affiliate and address. */
    public List<Clicked> clicks(ProgramId program, Instant from, Instant until) {
        return jdbc.sql("""
                select a.id, a.external_id, k.ip, count(*) filter (where k.filtered is null) as counted,
                    count(*) filter (where k.filtered is not null) as filtered
                from affiliate a join click k on k.affiliate_id = a.id and k.occurred_at >= :from and k.occurred_at < :until
                where a.program_id = :program group by a.id, a.external_id, k.ip
                """)
                .param("program", program.value())
                .param("from", utc(from))
                .param("until", utc(until))
                .query((row, _) ->
                        new Clicked(account(row), row.getString("ip"), row.getInt("counted"), row.getInt("filtered")))
                .list();
    }

    /** As {@link Calendar#next}. */
    public Optional<Instant> nextMidnight(ProgramId program, Instant midnight) {
        return calendar.next(program, midnight);
    }

    /** As {@link #nextMidnight}, as far as clicks are concerned. */
    public Optional<Instant> nextClick(ProgramId program, Instant midnight) {
        return calendar.nextClick(program, midnight);
    }
}
