package dev.handsel.payouts.batches;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.payouts.batches.RunResult.Skipped;
import dev.handsel.payouts.lifecycle.Eligibility.SkipReason;
import dev.handsel.platform.database.Columns;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The only one that names the table {@code payout_skip}. */
@Repository
class SkipStore {

    private final JdbcClient jdbc;

    SkipStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void write(ProgramId program, Instant at, List<Skipped> skipped) {
        if (skipped.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into payout_skip as s (affiliate_id, currency, program_id, payable, reason, at)
                select affiliate, currency, :program, payable, reason, :at
                from unnest(:affiliates::uuid[], :currencies::text[], :payables::bigint[], :reasons::text[])
                    as skipped(affiliate, currency, payable, reason)
                on conflict (affiliate_id, currency) do update set payable = excluded.payable, reason = excluded.reason,
                    at = excluded.at
                """)
                .param("program", program.value())
                .param("at", utc(at))
                .params(Columns.of(skipped)
                        .with("affiliates", skip -> skip.affiliate().value())
                        .with("currencies", skip -> skip.payable().currency())
                        .with("payables", skip -> skip.payable().minor())
                        .with("reasons", skip -> skip.reason().name())
                        .params())
                .update();
    }

    /** Why the last batch left these balances of one affiliate as they were, unless they were paid out since. */
    List<Skipped> of(AffiliateId affiliate) {
        return jdbc.sql("""
                select s.* from payout_skip s where s.affiliate_id = :affiliate and not exists (
                    select from payout p where p.affiliate_id = s.affiliate_id and p.currency = s.currency
                        and p.created_at >= s.at and p.state not in ('failed', 'canceled'))
                order by s.currency
                """)
                .param("affiliate", affiliate.value())
                .query((row, _) -> new Skipped(
                        new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                        new Money(row.getLong("payable"), Currency.of(row.getString("currency"))),
                        SkipReason.valueOf(row.getString("reason"))))
                .list();
    }
}
