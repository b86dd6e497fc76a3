package dev.handsel.referrals.affiliates;

import dev.handsel.identity.access.AccountRemoved;
import dev.handsel.platform.audit.AuditTrail;
import dev.handsel.platform.audit.AuditTrail.AuditEntry;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What is left of people who remove their accounts: affiliates without a name, for the sake of the ledger. */
@Component
class Departures {

    private final AffiliateStore store;
    private final AuditTrail audit;

    Departures(AffiliateStore store, AuditTrail audit) {
        this.store = store;
        this.audit = audit;
    }

    @EventListener
    void removed(AccountRemoved event) {
        var entries = store.forget(event.account()).stream()
                .map(affiliate -> new AuditEntry(
                        "account:" + event.account(), "affiliate.pseudonymised", affiliate.toString(), Map.of()))
                .toList();
        audit.recordAll(entries);
    }
}
