package dev.handsel.programs.agreements;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Timestamps;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the tables {@code agreement_group} and {@code agreement_member}. */
@Repository
public class GroupStore {

    private final JdbcClient jdbc;

    GroupStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds the group, unless its slug is taken; says whether it did. */
    public boolean add(ProgramId program, Group group) {
        return jdbc.sql("""
                insert into agreement_group (program_id, slug, name, created_at) values (:program, :slug, :name, :at)
                on conflict do nothing
                """)
                        .param("program", program.value())
                        .param("slug", group.slug())
                        .param("name", group.name())
                        .param("at", utc(group.createdAt()))
                        .update()
                == 1;
    }

    /** The group of this slug. */
    public Optional<Group> find(ProgramId program, String slug) {
        return jdbc.sql("select * from agreement_group where program_id = :program and slug = :slug")
                .param("program", program.value())
                .param("slug", slug)
                .query((row, _) -> group(row))
                .optional();
    }

    /** The groups by their slugs. */
    public List<Group> list(ProgramId program, PageRequest page) {
        var keyset = page.ascending("slug");
        return jdbc.sql("select * from agreement_group where program_id = :program" + keyset.sql())
                .param("program", program.value())
                .params(keyset.params())
                .query((row, _) -> group(row))
                .list();
    }

    /** Adds the entry, unless the affiliate has one of the same instant; says whether it did. */
    public boolean add(ProgramId program, Membership membership, Instant at) {
        return jdbc.sql("""
                insert into agreement_member (program_id, affiliate_id, group_slug, joins, effective_from, created_at)
                values (:program, :affiliate, :group, :joins, :from, :at)
                on conflict do nothing
                """)
                        .param("program", program.value())
                        .param("affiliate", membership.affiliate().value())
                        .param("group", membership.group())
                        .param("joins", membership.joins())
                        .param("from", utc(membership.from()))
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    /** The entries of a programme that were added after one of these numbers, and up to the other. */
    List<Membership> between(ProgramId program, long after, long upTo) {
        return after >= upTo
                ? List.of()
                : jdbc.sql(
                                "select * from agreement_member where program_id = :program and seq > :after and seq <= :upTo")
                        .param("program", program.value())
                        .param("after", after)
                        .param("upTo", upTo)
                        .query((row, _) -> membership(row))
                        .list();
    }

    /**
     * For how long an affiliate is in a group.
     *
     * @param until when they leave it or join another one; null while neither is known
     * @param key of its place in the list
     */
    public record Span(Membership membership, @Nullable Instant until, String key) {}

    /** Who is in a group from when until when, in the order of joining. */
    public List<Span> members(ProgramId program, String slug, PageRequest page) {
        var keyset = page.ascending("m.key");
        return jdbc.sql("""
                select * from (
                    select j.*, to_char(j.effective_from at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US ') || j.affiliate_id
                            as key,
                        (select min(n.effective_from) from agreement_member n where n.program_id = j.program_id
                            and n.affiliate_id = j.affiliate_id and n.effective_from > j.effective_from) as until
                    from agreement_member j where j.program_id = :program and j.group_slug = :slug and j.joins
                ) m where true""" + keyset.sql())
                .param("program", program.value())
                .param("slug", slug)
                .params(keyset.params())
                .query((row, _) -> new Span(membership(row), Timestamps.instant(row, "until"), row.getString("key")))
                .list();
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(
                row.getString("slug"),
                row.getString("name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static Membership membership(ResultSet row) throws SQLException {
        return new Membership(
                new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                row.getString("group_slug"),
                row.getBoolean("joins"),
                row.getObject("effective_from", OffsetDateTime.class).toInstant());
    }
}
