package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.CommissionId;
import dev.handsel.base.ids.Id;
import dev.handsel.ledger.Ledger;
import dev.handsel.platform.paging.Page;
import dev.handsel.platform.paging.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Commission lines, to be read. */
@Service
public class CommissionQueries {

    /**
     * A line counts as paid when what was settled covers it and every one before it in the {@link PaidOrder order}; what was
     * settled by currency comes as parameters, since it stands in the ledger.
     */
    private static final String LINES = "with " + PaidOrder.SQL + """
            select l.*, s.reversed, s.recomputed,
                case when p.rest = 0 then 'reversed'
                    when p.settled = p.rest then 'paid'
                    when p.held then 'held'
                    when not p.matured then 'pending'
                    else 'payable' end as state
            from commission_line l join commission_state s on s.line_id = l.id join paid_order p on p.line_id = l.id
            where l.affiliate_id = :affiliate
            """;

    private final JdbcClient jdbc;
    private final Ledger ledger;

    CommissionQueries(JdbcClient jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    /** The affiliate's lines, the newest first. */
    public Page<CommissionView> of(AffiliateId affiliate, PageRequest page) {
        var keyset = page.newestFirst("l.id");
        var rows = lines(affiliate, keyset.sql())
                .params(keyset.params())
                .query(CommissionQueries::view)
                .list();
        return Page.of(page, rows, line -> line.id().value());
    }

    /** One line of the affiliate. */
    public Optional<CommissionView> find(AffiliateId affiliate, CommissionId id) {
        return lines(affiliate, " and l.id = :id")
                .param("id", id.value())
                .query(CommissionQueries::view)
                .optional();
    }

    /** These lines of the affiliate, in the order in which they came to be. */
    List<CommissionView> find(AffiliateId affiliate, Collection<CommissionId> ids) {
        return lines(affiliate, " and l.id = any(:ids) order by l.id")
                .param("ids", ids.stream().map(Id::value).toArray(UUID[]::new))
                .query(CommissionQueries::view)
                .list();
    }

    private JdbcClient.StatementSpec lines(AffiliateId affiliate, String rest) {
        return jdbc.sql(LINES + rest)
                .param("affiliate", affiliate.value())
                .params(HoldStore.params(Set.of(affiliate), ledger.outgoing(Set.of(affiliate))));
    }

    /** Whose line this is. */
    public Optional<AffiliateId> affiliateOf(CommissionId id) {
        return jdbc.sql("select affiliate_id from commission_line where id = :id")
                .param("id", id.value())
                .query((row, _) -> new AffiliateId(row.getObject("affiliate_id", UUID.class)))
                .optional();
    }

    /** What of the affiliate's pending and payable money is held, by currency. */
    public List<Held> held(AffiliateId affiliate) {
        return jdbc.sql("""
                select currency, sum(amount - reversed - least(amount - reversed, paid_before))::bigint as held from commission_state
                where affiliate_id = :affiliate and held group by currency
                """)
                .param("affiliate", affiliate.value())
                .query((row, _) -> new Held(row.getString("currency"), row.getLong("held")))
                .list();
    }

    /** Held money in one currency, in minor units. */
    public record Held(String currency, long amount) {}

    /** What a commission is for: its kind, and the merchant's ids of invoice and customer; a bounty has no invoice. */
    public record Caption(String kind, @Nullable String invoice, String customer) {}

    /** What these commissions are for, by the UUIDs of their ids. */
    public Map<UUID, Caption> captions(Collection<CommissionId> ids) {
        return jdbc
                .sql("select id, kind, invoice_ref, customer_ref from commission_line where id = any(:ids)")
                .param("ids", ids.stream().map(Id::value).toArray(UUID[]::new))
                .query((row, _) -> Map.entry(
                        row.getObject("id", UUID.class),
                        new Caption(
                                row.getString("kind"), row.getString("invoice_ref"), row.getString("customer_ref"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static CommissionView view(ResultSet row, int number) throws SQLException {
        return new CommissionView(
                new CommissionId(row.getObject("id", UUID.class)),
                new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                row.getString("customer_ref"),
                row.getString("invoice_ref"),
                row.getString("kind"),
                row.getLong("base"),
                row.getInt("rate_bp"),
                row.getBoolean("flat"),
                row.getLong("amount"),
                row.getString("currency"),
                row.getObject("mature_at", OffsetDateTime.class).toInstant(),
                row.getString("rule_version"),
                row.getBoolean("late"),
                row.getBoolean("recomputed"),
                row.getString("state"),
                row.getLong("reversed"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
