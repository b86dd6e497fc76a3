package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.money.Currency;
import dev.handsel.ledger.Ledger;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Service;

/**
 * What is payable in the books and yet must not leave, because the commissions it comes from are held. Payouts ask here, whoever
 * it is that holds. Whoever has locked what is payable before they ask can rely on the answer until their transaction ends.
 */
@Service
public class HeldAmounts {

    private final HoldStore store;
    private final Ledger ledger;

    HeldAmounts(HoldStore store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /** Money of one affiliate in one currency. */
    public record Owner(AffiliateId affiliate, Currency currency) {}

    /**
     * What of held lines that have matured has not left, in minor units, of those of these affiliates that have any. One statement
     * where nothing is held.
     */
    public Map<Owner, Long> of(Collection<AffiliateId> affiliates) {
        var holding = store.holding(affiliates);
        return holding.isEmpty() ? Map.of() : store.held(holding, ledger.outgoing(holding));
    }
}
