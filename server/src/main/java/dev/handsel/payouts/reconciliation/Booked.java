package dev.handsel.payouts.reconciliation;

import static dev.handsel.platform.database.Timestamps.utc;

import dev.handsel.payouts.reconciliation.Movements.TransferKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the ledger says left the platform's balance at Stripe, less what came back, by transfer. */
@Repository
class Booked {

    private static final String MOVED = """
            select coalesce(f.reference, p.provider_reference) as transfer, p.currency, -sum(g.amount)::bigint as moved
            from ledger_transaction t join ledger_posting g on g.transaction_id = t.id
            join ledger_account a on a.id = g.account_id and a.name = 'platform.stripe_balance'
            join payout p on t.source_type = 'payout' and t.source_id = p.id::text and p.provider = 'stripe'
            left join payout_part f on f.payout_id = p.id
                and starts_with(t.idem_key || ':', p.id || ':' || f.part || ':')
            """;

    private final JdbcClient jdbc;

    Booked(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What was booked in this time, by the clock of the database. */
    Map<TransferKey, Long> between(Instant from, Instant to) {
        var moved = new HashMap<TransferKey, Long>();
        jdbc.sql(MOVED + " where t.recorded_at >= :from and t.recorded_at < :to group by 1, 2")
                .param("from", utc(from))
                .param("to", utc(to))
                .query(row -> {
                    moved.put(
                            new TransferKey(row.getString("transfer"), row.getString("currency")),
                            row.getLong("moved"));
                });
        return moved;
    }

    /** What was ever booked of one transfer. */
    long ever(TransferKey key) {
        return jdbc.sql(MOVED + """
                where p.id in (select id from payout where provider_reference = :transfer
                        union all select payout_id from payout_part where reference = :transfer)
                    and coalesce(f.reference, p.provider_reference) = :transfer and p.currency = :currency
                group by 1, 2
                """)
                .param("transfer", key.transfer())
                .param("currency", key.currency())
                .query((row, _) -> row.getLong("moved"))
                .optional()
                .orElse(0L);
    }
}
