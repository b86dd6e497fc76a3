package dev.handsel.referrals.customers;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AffiliateId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Counts of what an affiliate brought. */
@Service
public class ReferralFigures {

    private final JdbcClient jdbc;

    ReferralFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Counts in a period.
     *
     * @param clicks those that count; of one visitor on one link the first in an hour
     * @param filteredClicks those of machines
     * @param signups customers attributed to the affiliate; refused self-referrals are not
     * @param subscriptions of them, those who paid for the first time in the period
     * @param firstTrades of them, those who traded for the first time in the period
     */
    public record Figures(long clicks, long filteredClicks, long signups, long subscriptions, long firstTrades) {}

    /**
     * What happened in [from, to), without a bound where null; one statement. Periods that follow each other add up: whether a
     * click counts depends on those before it, also on such as the period leaves out.
     */
    public Figures of(AffiliateId affiliate, @Nullable Instant from, @Nullable Instant to) {
        return jdbc.sql("""
                with recursive period as (
                    select coalesce(:from::timestamptz, '-infinity') as since, coalesce(:to::timestamptz, 'infinity') as until),
                made as (
                    select visitor, link_id, occurred_at, filtered from click, period
                    where affiliate_id = :affiliate and occurred_at >= since and occurred_at < until),
                -- the first click of each visitor on each link; of one soon after the period began, the first there ever was
                -- (an index finds what has no link by nothing else than is null: of the two that are asked one is always null)
                counted (visitor, link_id, at, latest) as (
                    select m.visitor, m.link_id, case when min(m.occurred_at) >= min(since) + interval '1 hour'
                        then min(m.occurred_at) else least(
                            (select min(c.occurred_at) from click c where c.visitor = m.visitor
                                and c.affiliate_id = :affiliate and c.link_id = m.link_id),
                            (select min(c.occurred_at) from click c where c.visitor = m.visitor
                                and c.affiliate_id = :affiliate and c.link_id is null and m.link_id is null)) end,
                        max(m.occurred_at)
                    from made m, period where m.visitor is not null group by m.visitor, m.link_id
                    union all
                    -- and then, again and again, the first one an hour or more after the one that counted
                    select n.visitor, n.link_id, least(
                        (select min(c.occurred_at) from click c where c.visitor = n.visitor and c.affiliate_id = :affiliate
                            and c.link_id = n.link_id and c.occurred_at >= n.at + interval '1 hour'),
                        (select min(c.occurred_at) from click c where c.visitor = n.visitor and c.affiliate_id = :affiliate
                            and c.link_id is null and n.link_id is null and c.occurred_at >= n.at + interval '1 hour')),
                        n.latest
                    from counted n where n.latest >= n.at + interval '1 hour')
                select * from
                    (select count(*) filter (where filtered is null and visitor is null)
                            + (select count(*) from counted, period where at >= since) as clicks,
                        count(*) filter (where filtered is not null) as filtered_clicks from made) c,
                    (select count(*) filter (where signed_up_at >= since and signed_up_at < until) as signups,
                        count(*) filter (where first_paid_at >= since and first_paid_at < until) as subscriptions,
                        count(*) filter (where first_trade_at >= since and first_trade_at < until) as first_trades
                    from customer, period where affiliate_id = :affiliate) k
                """)
                .param("affiliate", affiliate.value())
                .param("from", from == null ? null : utc(from))
                .param("to", to == null ? null : utc(to))
                .query((row, _) -> new Figures(
                        row.getLong("clicks"),
                        row.getLong("filtered_clicks"),
                        row.getLong("signups"),
                        row.getLong("subscriptions"),
                        row.getLong("first_trades")))
                .single();
    }
}
