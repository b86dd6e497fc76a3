package dev.handsel.payouts.transfers;

import dev.handsel.payouts.lifecycle.PayoutPart;
import dev.handsel.payouts.lifecycle.PayoutTerms;
import dev.handsel.payouts.once.Request;
import dev.handsel.platform.stripe.Form;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of Stripe for one payout, or for one part of it; its key is made of the payout's id and the part's number. Parts
 * name what the whole payout is worth, for a database that has lost it.
 *
 * @see <a href="https://docs.stripe.com/api/transfers/create">docs.stripe.com/api/transfers/create</a>
 */
final class TransferRequest {

    static final String PATH = "/v1/transfers";

    /** In the metadata of the transfer of one part: its number. */
    private static final String PART = "part";

    /** In the metadata of the transfer of one part: what the payout is worth, in minor units. */
    private static final String PAYOUT_AMOUNT = "payout_amount";

    private TransferRequest() {}

    static Request of(PayoutTerms terms, @Nullable PayoutPart part) {
        var amount = terms.amount();
        var form = Form.of()
                .with("amount", part == null ? amount.minor() : part.amount())
                .with("currency", amount.currency().code().toLowerCase(Locale.ROOT))
                .with("destination", Objects.requireNonNull(terms.destination()))
                .with("transfer_group", group(terms))
                .with("metadata[payout_id]", terms.id())
                .with("metadata[affiliate_id]", terms.affiliate())
                .with("metadata[program_id]", terms.program());
        if (part == null) {
            return new Request(PATH, "po_" + terms.id().value(), form.text());
        }
        var named = form.with("metadata[" + PART + "]", part.number())
                .with("metadata[" + PAYOUT_AMOUNT + "]", amount.minor());
        return new Request(PATH, part.key(), named.text());
    }

    /** By which the transfer of a payout is looked up. */
    static String group(PayoutTerms terms) {
        return terms.id().value().toString();
    }

    /** The number of the part that a transfer is of; 0 where it is of the whole payout, empty where that cannot be read. */
    static OptionalInt part(JsonNode transfer) {
        var named = transfer.path("metadata").path(PART).asString("0");
        return named.matches("[0-9]{1,6}") ? OptionalInt.of(Integer.parseInt(named)) : OptionalInt.empty();
    }

    /** What the payout is worth that a transfer is a part of, in minor units; empty where that cannot be read. */
    static OptionalLong payoutAmount(JsonNode transfer) {
        var named = transfer.path("metadata").path(PAYOUT_AMOUNT).asString("");
        return named.matches("[1-9][0-9]{0,15}") ? OptionalLong.of(Long.parseLong(named)) : OptionalLong.empty();
    }
}
