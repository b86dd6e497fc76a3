package dev.handsel.programs.agreements;

import static dev.handsel.platform.database.Timestamps.utc;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.ids.TermsId;
import dev.handsel.platform.database.Columns;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that writes the tables {@code agreement_tier_month} and {@code agreement_tier}. */
@Repository
public class TierStore {

    private final JdbcClient jdbc;

    TierStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Fixes a month; nobody else may be fixing one of the programme. */
    public void add(ProgramId program, DueTier due, List<FixedTier> reached, Instant at) {
        jdbc.sql("""
                insert into agreement_tier_month (program_id, terms_id, month, fixed_at)
                values (:program, :terms, :month, :at)
                """)
                .param("program", program.value())
                .param("terms", due.terms().id().value())
                .param("month", utc(due.month()))
                .param("at", utc(at))
                .update();
        if (reached.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into agreement_tier (terms_id, month, affiliate_id, figure, reached)
                select :terms, :month, n.* from unnest(:affiliates::uuid[], :figures::bigint[], :froms::bigint[])
                    as n(affiliate_id, figure, reached)
                """)
                .param("terms", due.terms().id().value())
                .param("month", utc(due.month()))
                .params(Columns.of(reached)
                        .with("affiliates", tier -> tier.affiliate().value())
                        .with("figures", FixedTier::figure)
                        .with("froms", FixedTier::from)
                        .params())
                .update();
    }

    /** The months of a programme that were fixed after one of these numbers, and up to the other. */
    List<TierMonth> between(ProgramId program, long after, long upTo) {
        if (after >= upTo) {
            return List.of();
        }
        return jdbc
                .sql("""
                select m.terms_id, m.month, t.affiliate_id, t.figure, t.reached
                from agreement_tier_month m left join agreement_tier t on t.terms_id = m.terms_id and t.month = m.month
                where m.program_id = :program and m.seq > :after and m.seq <= :upTo
                order by m.seq
                """)
                .param("program", program.value())
                .param("after", after)
                .param("upTo", upTo)
                .query((row, _) -> new Row(
                        new Place(new TermsId(row.getObject("terms_id", UUID.class)), month(row)),
                        row.getObject("affiliate_id") == null ? Optional.empty() : Optional.of(tier(row))))
                .list()
                .stream()
                .collect(groupingBy(Row::place, LinkedHashMap::new, toList()))
                .entrySet()
                .stream()
                .map(month -> new TierMonth(
                        month.getKey().terms(),
                        month.getKey().month(),
                        month.getValue().stream()
                                .flatMap(row -> row.tier().stream())
                                .toList()))
                .toList();
    }

    private record Place(TermsId terms, Instant month) {}

    private record Row(Place place, Optional<FixedTier> tier) {}

    /** Who reached a step of these terms in which month, the newest month first. */
    public List<FixedTier> list(TermsId terms, PageRequest page) {
        var keyset = page.newestFirst("t.month", "t.affiliate_id::text");
        return jdbc.sql("select * from agreement_tier t where t.terms_id = :terms" + keyset.sql())
                .param("terms", terms.value())
                .params(keyset.params())
                .query((row, _) -> tier(row))
                .list();
    }

    private static Instant month(ResultSet row) throws SQLException {
        return row.getObject("month", OffsetDateTime.class).toInstant();
    }

    private static FixedTier tier(ResultSet row) throws SQLException {
        return new FixedTier(
                month(row),
                new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                row.getLong("figure"),
                row.getLong("reached"));
    }

    /** Whether some terms of the programme have tiers. */
    public boolean anyTiers(ProgramId program) {
        return jdbc.sql(
                        "select exists (select from agreement_terms where program_id = :program and tiers_from is not null)")
                .param("program", program.value())
                .query(Boolean.class)
                .single();
    }
}
