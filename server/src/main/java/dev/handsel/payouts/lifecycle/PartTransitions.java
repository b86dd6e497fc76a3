package dev.handsel.payouts.lifecycle;

import dev.handsel.payouts.lifecycle.Payout.Approved;
import dev.handsel.payouts.lifecycle.Payout.Canceled;
import dev.handsel.payouts.lifecycle.Payout.Failed;
import dev.handsel.payouts.lifecycle.Payout.OnItsWay;
import dev.handsel.payouts.lifecycle.Payout.PartlyReversed;
import dev.handsel.payouts.lifecycle.Payout.Requested;
import dev.handsel.payouts.lifecycle.Payout.Reserved;
import dev.handsel.payouts.lifecycle.Payout.Reversed;
import dev.handsel.payouts.lifecycle.Payout.Sending;
import dev.handsel.payouts.lifecycle.Payout.Transfer;
import dev.handsel.payouts.lifecycle.Payout.Transferred;
import dev.handsel.payouts.lifecycle.Payout.Unknown;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What follows for a payout from news of one of its parts. Parts are sent one after another: after each the payout waits for its
 * turn again, until none is left.
 */
final class PartTransitions {

    private PartTransitions() {}

    static Payout split(Payout payout, ProviderOutcome.IsSplit split) {
        return switch (payout) {
            case OnItsWay open -> new Reserved(open.terms().next(), open.approvedBy(), open.moved());
            case Requested _, Approved _, Transferred _, PartlyReversed _, Reversed _, Failed _, Canceled _ ->
                throw Transitions.refused(payout, split);
        };
    }

    /** What exists, exists: no state can refuse it. */
    static Payout exists(Payout payout, ProviderOutcome.PartExists part, String finder) {
        return switch (payout) {
            case Requested _ -> next(payout.terms(), finder, Moved.NOTHING, part);
            case Approved approved -> next(approved.terms(), approved.approvedBy(), Moved.NOTHING, part);
            case OnItsWay open -> next(open.terms(), open.approvedBy(), open.moved(), part);
            case Transferred done -> more(done, done.transfer(), part);
            case PartlyReversed done -> more(done, done.transfer(), part);
            case Reversed done -> more(done, done.transfer(), part);
            case Failed failed ->
                next(failed.terms(), Transitions.approver(failed.approvedBy(), finder), Moved.NOTHING, part);
            case Canceled canceled ->
                next(canceled.terms(), Transitions.approver(canceled.approvedBy(), finder), Moved.NOTHING, part);
        };
    }

    private static Payout next(
            PayoutTerms terms, @Nullable String approvedBy, Moved before, ProviderOutcome.PartExists part) {
        var moved = before.plusLeft(part.amount());
        return part.more()
                ? new Reserved(terms.next(), approvedBy, moved)
                : arrived(terms, approvedBy, part.first(), moved);
    }

    private static Payout more(Payout payout, Transfer transfer, ProviderOutcome.PartExists part) {
        return Payout.after(payout.terms().next(), transfer.with(part.amount()), payout.reversed());
    }

    private static Payout arrived(PayoutTerms terms, @Nullable String approvedBy, String first, Moved moved) {
        return Payout.after(terms.next(), new Transfer(approvedBy, first, moved.left(), null), moved.back());
    }

    /** The others stand; where there are none, nothing left. */
    static Payout refused(Payout payout, ProviderOutcome.PartRefused part) {
        return switch (payout) {
            case OnItsWay open when part.more() -> new Reserved(open.terms().next(), open.approvedBy(), open.moved());
            case OnItsWay open
            when open.moved().left() > 0 ->
                arrived(open.terms(), open.approvedBy(), Objects.requireNonNull(part.first()), open.moved());
            case OnItsWay open -> new Failed(open.terms().next(), open.approvedBy());
            case Requested _, Approved _, Transferred _, PartlyReversed _, Reversed _, Failed _, Canceled _ ->
                throw Transitions.refused(payout, part);
        };
    }

    static Payout reversed(Payout payout, ProviderOutcome.PartReversed part) {
        return switch (payout) {
            case Reserved open ->
                new Reserved(
                        open.terms().next(), open.approvedBy(), open.moved().plusBack(part.more()));
            case Sending open ->
                new Sending(open.terms().next(), open.approvedBy(), open.moved().plusBack(part.more()));
            case Unknown open ->
                new Unknown(open.terms().next(), open.approvedBy(), open.moved().plusBack(part.more()));
            case Transferred done -> back(done, done.transfer(), part);
            case PartlyReversed done -> back(done, done.transfer(), part);
            case Requested _, Approved _, Reversed _, Failed _, Canceled _ -> throw Transitions.refused(payout, part);
        };
    }

    private static Payout back(Payout payout, Transfer transfer, ProviderOutcome.PartReversed part) {
        return Payout.after(payout.terms().next(), transfer, payout.reversed() + part.more());
    }
}
