package dev.handsel.payouts.transfers;

import dev.handsel.payouts.lifecycle.Order;
import dev.handsel.payouts.once.Request;
import dev.handsel.platform.stripe.Form;
import java.util.Locale;
import java.util.Objects;

/**
 * What is asked of Stripe for one payout; its key is made of the payout's id.
 *
 * @see <a href="https://docs.stripe.com/api/transfers/create">docs.stripe.com/api/transfers/create</a>
 */
final class TransferRequest {

    static final String PATH = "/v1/transfers";

    private TransferRequest() {}

    static Request of(Order order) {
        var amount = order.amount();
        var form = Form.of()
                .with("amount", amount.minor())
                .with("currency", amount.currency().getCurrencyCode().toLowerCase(Locale.ROOT))
                .with("destination", Objects.requireNonNull(order.destination()))
                .with("transfer_group", group(order))
                .with("metadata[payout_id]", order.id())
                .with("metadata[affiliate_id]", order.affiliate())
                .with("metadata[program_id]", order.program());
        return new Request(PATH, "po_" + order.id().value(), form.text());
    }

    /** By which the transfer of a payout is looked up. */
    static String group(Order order) {
        return order.id().value().toString();
    }
}
