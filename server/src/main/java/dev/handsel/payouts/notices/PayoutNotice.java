package dev.handsel.payouts.notices;

import dev.handsel.base.money.Money;
import dev.handsel.payouts.lifecycle.Payout;
import dev.handsel.payouts.lifecycle.Payout.Approved;
import dev.handsel.payouts.lifecycle.Payout.BankState;
import dev.handsel.payouts.lifecycle.Payout.Canceled;
import dev.handsel.payouts.lifecycle.Payout.Failed;
import dev.handsel.payouts.lifecycle.Payout.PartlyReversed;
import dev.handsel.payouts.lifecycle.Payout.Requested;
import dev.handsel.payouts.lifecycle.Payout.Reserved;
import dev.handsel.payouts.lifecycle.Payout.Reversed;
import dev.handsel.payouts.lifecycle.Payout.Sending;
import dev.handsel.payouts.lifecycle.Payout.Transfer;
import dev.handsel.payouts.lifecycle.Payout.Transferred;
import dev.handsel.payouts.lifecycle.Payout.Unknown;
import dev.handsel.payouts.lifecycle.PayoutsChanged.Change;
import java.util.Optional;

/** What an affiliate is told about one step of a payout. */
record PayoutNotice(String subject, String body, Payout payout) {

    /** Nothing where the step says nothing to them: that it waits its turn, that Stripe is asked once more. */
    static Optional<PayoutNotice> of(Change change) {
        var payout = change.payout();
        var amount = payout.order().amount();
        if (change.cause().startsWith("bank_")) {
            return payout.left().flatMap(transfer -> bank(transfer, payout));
        }
        return switch (payout) {
            case Requested _ ->
                notice("Payout requested", amount + " are on their way as soon as somebody approves.", payout);
            case Approved _ -> Optional.empty();
            case Reserved _ ->
                change.cause().equals("reserved")
                        ? notice("Payout approved", amount + " will be sent now.", payout)
                        : Optional.empty();
            case Sending _, Unknown _ -> Optional.empty();
            case Transferred _ -> notice("Payout sent", amount + " were transferred to your payout account.", payout);
            case Failed _ ->
                notice("Payout failed", amount + " could not be transferred. They are payable again.", payout);
            case Canceled _ -> notice("Payout called off", amount + " are payable again.", payout);
            case PartlyReversed partly ->
                notice(
                        "Part of a payout was taken back",
                        new Money(partly.reversed(), amount.currency()) + " of " + amount + " were taken back so far.",
                        payout);
            case Reversed _ -> notice("Payout taken back", "All " + amount + " were taken back.", payout);
        };
    }

    private static Optional<PayoutNotice> bank(Transfer transfer, Payout payout) {
        return switch (transfer.bank()) {
            case null -> Optional.empty();
            case BankState bank ->
                switch (bank) {
                    case PENDING -> Optional.empty();
                    case PAID -> notice("Payout paid", "Stripe has paid it to your bank.", payout);
                    case FAILED ->
                        notice(
                                "Your bank refused a payout",
                                "The money is in your account at Stripe. Please check the bank account there.",
                                payout);
                };
        };
    }

    private static Optional<PayoutNotice> notice(String subject, String body, Payout payout) {
        return Optional.of(new PayoutNotice(subject, body, payout));
    }

    String text(String program) {
        return body + "\n\nProgramme: " + program + "\nPayout: "
                + payout.order().id() + "\n";
    }
}
