package dev.handsel.referrals.clicks;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ClickId;
import dev.handsel.base.ids.Id;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.ProgramId;
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

/** The only one that names the table {@code click}. */
@Repository
public class ClickStore {

    private static final int MOST_OF_A_VISITOR = 50;

    private final JdbcClient jdbc;

    ClickStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What attribution needs of a click.
     *
     * @param visitor whose browser it was, where that is known
     * @param counts false for one that was filtered: it attributes nobody, however it is named
     */
    public record Lead(
            ClickId id,
            AffiliateId affiliate,
            @Nullable LinkId link,
            @Nullable String ref,
            @Nullable String device,
            @Nullable VisitorId visitor,
            Instant occurredAt,
            boolean counts) {}

    /** Writes them with one statement; a click that is there already is left alone. */
    public void addAll(List<Click> clicks) {
        if (clicks.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into click (id, program_id, affiliate_id, link_id, event_id, ref, device, ip, user_agent,
                    fingerprint, referrer, url, visitor, filtered, occurred_at, recorded_at)
                select * from unnest(:ids::uuid[], :programs::uuid[], :affiliates::uuid[], :links::uuid[],
                    :events::text[], :refs::text[], :devices::text[], :ips::text[], :agents::text[],
                    :fingerprints::text[], :referrers::text[], :urls::text[], :visitors::uuid[],
                    :filtered::text[],
                    :occurred::timestamptz[], :recorded::timestamptz[])
                on conflict (id) do nothing
                """)
                .params(Columns.of(clicks)
                        .with("ids", click -> click.id().value())
                        .with("programs", click -> click.program().value())
                        .with("affiliates", click -> uuid(click.affiliate()))
                        .with("links", click -> uuid(click.link()))
                        .with("events", Click::eventId)
                        .with("refs", Click::ref)
                        .with("devices", Click::device)
                        .with("ips", Click::ip)
                        .with("agents", Click::userAgent)
                        .with("fingerprints", Click::fingerprint)
                        .with("referrers", Click::referrer)
                        .with("urls", Click::url)
                        .with("visitors", Click::visitor)
                        .with("filtered", click -> word(click.filtered()))
                        .with("occurred", Click::occurredAt)
                        .with("recorded", Click::recordedAt)
                        .params())
                .update();
    }

    private static @Nullable UUID uuid(@Nullable Id id) {
        return id == null ? null : id.value();
    }

    private static @Nullable String word(@Nullable FilterReason reason) {
        return reason == null ? null : reason.word();
    }

    /** A click that a signup names, and the time in which its visitor may have come by another one. */
    public record NamedClick(ClickId id, Instant since, Instant until) {}

    /**
     * The clicks that signups may be owed to.
     *
     * @param named that signups name
     * @param withVisitors whether the first clicks of their visitors in that time are sought too, of each visitor at most fifty
     * @param refs of merchants
     * @param devices whose clicks between {@code since} and {@code until} count too
     */
    public record Sought(
            List<NamedClick> named,
            boolean withVisitors,
            Collection<String> refs,
            Collection<String> devices,
            Instant since,
            Instant until) {}

    /** The clicks that are sought, read with one statement; its cost does not grow with the clicks of one visitor. */
    public List<Lead> leads(ProgramId program, Sought sought) {
        return jdbc.sql("""
                select id, affiliate_id, link_id, ref, device, visitor, occurred_at, filtered is null as counts from click
                where program_id = :program and affiliate_id is not null and (id = any(:ids::uuid[]) or ref = any(:refs)
                    or device = any(:devices) and occurred_at between :since and :until)
                union
                select o.id, o.affiliate_id, o.link_id, o.ref, o.device, o.visitor, o.occurred_at, o.filtered is null
                from unnest(:ids::uuid[], :sinces::timestamptz[], :untils::timestamptz[]) as named (id, since, until)
                join click c on c.id = named.id and c.program_id = :program
                cross join lateral (
                    select * from click where :visitors and visitor = c.visitor and program_id = :program
                        and affiliate_id is not null and occurred_at between named.since and named.until
                    order by occurred_at limit :most) o
                """)
                .param("visitors", sought.withVisitors())
                .param("program", program.value())
                .params(Columns.of(sought.named())
                        .with("ids", named -> named.id().value())
                        .with("sinces", NamedClick::since)
                        .with("untils", NamedClick::until)
                        .params())
                .param("most", MOST_OF_A_VISITOR)
                .param("refs", Columns.texts(sought.refs()))
                .param("devices", Columns.texts(sought.devices()))
                .param("since", utc(sought.since()))
                .param("until", utc(sought.until()))
                .query(ClickStore::lead)
                .list();
    }

    private static Lead lead(ResultSet row, int number) throws SQLException {
        var link = row.getObject("link_id", UUID.class);
        var visitor = row.getObject("visitor", UUID.class);
        return new Lead(
                new ClickId(row.getObject("id", UUID.class)),
                new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                link == null ? null : new LinkId(link),
                row.getString("ref"),
                row.getString("device"),
                visitor == null ? null : new VisitorId(visitor),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("counts"));
    }
}
