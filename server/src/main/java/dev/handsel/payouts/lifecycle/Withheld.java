package dev.handsel.payouts.lifecycle;

import dev.handsel.base.refusal.Refused;
import dev.handsel.commissions.accruals.HeldAmounts;
import dev.handsel.ledger.Ledger;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether what a payout has reserved may leave still: what it pays may have been held, or taken back by a block, since it was made.
 * To be asked in the transaction that lets it go on, or hands it to the provider.
 */
@Component
public class Withheld {

    private final Ledger ledger;
    private final HeldAmounts held;

    Withheld(Ledger ledger, HeldAmounts held) {
        this.ledger = ledger;
        this.held = held;
    }

    /**
     * Whether some of what the payout has not sent must not leave now. Nobody changes the answer until the transaction ends. The
     * caller holds the payout.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean is(Payout payout) {
        if (!payout.isOpen()) {
            return false;
        }
        var terms = payout.terms();
        var payable = ledger.lockPayable(terms.affiliate(), terms.amount().currency());
        return held.stops(
                terms.affiliate(),
                payable,
                terms.amount().minor() - payout.moved().left());
    }

    /** Refuses (409 {@code on_hold}) what must not leave now. */
    void refuse(Payout payout) {
        if (is(payout)) {
            throw Refused.conflict(
                    "on_hold",
                    "Commissions that this payout pays are under review, or were taken back: cancel it or wait.");
        }
    }
}
