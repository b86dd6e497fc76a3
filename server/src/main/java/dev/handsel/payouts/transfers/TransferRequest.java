package dev.handsel.payouts.transfers;

import dev.handsel.payouts.lifecycle.PayoutTerms;
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

    static Request of(PayoutTerms terms) {
        var amount = terms.amount();
        var form = Form.of()
                .with("amount", amount.minor())
                .with("currency", amount.currency().code().toLowerCase(Locale.ROOT))
                .with("destination", Objects.requireNonNull(terms.destination()))
                .with("transfer_group", group(terms))
                .with("metadata[payout_id]", terms.id())
                .with("metadata[affiliate_id]", terms.affiliate())
                .with("metadata[program_id]", terms.program());
        return new Request(PATH, "po_" + terms.id().value(), form.text());
    }

    /** By which the transfer of a payout is looked up. */
    static String group(PayoutTerms terms) {
        return terms.id().value().toString();
    }
}
