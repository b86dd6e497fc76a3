package dev.handsel.payouts.transfers;

import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.lifecycle.PayoutTerms;
import dev.handsel.payouts.lifecycle.ProviderOutcome;
import dev.handsel.payouts.once.Seen;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.stripe.StripeAnswer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What the sender learns of a transfer: by the answer to its request, or by looking for it. */
@Component
class TransferResults {

    private static final String ACTOR = "sender";

    private final Stripe stripe;
    private final PayoutSteps payouts;
    private final Payments payments;
    private final TransferUpdates updates;
    private final Transactions transactions;

    TransferResults(
            Stripe stripe, PayoutSteps payouts, Payments payments, TransferUpdates updates, Transactions transactions) {
        this.stripe = stripe;
        this.payouts = payouts;
        this.payments = payments;
        this.updates = updates;
        this.transactions = transactions;
    }

    /** Everything that Stripe has under the payout's name, as a list. */
    Seen lookUp(PayoutTerms terms) {
        var answer = stripe.get(TransferRequest.PATH + "?limit=100&transfer_group=" + TransferRequest.group(terms));
        if (!(answer instanceof StripeAnswer.Done(JsonNode list)
                && list.path("data").isArray())) {
            return new Seen.Silent(answer);
        }
        return list.path("data").isEmpty() ? new Seen.Absent() : new Seen.Present(list);
    }

    /** Takes over what a look-up found. What is not what the payout asked for proves nothing, and is named in the log. */
    void found(JsonNode list) {
        list.path("data").forEach(updates::apply);
    }

    /** Stripe answered the request with the transfer. */
    void created(PayoutTerms terms, JsonNode transfer) {
        transactions.run(() -> {
            payouts.step(terms.id(), ACTOR, new ProviderOutcome.TransferCreated(Stripe.text(transfer, "id")));
            payments.remember(terms.id(), transfer);
        });
    }
}
