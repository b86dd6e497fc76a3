package dev.handsel.commissions.accruals;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.ledger.Ledger;
import dev.handsel.ledger.Ledger.Outgoing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

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

    /**
     * Whether some of what went on its way last must not leave any more: it is money of lines that are held since, or of lines that a
     * block took back since, so that less than nothing is payable beside what is held.
     *
     * @param payable what is payable beside it, which the caller holds still
     * @param reserved how much went on its way last and has not left, in minor units
     */
    public boolean stops(AffiliateId affiliate, Money payable, long reserved) {
        var owner = new Owner(affiliate, payable.currency());
        var holding = store.holding(Set.of(affiliate));
        var outgoing = holding.isEmpty() ? List.<Outgoing>of() : ledger.outgoing(holding);
        // What is held is payable in the books, and yet does not make up for what was taken back.
        if (payable.minor() < held(owner, outgoing) && store.blocked(owner)) {
            return true;
        }
        if (holding.isEmpty()) {
            return false;
        }
        var without =
                outgoing.stream().map(one -> without(one, owner, reserved)).toList();
        return held(owner, outgoing) < held(owner, without);
    }

    private long held(Owner owner, List<Outgoing> outgoing) {
        return outgoing.isEmpty()
                ? 0
                : store.held(Set.of(owner.affiliate()), outgoing).getOrDefault(owner, 0L);
    }

    private static Outgoing without(Outgoing one, Owner owner, long reserved) {
        return one.currency().equals(owner.currency())
                ? new Outgoing(
                        one.affiliate(), one.currency(), one.paid(), one.sure(), Math.max(0, one.out() - reserved))
                : one;
    }

    /**
     * Books money that comes back of what was on its way, or had left. What of held lines had counted as gone and is not any more
     * is held as the rest of them is, so that nothing that leaves later counts for it.
     *
     * @param booking writes it into the ledger
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void comesBack(Collection<AffiliateId> affiliates, Runnable booking) {
        // Before the ledger, as everybody locks them who needs both.
        store.takeHeld(affiliates);
        booking.run();
        var holding = store.holding(affiliates);
        if (!holding.isEmpty()) {
            store.shrink(holding, ledger.outgoing(holding));
        }
    }
}
