package dev.handsel.inbox.stripebilling;

import dev.handsel.base.words.Word;
import dev.handsel.inbox.stripebilling.BillingChange.AboutPayment;
import java.util.Optional;

/**
 * Translates disputes: where one stood at the time of the event, and about how much it was. The last by date counts, so
 * none of the events needs any other.
 *
 * @see <a href="https://docs.stripe.com/disputes/how-disputes-work">docs.stripe.com/disputes, how disputes work</a>
 */
final class Dispute {

    private static final String INQUIRY = "warning_";

    /** Where a dispute stands. */
    private enum State implements Word {
        /** The bank asks; no money was withdrawn. */
        INQUIRY,
        /** The money was withdrawn, for now. */
        OPEN,
        /** The money came back, or was never withdrawn. */
        WON,
        LOST
    }

    private Dispute() {}

    static BillingChange of(StripeEventType type, BillingEvent event) {
        var dispute = event.object();
        var payments = MoneyBack.payments(dispute);
        if (payments.isEmpty()) {
            throw dispute.invalidAt("charge", "names no charge");
        }
        long amount = StripeCurrency.of(dispute).amount(dispute.amount("amount"));
        if (amount < 0) {
            throw dispute.invalidAt("amount", "is negative");
        }
        var state = amount == 0 ? Optional.<State>empty() : state(type, dispute.required("status"));
        return state.<BillingChange>map(stands -> new AboutPayment(
                        payments,
                        Optional.empty(),
                        Optional.empty(),
                        EventDraft.of(event, "stripe_dispute", event.created())
                                .with("dispute", dispute.required("id"))
                                .with("amount", amount)
                                .with("state", stands.word())))
                .orElseGet(BillingChange.Nothing::new);
    }

    /** An inquiry that is closed, and a dispute that was prevented, withdrew nothing, like one that was won. */
    private static Optional<State> state(StripeEventType type, String status) {
        var ended = switch (status) {
            case "won", "warning_closed", "prevented" -> Optional.of(State.WON);
            case "lost" -> Optional.of(State.LOST);
            case String _ -> Optional.<State>empty();
        };
        if (type == StripeEventType.DISPUTE_CLOSED || ended.isPresent()) {
            return ended;
        }
        boolean asked = status.startsWith(INQUIRY) && type != StripeEventType.DISPUTE_FUNDS_WITHDRAWN;
        return Optional.of(asked ? State.INQUIRY : State.OPEN);
    }
}
