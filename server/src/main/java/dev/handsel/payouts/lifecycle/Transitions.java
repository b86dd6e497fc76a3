package dev.handsel.payouts.lifecycle;

import dev.handsel.base.money.Money;
import dev.handsel.base.refusal.Refused;
import dev.handsel.payouts.lifecycle.Payout.Approved;
import dev.handsel.payouts.lifecycle.Payout.BankState;
import dev.handsel.payouts.lifecycle.Payout.Canceled;
import dev.handsel.payouts.lifecycle.Payout.Failed;
import dev.handsel.payouts.lifecycle.Payout.PartlyReversed;
import dev.handsel.payouts.lifecycle.Payout.Requested;
import dev.handsel.payouts.lifecycle.Payout.Reserved;
import dev.handsel.payouts.lifecycle.Payout.Reversed;
import dev.handsel.payouts.lifecycle.Payout.Sending;
import dev.handsel.payouts.lifecycle.Payout.Transferred;
import dev.handsel.payouts.lifecycle.Payout.Unknown;
import dev.handsel.payouts.lifecycle.ProviderOutcome.AnswerUnclear;
import org.jspecify.annotations.Nullable;

/**
 * What follows from what: one line for each state and piece of news. The same payout is returned where the news says
 * nothing new; what cannot be is refused (409 {@code payout_state}).
 */
final class Transitions {

    private Transitions() {}

    /**
     * @param actor who reports it, as in the audit log
     */
    static Payout after(Payout payout, ProviderOutcome outcome, String actor) {
        return switch (outcome) {
            case ProviderOutcome.Sent _ -> sent(payout, outcome);
            case AnswerUnclear _ -> unclear(payout, outcome);
            case ProviderOutcome.PutBack _ -> putBack(payout, outcome);
            case ProviderOutcome.TransferCreated created -> created(payout, created);
            case ProviderOutcome.TransferFound found -> found(payout, found, actor);
            case ProviderOutcome.TransferFailed _ -> failed(payout, outcome);
            case ProviderOutcome.TransferReversed reversal -> reversed(payout, reversal);
            case ProviderOutcome.BankAgain again -> bankAgain(payout, again);
            case ProviderOutcome.IsSplit split -> PartTransitions.split(payout, split);
            case ProviderOutcome.PartExists exists -> PartTransitions.exists(payout, exists, actor);
            case ProviderOutcome.PartRefused part -> PartTransitions.refused(payout, part);
            case ProviderOutcome.PartReversed part -> PartTransitions.reversed(payout, part);
            case ProviderOutcome.BankSaid bank -> bank(payout, bank);
        };
    }

    private static Payout sent(Payout payout, ProviderOutcome outcome) {
        return switch (payout) {
            case Reserved reserved -> reserved.send();
            case Unknown unknown -> unknown.sendAgain();
            case Requested _,
                    Approved _,
                    Sending _,
                    Transferred _,
                    PartlyReversed _,
                    Reversed _,
                    Failed _,
                    Canceled _ -> throw refused(payout, outcome);
        };
    }

    /** An answer that is late says nothing: what is known now is newer. */
    private static Payout unclear(Payout payout, ProviderOutcome outcome) {
        return switch (payout) {
            case Sending sending -> sending.unclear();
            case Unknown _, Transferred _, PartlyReversed _, Reversed _ -> payout;
            case Requested _, Approved _, Reserved _, Failed _, Canceled _ -> throw refused(payout, outcome);
        };
    }

    private static Payout putBack(Payout payout, ProviderOutcome outcome) {
        return switch (payout) {
            case Sending sending -> sending.putBack();
            case Requested _,
                    Approved _,
                    Reserved _,
                    Unknown _,
                    Transferred _,
                    PartlyReversed _,
                    Reversed _,
                    Failed _,
                    Canceled _ -> throw refused(payout, outcome);
        };
    }

    private static Payout created(Payout payout, ProviderOutcome.TransferCreated created) {
        requireWhole(payout, created);
        return switch (payout) {
            case Reserved reserved -> reserved.transferred(created.reference());
            case Sending sending -> sending.transferred(created.reference());
            case Unknown unknown -> unknown.transferred(created.reference());
            case Transferred _, PartlyReversed _, Reversed _ -> payout;
            case Requested _, Approved _, Failed _, Canceled _ -> throw refused(payout, created);
        };
    }

    /** What exists, exists: no state can refuse it. */
    private static Payout found(Payout payout, ProviderOutcome.TransferFound found, String finder) {
        requireWhole(payout, found);
        var reference = found.reference();
        return switch (payout) {
            case Requested requested -> left(requested.terms(), finder, reference);
            case Approved approved -> approved.transferred(reference);
            case Reserved reserved -> reserved.transferred(reference);
            case Sending sending -> sending.transferred(reference);
            case Unknown unknown -> unknown.transferred(reference);
            case Failed failed -> left(failed.terms(), approver(failed.approvedBy(), finder), reference);
            case Canceled canceled -> left(canceled.terms(), approver(canceled.approvedBy(), finder), reference);
            case Transferred _, PartlyReversed _, Reversed _ -> payout;
        };
    }

    /** The money left all the same, as it can when the database went back in time. */
    private static Payout left(PayoutTerms terms, String approvedBy, String reference) {
        var transfer = new Payout.Transfer(approvedBy, reference, terms.amount().minor(), null);
        return Payout.after(terms.next(), transfer, 0);
    }

    /** Who found it stands for who approved it. */
    static String approver(@Nullable String approvedBy, String finder) {
        return approvedBy == null ? finder : approvedBy;
    }

    private static Payout failed(Payout payout, ProviderOutcome outcome) {
        requireWhole(payout, outcome);
        return switch (payout) {
            case Reserved reserved -> reserved.fail();
            case Sending sending -> sending.fail();
            case Unknown unknown -> unknown.fail();
            case Failed _ -> payout;
            case Requested _, Approved _, Transferred _, PartlyReversed _, Reversed _, Canceled _ ->
                throw refused(payout, outcome);
        };
    }

    private static Payout reversed(Payout payout, ProviderOutcome.TransferReversed reversal) {
        return switch (payout) {
            case Transferred done -> reversed(done, done.transfer(), reversal.total());
            case PartlyReversed done -> reversed(done, done.transfer(), reversal.total());
            case Reversed _ -> within(payout, reversal.total());
            case Requested _, Approved _, Reserved _, Sending _, Unknown _, Failed _, Canceled _ ->
                throw refused(payout, reversal);
        };
    }

    private static Payout bank(Payout payout, ProviderOutcome.BankSaid bank) {
        return switch (payout) {
            case Transferred done -> newer(bank, done.transfer()) ? done.bank(bank.state()) : done;
            case PartlyReversed done -> newer(bank, done.transfer()) ? done.bank(bank.state()) : done;
            case Reversed done -> newer(bank, done.transfer()) ? done.bank(bank.state()) : done;
            // News of a part; they are asked for again when all of them have come to an end.
            case Payout.OnItsWay open when open.moved().left() > 0 -> payout;
            case Requested _, Approved _, Reserved _, Sending _, Unknown _, Failed _, Canceled _ ->
                throw refused(payout, bank);
        };
    }

    private static Payout bankAgain(Payout payout, ProviderOutcome.BankAgain again) {
        return switch (payout) {
            case Transferred done when failed(done.transfer()) -> done.bank(BankState.PENDING);
            case PartlyReversed done when failed(done.transfer()) -> done.bank(BankState.PENDING);
            case Transferred _, PartlyReversed _, Reversed _ -> payout;
            case Requested _, Approved _, Reserved _, Sending _, Unknown _, Failed _, Canceled _ ->
                throw refused(payout, again);
        };
    }

    private static boolean failed(Payout.Transfer transfer) {
        return transfer.bank() == BankState.FAILED;
    }

    /** A bank payout goes from pending to paid, and from both to failed; news of an earlier state are old. */
    private static boolean newer(ProviderOutcome.BankSaid said, Payout.Transfer transfer) {
        var before = transfer.bank();
        return before == null || said.state().compareTo(before) > 0;
    }

    /** After it was called off, which can be done until it is sent. */
    static Payout canceled(Payout payout) {
        return switch (payout) {
            case Requested requested -> requested.cancel();
            case Approved approved -> approved.cancel();
            case Reserved reserved when reserved.moved().left() == 0 -> reserved.cancel();
            case Canceled _ -> payout;
            case Reserved _, Sending _, Unknown _, Transferred _, PartlyReversed _, Reversed _, Failed _ ->
                throw refused(payout, "cancel");
        };
    }

    private static Payout reversed(Payout payout, Payout.Transfer transfer, long total) {
        return within(payout, total).reversed() >= total
                ? payout
                : Payout.after(payout.terms().next(), transfer, total);
    }

    /** What left in parts is no whole any more. */
    private static void requireWhole(Payout payout, ProviderOutcome outcome) {
        if (payout instanceof Payout.OnItsWay && payout.moved().left() > 0) {
            throw refused(payout, outcome);
        }
    }

    private static Payout within(Payout payout, long total) {
        var left = new Money(payout.moved().left(), payout.terms().amount().currency());
        if (total > left.minor()) {
            throw Refused.unacceptable("above_amount", "No more than the payout's " + left + " can come back.");
        }
        return payout;
    }

    static Refused refused(Payout payout, ProviderOutcome outcome) {
        return refused(payout, outcome.cause().word());
    }

    static Refused refused(Payout payout, String step) {
        return Refused.conflict(
                "payout_state",
                "A payout that is " + payout.state().word() + " allows no " + step.replace('_', ' ') + ".");
    }
}
