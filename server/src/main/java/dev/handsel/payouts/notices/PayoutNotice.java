package dev.handsel.payouts.notices;

import dev.handsel.base.money.Money;
import dev.handsel.payouts.lifecycle.Payout;
import dev.handsel.payouts.lifecycle.PayoutsChanged.PayoutChange;
import dev.handsel.payouts.transfers.LastingRefusal;
import java.util.Optional;

/** What an affiliate is told about one step of a payout. */
record PayoutNotice(String subject, String body, Payout payout) {

    /** Nothing where the step says nothing to them: that it waits its turn, that Stripe is asked once more. */
    static Optional<PayoutNotice> of(PayoutChange change) {
        var payout = change.payout();
        var amount = payout.terms().amount();
        return switch (change.cause()) {
            case REQUESTED ->
                notice("Payout requested", amount + " are on their way as soon as somebody approves.", payout);
            case RESERVED -> notice("Payout approved", amount + " will be sent now.", payout);
            case TRANSFER_CREATED, TRANSFER_FOUND, RECOVERED ->
                notice("Payout sent", left(payout) + " were transferred to your payout account.", payout);
            case PART_REFUSED -> partRefused(change, payout);
            case TRANSFER_FAILED -> failed(change, payout);
            case CANCELED, SUPERSEDED -> notice("Payout called off", amount + " are payable again.", payout);
            case TRANSFER_REVERSED -> reversed(payout);
            case BANK_PAID -> notice("Payout paid", "Stripe has paid it to your bank.", payout);
            case BANK_FAILED ->
                notice(
                        "Your bank refused a payout",
                        "The money is in your account at Stripe. Please check the bank account there.",
                        payout);
            case BATCH,
                    APPROVED,
                    SENT,
                    ANSWER_UNCLEAR,
                    PUT_BACK,
                    SPLIT,
                    PART_CREATED,
                    PART_FOUND,
                    BANK_AGAIN,
                    BANK_PENDING -> Optional.empty();
        };
    }

    private static Optional<PayoutNotice> failed(PayoutChange change, Payout payout) {
        var what = payout.terms().amount() + " could not be transferred. They are payable again.";
        return notice("Payout failed", what + pause(change), payout);
    }

    /** Where others may have left yet, they are waited for. */
    private static Optional<PayoutNotice> partRefused(PayoutChange change, Payout payout) {
        return payout.isOpen()
                ? Optional.empty()
                : notice(
                        "Payout sent in part",
                        left(payout) + " of " + payout.terms().amount()
                                + " were transferred to your payout account. The rest is payable again."
                                + pause(change),
                        payout);
    }

    /** Told once: as long as it lasts no other payout is made. */
    private static String pause(PayoutChange change) {
        var code = String.valueOf(change.detail().getOrDefault("code", ""));
        return LastingRefusal.is(code)
                ? " The provider says: " + change.detail().get("message")
                        + "\n\nNo more is paid in this currency until your payout account changes, or the programme tries"
                        + " it again."
                : "";
    }

    private static Money left(Payout payout) {
        return new Money(payout.moved().left(), payout.terms().amount().currency());
    }

    private static Optional<PayoutNotice> reversed(Payout payout) {
        var back = new Money(payout.reversed(), payout.terms().amount().currency());
        var left = left(payout);
        return back.equals(left)
                ? notice("Payout taken back", "All " + left + " were taken back.", payout)
                : notice("Part of a payout was taken back", back + " of " + left + " were taken back so far.", payout);
    }

    private static Optional<PayoutNotice> notice(String subject, String body, Payout payout) {
        return Optional.of(new PayoutNotice(subject, body, payout));
    }

    String text(String program) {
        return body + "\n\nProgramme: " + program + "\nPayout: "
                + payout.terms().id() + "\n";
    }
}
