package dev.handsel.payouts;

import dev.handsel.payouts.Payout.Approved;
import dev.handsel.payouts.Payout.BankState;
import dev.handsel.payouts.Payout.Canceled;
import dev.handsel.payouts.Payout.Failed;
import dev.handsel.payouts.Payout.PartlyReversed;
import dev.handsel.payouts.Payout.Requested;
import dev.handsel.payouts.Payout.Reserved;
import dev.handsel.payouts.Payout.Reversed;
import dev.handsel.payouts.Payout.Transferred;
import dev.handsel.refusal.Refused;

/**
 * What follows from what: one line for each state and piece of news. The same payout is returned where the news says
 * nothing new; what cannot be is refused (409 {@code payout_state}).
 */
final class Transitions {

    private Transitions() {}

    static Payout after(Payout payout, Outcome outcome) {
        return switch (outcome) {
            case Outcome.TransferCreated created ->
                switch (payout) {
                    case Reserved reserved -> reserved.transferred(created.reference());
                    case Transferred _, PartlyReversed _, Reversed _ -> payout;
                    case Requested _, Approved _, Failed _, Canceled _ -> throw refused(payout, outcome.word());
                };
            case Outcome.TransferFailed _ ->
                switch (payout) {
                    case Reserved reserved -> reserved.fail();
                    case Failed _ -> payout;
                    case Requested _, Approved _, Transferred _, PartlyReversed _, Reversed _, Canceled _ ->
                        throw refused(payout, outcome.word());
                };
            case Outcome.TransferReversed reversal ->
                switch (payout) {
                    case Transferred transferred -> reversed(transferred, reversal.total());
                    case PartlyReversed partly -> reversed(partly, reversal.total());
                    case Reversed _ -> within(payout, reversal.total());
                    case Requested _, Approved _, Reserved _, Failed _, Canceled _ ->
                        throw refused(payout, outcome.word());
                };
            case Outcome.BankFailed _ -> bankFailed(payout, outcome);
        };
    }

    private static Payout bankFailed(Payout payout, Outcome outcome) {
        return switch (payout) {
            case Transferred done -> failed(done.transfer()) ? done : done.bankFailed();
            case PartlyReversed done -> failed(done.transfer()) ? done : done.bankFailed();
            case Reversed done -> failed(done.transfer()) ? done : done.bankFailed();
            case Requested _, Approved _, Reserved _, Failed _, Canceled _ -> throw refused(payout, outcome.word());
        };
    }

    /** After it was called off, which can be done until it is sent. */
    static Payout canceled(Payout payout) {
        return switch (payout) {
            case Requested requested -> requested.cancel();
            case Approved approved -> approved.cancel();
            case Reserved reserved -> reserved.cancel();
            case Canceled _ -> payout;
            case Transferred _, PartlyReversed _, Reversed _, Failed _ -> throw refused(payout, "cancel");
        };
    }

    private static Payout reversed(Transferred transferred, long total) {
        var amount = within(transferred, total).order().amount().minor();
        if (total == amount) {
            return transferred.reverseAll();
        }
        return total == 0 ? transferred : transferred.reverse(total);
    }

    private static Payout reversed(PartlyReversed partly, long total) {
        var amount = within(partly, total).order().amount().minor();
        if (total == amount) {
            return partly.reverseAll();
        }
        return total <= partly.reversed() ? partly : partly.reverse(total);
    }

    private static Payout within(Payout payout, long total) {
        if (total > payout.order().amount().minor()) {
            throw Refused.unacceptable(
                    "above_amount",
                    "No more than the payout's " + payout.order().amount() + " can come back.");
        }
        return payout;
    }

    private static boolean failed(Payout.Transfer transfer) {
        return transfer.bank() == BankState.FAILED;
    }

    static Refused refused(Payout payout, String step) {
        return Refused.conflict(
                "payout_state",
                "A payout that is " + payout.state().word() + " allows no " + step.replace('_', ' ') + ".");
    }
}
