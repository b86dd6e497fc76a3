package dev.handsel.commissions.replay;

import dev.handsel.base.ids.CustomerId;
import dev.handsel.base.ids.Id;
import dev.handsel.commissions.replay.CostPreview.Cost;
import dev.handsel.commissions.replay.CostPreview.Earned;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what invoices have cost. */
@Repository
class PreviewStore {

    private final JdbcClient jdbc;

    PreviewStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What each invoice and bounty of these customers has earned, and what of it was taken back; replaced lines do not count. */
    Map<CustomerId, Map<Earned, Cost>> costs(Collection<CustomerId> customers) {
        var costs = new HashMap<CustomerId, Map<Earned, Cost>>();
        jdbc.sql("""
                select l.customer_id, coalesce(l.invoice_ref, '') as ref, l.currency, sum(l.amount)::bigint as earned,
                    sum(s.reversed)::bigint as reversed
                from commission_line l join commission_state s on s.line_id = l.id
                where l.customer_id = any(:customers) and not s.recomputed group by 1, 2, 3
                """)
                .param("customers", customers.stream().map(Id::value).toArray(UUID[]::new))
                .query(row -> {
                    costs.computeIfAbsent(
                                    new CustomerId(row.getObject("customer_id", UUID.class)), _ -> new HashMap<>())
                            .put(
                                    new Earned(row.getString("ref"), row.getString("currency")),
                                    new Cost(row.getLong("earned"), row.getLong("reversed")));
                });
        return costs;
    }
}
