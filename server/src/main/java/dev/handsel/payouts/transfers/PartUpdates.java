package dev.handsel.payouts.transfers;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.money.Money;
import dev.handsel.payouts.lifecycle.Payout;
import dev.handsel.payouts.lifecycle.PayoutPart;
import dev.handsel.payouts.lifecycle.PayoutPart.PartState;
import dev.handsel.payouts.lifecycle.PayoutParts;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.lifecycle.ProviderOutcome;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Takes over that the transfer of one part of a payout exists, and how much of it came back, whatever this database believed of
 * that part. Every method joins the caller's transaction, which holds the payout.
 */
@Component
class PartUpdates {

    private final PayoutSteps payouts;
    private final PayoutParts parts;
    private final TransferParts plan;
    private final Attempts attempts;

    PartUpdates(PayoutSteps payouts, PayoutParts parts, TransferParts plan, Attempts attempts) {
        this.payouts = payouts;
        this.parts = parts;
        this.plan = plan;
        this.attempts = attempts;
    }

    /**
     * Takes it over.
     *
     * @param found whether it was seen at Stripe, and is not the answer to our request
     * @return whether it fits; where it does not, nothing was written
     */
    boolean apply(Payout payout, TransferSeen seen, String actor, boolean found) {
        var id = payout.terms().id();
        var known = part(id, seen.part());
        if (known.isEmpty() || mayBeDecidedAnew(id, known.get(), seen)) {
            return lost(payout, seen, actor);
        }
        var part = known.get();
        boolean fits = part.amount() == seen.amount().minor()
                && switch (part.state()) {
                    case OPEN, REFUSED -> true;
                    case TRANSFERRED -> seen.reference().equals(part.reference());
                    case SPLIT -> false;
                };
        if (fits) {
            exists(payout, part, seen, actor, found);
        }
        return fits;
    }

    private Optional<PayoutPart> part(PayoutId payout, int number) {
        return parts.of(payout).stream().filter(part -> part.number() == number).findFirst();
    }

    /** A database that was lost had cut otherwise. */
    private boolean mayBeDecidedAnew(PayoutId payout, PayoutPart part, TransferSeen seen) {
        return part.state() == PartState.OPEN && part.amount() != seen.amount().minor() && !plan.wasSent(payout, part);
    }

    private void exists(Payout payout, PayoutPart part, TransferSeen seen, String actor, boolean found) {
        var id = payout.terms().id();
        if (part.state() != PartState.TRANSFERRED) {
            parts.exists(id, part.number(), seen.reference());
            step(payout, seen, actor, found, false);
            payouts.goesOn(id);
        }
        reversed(id, part, seen, actor);
    }

    /** A payout that is over stays so, whatever had been meant to be sent of it. */
    private void step(Payout payout, TransferSeen seen, String actor, boolean found, boolean moreFollow) {
        var id = payout.terms().id();
        var all = parts.of(id);
        boolean more = payout.isOpen() && (moreFollow || all.stream().anyMatch(part -> part.state() == PartState.OPEN));
        var first = Objects.requireNonNull(parts.transferred(id).getFirst().reference());
        var amount = seen.amount().minor();
        payouts.step(
                id, actor, new ProviderOutcome.PartExists(seen.part(), amount, seen.reference(), first, more, found));
    }

    private void reversed(PayoutId id, PayoutPart part, TransferSeen seen, String actor) {
        long more = seen.reversed() - part.reversed();
        if (more > 0) {
            parts.reversed(id, part.number(), seen.reversed());
            payouts.step(id, actor, new ProviderOutcome.PartReversed(part.number(), more, seen.reversed()));
        }
    }

    /**
     * A part that this database does not know: it went back in time. Where the payout is open, what was to be sent and was not is
     * decided anew around it.
     */
    private boolean lost(Payout payout, TransferSeen seen, String actor) {
        var id = payout.terms().id();
        var all = parts.of(id);
        var unsent = all.stream()
                .filter(part -> part.state() == PartState.OPEN && !plan.wasSent(id, part))
                .toList();
        boolean open = payout.isOpen();
        long others = all.stream()
                .filter(part -> open
                        ? part.state() != PartState.SPLIT && !unsent.contains(part)
                        : part.state() == PartState.TRANSFERRED)
                .mapToLong(PayoutPart::amount)
                .sum();
        long rest = payout.terms().amount().minor() - others - seen.amount().minor();
        if (rest < 0 || (all.isEmpty() && payout.left().isPresent())) {
            return false;
        }
        parts.forget(id, TransferParts.numbers(unsent));
        adopt(payout, seen, open ? rest : 0, actor);
        return true;
    }

    private void adopt(Payout payout, TransferSeen seen, long rest, String actor) {
        var id = payout.terms().id();
        // It was cut, so every attempt at the whole had been refused.
        attempts.certain(id);
        var part = recovered(id, seen);
        step(payout, seen, actor, true, rest > 0);
        if (rest > 0) {
            var money = new Money(rest, seen.amount().currency());
            var amounts = PartPlan.cut(money, Math.max(seen.amount().minor(), Math.ceilDiv(rest, PartPlan.MOST_PARTS)));
            plan.add(id, amounts.isEmpty() ? List.of(rest) : amounts, "A part of it was found at Stripe.");
        }
        payouts.goesOn(id);
        reversed(id, part, seen, actor);
    }

    /** Writes down a part that is there, and that this database has lost. */
    PayoutPart recovered(PayoutId id, TransferSeen seen) {
        var key = PartPlan.key(id, seen.part());
        var amount = seen.amount().minor();
        var part = new PayoutPart(seen.part(), amount, key, PartState.TRANSFERRED, seen.reference(), 0, null);
        parts.add(id, List.of(part));
        return part;
    }
}
