package dev.handsel.payouts.transfers;

import dev.handsel.payouts.once.Seen;
import dev.handsel.platform.database.Transactions;
import dev.handsel.platform.stripe.Stripe;
import dev.handsel.platform.stripe.StripeAnswer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the sender learns of a transfer: by the answer to its request, or by looking for it. */
@Component
class TransferResults {

    private final Stripe stripe;
    private final TransferUpdates updates;
    private final Transactions transactions;

    TransferResults(Stripe stripe, TransferUpdates updates, Transactions transactions) {
        this.stripe = stripe;
        this.updates = updates;
        this.transactions = transactions;
    }

    /** Everything that Stripe has under the payout's name, as a list; absent where this transfer is not there. */
    Seen lookUp(Outgoing item) {
        var all = JsonNodeFactory.instance.arrayNode();
        var path = TransferRequest.PATH + "?limit=100&transfer_group="
                + TransferRequest.group(item.payout().terms());
        for (var answer : stripe.pages(path, null)) {
            if (!(answer instanceof StripeAnswer.Done(JsonNode list)
                    && list.path("data").isArray())) {
                return new Seen.Silent(answer);
            }
            list.path("data").forEach(all::add);
        }
        return all.valueStream().anyMatch(transfer -> mayBe(item, transfer))
                ? new Seen.Present(all)
                : new Seen.Absent();
    }

    /** Under the name of a payout that is sent in one, whatever is there proves that something was made. */
    private static boolean mayBe(Outgoing item, JsonNode transfer) {
        var part = TransferRequest.part(transfer);
        return item.number() == 0 || part.isEmpty() || part.getAsInt() == item.number();
    }

    /** Takes over what a look-up found. What is not what the payout asked for proves nothing, and is named in the log. */
    void found(JsonNode all) {
        all.forEach(updates::apply);
    }

    /** Stripe answered the request with the transfer. */
    void created(Outgoing item, JsonNode transfer) {
        transactions.run(() -> updates.created(item, transfer));
    }
}
