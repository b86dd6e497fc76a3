package dev.handsel.payouts.transfers;

import dev.handsel.payouts.lifecycle.Order;
import dev.handsel.payouts.lifecycle.Outcome;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.payouts.once.Seen;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.Answer;
import dev.handsel.platform.stripe.Stripe;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What the sender learns of a transfer: by the answer to its request, or by looking for it. */
@Component
class TransferResults {

    private static final String ACTOR = "sender";

    private final Stripe stripe;
    private final PayoutSteps payouts;
    private final Payments payments;
    private final TransferNews news;
    private final Transactions transactions;

    TransferResults(
            Stripe stripe, PayoutSteps payouts, Payments payments, TransferNews news, Transactions transactions) {
        this.stripe = stripe;
        this.payouts = payouts;
        this.payments = payments;
        this.news = news;
        this.transactions = transactions;
    }

    /** Everything that Stripe has under the payout's name, as a list. */
    Seen lookUp(Order order) {
        var answer = stripe.get(TransferRequest.PATH + "?limit=100&transfer_group=" + TransferRequest.group(order));
        if (!(answer instanceof Answer.Done(JsonNode list) && list.path("data").isArray())) {
            return new Seen.Silent(answer);
        }
        return list.path("data").isEmpty() ? new Seen.Absent() : new Seen.Present(list);
    }

    /** Takes over what a look-up found. What is not what the payout asked for proves nothing, and is named in the log. */
    void found(JsonNode list) {
        list.path("data").forEach(news::apply);
    }

    /** Stripe answered the request with the transfer. */
    void created(Order order, JsonNode transfer) {
        transactions.run(() -> {
            payouts.step(order.id(), ACTOR, new Outcome.TransferCreated(Stripe.text(transfer, "id")));
            payments.remember(order.id(), transfer);
        });
    }
}
