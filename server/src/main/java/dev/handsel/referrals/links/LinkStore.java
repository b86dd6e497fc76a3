package dev.handsel.referrals.links;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.LinkId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The only one that names the table {@code affiliate_link}. Archived links are there so that their slugs stay taken,
 * and whose they were is known.
 */
@Repository
class LinkStore {

    private final JdbcClient jdbc;

    LinkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the link, unless its slug is taken; says whether it did. */
    boolean add(Link link) {
        return jdbc.sql("""
                insert into affiliate_link (id, program_id, affiliate_id, slug, landing_url, name, created_at)
                values (:id, :program, :affiliate, :slug, :landing, :name, :at)
                on conflict (program_id, slug) do nothing
                """)
                        .param("id", link.id().value())
                        .param("program", link.program().value())
                        .param("affiliate", link.affiliate().value())
                        .param("slug", link.slug())
                        .param("landing", link.landingUrl())
                        .param("name", link.name())
                        .param("at", utc(link.createdAt()))
                        .update()
                == 1;
    }

    /** Writes name and landing page and counts the change. */
    Link change(Link link) {
        return jdbc.sql("""
                update affiliate_link set landing_url = :landing, name = :name, version = version + 1
                where id = :id returning *
                """)
                .param("landing", link.landingUrl())
                .param("name", link.name())
                .param("id", link.id().value())
                .query(LinkStore::read)
                .single();
    }

    void archive(LinkId id, Instant at) {
        jdbc.sql("update affiliate_link set archived_at = :at, version = version + 1 where id = :id")
                .param("at", utc(at))
                .param("id", id.value())
                .update();
    }

    List<Link> list(Collection<AffiliateId> affiliates, PageRequest page) {
        var keyset = page.newestFirst("id");
        return jdbc.sql("select * from affiliate_link where affiliate_id = any(:affiliates) and archived_at is null"
                        + keyset.sql())
                .param("affiliates", affiliates.stream().map(AffiliateId::value).toArray(UUID[]::new))
                .params(keyset.params())
                .query(LinkStore::read)
                .list();
    }

    Optional<Link> find(LinkId id) {
        return jdbc.sql("select * from affiliate_link where id = :id and archived_at is null")
                .param("id", id.value())
                .query(LinkStore::read)
                .optional();
    }

    /** Whose link of this programme it is, an archived one too. */
    Optional<AffiliateId> owner(ProgramId program, LinkId id) {
        return jdbc.sql("select affiliate_id from affiliate_link where id = :id and program_id = :program")
                .param("id", id.value())
                .param("program", program.value())
                .query((row, _) -> new AffiliateId(row.getObject("affiliate_id", UUID.class)))
                .optional();
    }

    /** The link, locked until the transaction ends. */
    Optional<Link> take(LinkId id) {
        return jdbc.sql("select * from affiliate_link where id = :id and archived_at is null for update")
                .param("id", id.value())
                .query(LinkStore::read)
                .optional();
    }

    Optional<Link> findBySlug(ProgramId program, String slug) {
        return jdbc.sql("""
                select * from affiliate_link where program_id = :program and slug = :slug and archived_at is null
                """)
                .param("program", program.value())
                .param("slug", slug)
                .query(LinkStore::read)
                .optional();
    }

    private static Link read(ResultSet row, int number) throws SQLException {
        return new Link(
                new LinkId(row.getObject("id", UUID.class)),
                new ProgramId(row.getObject("program_id", UUID.class)),
                new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                row.getString("slug"),
                row.getString("landing_url"),
                row.getString("name"),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
