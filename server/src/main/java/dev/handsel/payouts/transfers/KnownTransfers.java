package dev.handsel.payouts.transfers;

import dev.handsel.payouts.accounts.PayoutPauses;
import dev.handsel.payouts.lifecycle.Payout;
import dev.handsel.payouts.lifecycle.Payout.Transfer;
import dev.handsel.payouts.lifecycle.PayoutParts;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.lifecycle.PayoutTerms;
import dev.handsel.payouts.lifecycle.ProviderOutcome;
import org.springframework.stereotype.Component;

/**
 * Writes down that a transfer exists, be it a whole payout or a part of one, and how much of it came back. Every method joins the
 * caller's transaction, which holds the payout.
 */
@Component
class KnownTransfers {

    private final PayoutSteps payouts;
    private final PayoutParts parts;
    private final PartUpdates updates;
    private final Payments payments;
    private final PayoutPauses pauses;

    KnownTransfers(
            PayoutSteps payouts, PayoutParts parts, PartUpdates updates, Payments payments, PayoutPauses pauses) {
        this.payouts = payouts;
        this.parts = parts;
        this.updates = updates;
        this.payments = payments;
        this.pauses = pauses;
    }

    /**
     * Takes it over.
     *
     * @param found whether it was seen at Stripe, and is not the answer to our request
     * @return whether it is what was asked for; where it is not, nothing was written
     */
    boolean apply(Payout payout, TransferSeen seen, String actor, boolean found) {
        var fits = seen.amount().currency().equals(payout.terms().amount().currency())
                && (seen.part() == 0 ? whole(payout, seen, actor, found) : updates.apply(payout, seen, actor, found));
        if (fits) {
            payments.remember(payout.terms().id(), seen.transfer());
        }
        if (fits && payout.isOpen()) {
            // What passed is no reason to pause any more.
            pauses.lift(payout.terms().affiliate(), payout.terms().amount().currency());
        }
        return fits;
    }

    private boolean whole(Payout payout, TransferSeen seen, String actor, boolean found) {
        var terms = payout.terms();
        boolean another = payout.left()
                .map(transfer -> !transfer.reference().equals(seen.reference()))
                .orElse(false);
        if (another
                || !terms.amount().equals(seen.amount())
                || !parts.of(terms.id()).isEmpty()) {
            return false;
        }
        var exists = found
                ? new ProviderOutcome.TransferFound(seen.reference())
                : new ProviderOutcome.TransferCreated(seen.reference());
        payouts.step(terms.id(), actor, exists, new ProviderOutcome.TransferReversed(seen.reversed()));
        return true;
    }

    /** Writes down a payout that this database has lost. */
    void recover(PayoutTerms terms, TransferSeen seen, String actor) {
        var transfer = new Transfer(null, seen.reference(), seen.amount().minor(), null);
        var payout = payouts.recover(terms, transfer, seen.part(), actor);
        if (seen.part() > 0) {
            updates.recovered(terms.id(), seen);
        }
        apply(payout, seen, actor, true);
    }
}
