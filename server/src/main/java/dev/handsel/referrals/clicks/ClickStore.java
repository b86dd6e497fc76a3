package dev.handsel.referrals.clicks;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ClickId;
import dev.handsel.base.ids.Id;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Columns;
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

    private final JdbcClient jdbc;

    ClickStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What attribution needs of a click.
     *
     * @param counts false for one that was filtered: it attributes nobody, however it is named
     */
    public record Lead(
            ClickId id,
            AffiliateId affiliate,
            @Nullable String ref,
            @Nullable String device,
            Instant occurredAt,
            boolean counts) {}

    /** Writes them with one statement; a click that is there already is left alone. */
    public void addAll(List<Click> clicks) {
        if (clicks.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into click (id, program_id, affiliate_id, link_id, event_id, ref, device, ip, user_agent,
                    fingerprint, referrer, url, filtered, occurred_at, recorded_at)
                select * from unnest(:ids::uuid[], :programs::uuid[], :affiliates::uuid[], :links::uuid[],
                    :events::text[], :refs::text[], :devices::text[], :ips::text[], :agents::text[],
                    :fingerprints::text[], :referrers::text[], :urls::text[], :filtered::text[],
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

    /** The clicks named by id or reference, or made by one of these devices in the time given. */
    public List<Lead> leads(
            ProgramId program,
            Collection<ClickId> ids,
            Collection<String> refs,
            Collection<String> devices,
            Instant from,
            Instant to) {
        return jdbc.sql("""
                select id, affiliate_id, ref, device, occurred_at, filtered is null as counts from click
                where program_id = :program and affiliate_id is not null and (id = any(:ids) or ref = any(:refs)
                    or device = any(:devices) and occurred_at between :from and :to)
                """)
                .param("program", program.value())
                .param("ids", ids.stream().map(Id::value).toArray(UUID[]::new))
                .param("refs", Columns.texts(refs))
                .param("devices", Columns.texts(devices))
                .param("from", utc(from))
                .param("to", utc(to))
                .query((row, _) -> new Lead(
                        new ClickId(row.getObject("id", UUID.class)),
                        new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                        row.getString("ref"),
                        row.getString("device"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("counts")))
                .list();
    }
}
