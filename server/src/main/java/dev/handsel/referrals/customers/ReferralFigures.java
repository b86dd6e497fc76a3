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
     * @param clicks those that count
     * @param filteredClicks those of machines
     * @param signups customers attributed to the affiliate; refused self-referrals are not
     * @param subscriptions of them, those who paid for the first time in the period
     * @param firstTrades of them, those who traded for the first time in the period
     */
    public record Figures(long clicks, long filteredClicks, long signups, long subscriptions, long firstTrades) {}

    /** What happened in [from, to), without a bound where null; one statement. */
    public Figures of(AffiliateId affiliate, @Nullable Instant from, @Nullable Instant to) {
        return jdbc.sql("""
                with period as (
                    select coalesce(:from::timestamptz, '-infinity') as since, coalesce(:to::timestamptz, 'infinity') as until)
                select * from
                    (select count(*) filter (where filtered is null) as clicks,
                        count(*) filter (where filtered is not null) as filtered_clicks
                    from click, period where affiliate_id = :affiliate and occurred_at >= since and occurred_at < until) c,
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
