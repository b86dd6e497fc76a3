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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code agreement_group}, and those of its members. */
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
    public boolean add(ProgramId program, Standing<Membership> standing, Instant at) {
        return jdbc.sql("""
                insert into agreement_member (program_id, affiliate_id, group_slug, joins, effective_from, proposed_by,
                    approved_by, created_at)
                values (:program, :affiliate, :group, :joins, :from, :proposedBy, :approvedBy, :at)
                on conflict do nothing
                """)
                        .params(members(program, standing.terms()))
                        .param("proposedBy", standing.proposedBy())
                        .param("approvedBy", standing.approvedBy())
                        .param("at", utc(at))
                        .update()
                == 1;
    }

    /** Writes down an entry that waits, unless the affiliate has one; says whether it did. */
    public boolean propose(ProgramId program, Standing<Membership> standing) {
        return jdbc.sql("""
                insert into agreement_member_proposal (program_id, affiliate_id, group_slug, joins, effective_from, proposed_by,
                    proposed_at)
                values (:program, :affiliate, :group, :joins, :from, :proposedBy, :at)
                on conflict do nothing
                """)
                        .params(members(program, standing.terms()))
                        .param("proposedBy", standing.proposedBy())
                        .param("at", utc(Objects.requireNonNull(standing.proposedAt())))
                        .update()
                == 1;
    }

    private static Map<String, Object> members(ProgramId program, Membership membership) {
        return Map.of(
                "program", program.value(),
                "affiliate", membership.affiliate().value(),
                "group", membership.group(),
                "joins", membership.joins(),
                "from", utc(membership.from()));
    }

    /** The entry of this affiliate and group that waits. */
    public Optional<Standing<Membership>> waiting(ProgramId program, String group, AffiliateId affiliate) {
        return jdbc.sql("""
                select * from agreement_member_proposal
                where program_id = :program and affiliate_id = :affiliate and group_slug = :group
                """)
                .param("program", program.value())
                .param("affiliate", affiliate.value())
                .param("group", group)
                .query((row, _) -> Standing.waiting(
                        membership(row),
                        row.getString("proposed_by"),
                        row.getObject("proposed_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Forgets the entry of this affiliate that waits. */
    public void forget(ProgramId program, AffiliateId affiliate) {
        jdbc.sql("delete from agreement_member_proposal where program_id = :program and affiliate_id = :affiliate")
                .param("program", program.value())
                .param("affiliate", affiliate.value())
                .update();
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
     * For how long an affiliate is in a group, or an entry that waits.
     *
     * @param until when they leave it or join another one; null while neither is known
     * @param key of its place in the list
     */
    public record Span(
            Standing<Membership> standing, @Nullable Instant until, String key) {}

    /** Who is in a group from when until when, in the order of joining, among what waits to be approved. */
    public List<Span> members(ProgramId program, String slug, PageRequest page) {
        var keyset = page.ascending("m.key");
        return jdbc.sql("""
                select * from (
                    select j.affiliate_id, j.group_slug, j.joins, j.effective_from, 'added' as state, j.proposed_by,
                        null::timestamptz as proposed_at, j.approved_by, to_char(j.effective_from at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US ') || j.affiliate_id
                            as key,
                        (select min(n.effective_from) from agreement_member n where n.program_id = j.program_id
                            and n.affiliate_id = j.affiliate_id and n.effective_from > j.effective_from) as until
                    from agreement_member j where j.program_id = :program and j.group_slug = :slug and j.joins
                    union all
                    select w.affiliate_id, w.group_slug, w.joins, w.effective_from, 'waiting' as state, w.proposed_by,
                        w.proposed_at, null as approved_by,
                        to_char(w.effective_from at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US ') || w.affiliate_id || '+'
                            as key,
                        null as until
                    from agreement_member_proposal w where w.program_id = :program and w.group_slug = :slug
                ) m where true""" + keyset.sql())
                .param("program", program.value())
                .param("slug", slug)
                .params(keyset.params())
                .query((row, _) -> new Span(
                        Standing.read(membership(row), row), Timestamps.instant(row, "until"), row.getString("key")))
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
