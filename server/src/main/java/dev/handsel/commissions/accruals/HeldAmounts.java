package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.money.Currency;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * What is payable in the books and yet must not leave, because the commissions it comes from are held. Payouts ask here, whoever
 * it is that holds: nothing in the server does yet ({@code commission_state.held} is the seam for a review of fraud).
 */
@Service
public class HeldAmounts {

    private final JdbcClient jdbc;

    HeldAmounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Money of one affiliate in one currency. */
    public record Owner(AffiliateId affiliate, Currency currency) {}

    /** The sums of held lines that have matured, in minor units, of those of these affiliates that have any. */
    public Map<Owner, Long> of(Collection<AffiliateId> affiliates) {
        var held = new HashMap<Owner, Long>();
        jdbc.sql("""
                select affiliate_id, currency, sum(amount - reversed)::bigint as held from commission_state
                where affiliate_id = any(:affiliates) and held and matured group by affiliate_id, currency
                """)
                .param("affiliates", affiliates.stream().map(AffiliateId::value).toArray(UUID[]::new))
                .query(row -> {
                    var owner = new Owner(
                            new AffiliateId(row.getObject("affiliate_id", UUID.class)),
                            Currency.of(row.getString("currency")));
                    held.put(owner, row.getLong("held"));
                });
        return held;
    }
}
