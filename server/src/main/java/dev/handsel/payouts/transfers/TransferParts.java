package dev.handsel.payouts.transfers;

import dev.handsel.base.failpoints.FailPoints;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.money.Money;
import dev.handsel.payouts.lifecycle.Payout.Reserved;
import dev.handsel.payouts.lifecycle.PayoutPart;
import dev.handsel.payouts.lifecycle.PayoutPart.PartState;
import dev.handsel.payouts.lifecycle.PayoutParts;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.lifecycle.ProviderOutcome;
import dev.handsel.platform.database.Transactions;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Decides which transfers a payout is made of. Parts are written down, all of them, before a byte of any of them leaves; and only
 * while it is certain that no transfer of what they replace was made or will be.
 */
@Component
class TransferParts {

    private static final String ACTOR = "sender";

    private final PayoutSteps payouts;
    private final PayoutParts parts;
    private final Attempts attempts;
    private final Transactions transactions;

    TransferParts(PayoutSteps payouts, PayoutParts parts, Attempts attempts, Transactions transactions) {
        this.payouts = payouts;
        this.parts = parts;
        this.attempts = attempts;
        this.transactions = transactions;
    }

    /** The transfer that is due first. */
    Optional<Outgoing> claim(Collection<String> withoutNew) {
        return payouts.claim(withoutNew)
                .map(claimed -> new Outgoing(
                        claimed.row(), current(claimed.row().terms().id()).orElse(null), claimed.lease()));
    }

    /** The part that is sent next, or on its way; parts go one after another, by number. */
    private Optional<PayoutPart> current(PayoutId payout) {
        return parts.of(payout).stream()
                .filter(part -> part.state() == PartState.OPEN)
                .findFirst();
    }

    /** Whether this is what is to be sent of its payout still. The caller holds the payout. */
    boolean isCurrent(Outgoing item) {
        var all = parts.of(item.id());
        return item.number() == 0
                ? all.isEmpty()
                : current(item.id())
                        .filter(part -> part.number() == item.number())
                        .isPresent();
    }

    /** Whether it is more than Stripe documents for one transfer. */
    static boolean isTooLarge(Outgoing item) {
        return item.amount().minor() > PartPlan.most(item.amount().currency());
    }

    /** Cuts what was never sent and is too large; says whether it could be. */
    boolean decide(Outgoing item) {
        return transactions.required(() -> payouts.take(item.id()).orElseThrow() instanceof Reserved
                && isCurrent(item)
                && cut(item, "No transfer may be so large."));
    }

    /**
     * Cuts what Stripe refused as too large, or would, and with it whatever else waits and is as large; says whether it could be.
     * The caller holds the payout, and knows that no attempt did anything.
     */
    boolean cut(Outgoing item, String why) {
        var currency = item.amount().currency();
        long most = PartPlan.mostAfter(item.amount());
        var all = parts.of(item.id());
        var replaced = all.stream()
                .filter(part -> part.number() == item.number()
                        || (part.state() == PartState.OPEN && part.amount() > most && !wasSent(item.id(), part)))
                .toList();
        long sum = item.part() == null
                ? item.amount().minor()
                : replaced.stream().mapToLong(PayoutPart::amount).sum();
        var amounts = PartPlan.cut(new Money(sum, currency), most);
        if (amounts.isEmpty() || all.size() + amounts.size() > 2 * PartPlan.MOST_PARTS) {
            return false;
        }
        parts.split(item.id(), numbers(replaced));
        add(item.id(), amounts, why);
        FailPoints.reach("transfer-is-cut");
        return true;
    }

    /** Writes down parts of these amounts, to be sent from now on. The caller holds the payout. */
    void add(PayoutId payout, List<Long> amounts, String why) {
        var taken = parts.of(payout).stream().map(PayoutPart::number).collect(Collectors.toSet());
        var added = PartPlan.numbered(payout, amounts, taken);
        parts.add(payout, added);
        var told = new TreeMap<Integer, Long>(Comparator.naturalOrder());
        added.forEach(part -> told.put(part.number(), part.amount()));
        payouts.step(payout, ACTOR, new ProviderOutcome.IsSplit(told, why));
        payouts.goesOn(payout);
    }

    /** Whether a request for it may have left. */
    boolean wasSent(PayoutId payout, PayoutPart part) {
        return attempts.of(payout, part.number()).isPresent();
    }

    static List<Integer> numbers(List<PayoutPart> some) {
        return some.stream().map(PayoutPart::number).toList();
    }
}
