package dev.handsel.payouts.transfers;

import dev.handsel.base.money.Currencies;
import dev.handsel.base.money.Money;
import dev.handsel.platform.stripe.Stripe;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * A transfer as Stripe tells it.
 *
 * @param part the number of the part of the payout that it is; 0 where it is the whole
 * @see <a href="https://docs.stripe.com/api/transfers/object">docs.stripe.com/api/transfers/object</a>
 */
record TransferSeen(int part, JsonNode transfer) {

    String reference() {
        return Stripe.text(transfer, "id");
    }

    Money amount() {
        var code = Stripe.text(transfer, "currency").toUpperCase(Locale.ROOT);
        return new Money(
                transfer.path("amount").asLong(),
                Currencies.find(code).orElseThrow(() -> new IllegalStateException("Stripe names a currency " + code)));
    }

    /** How much of it came back, in minor units. */
    long reversed() {
        return transfer.path("amount_reversed").asLong(0);
    }

    /** What the whole payout is worth: as the transfer says, and never less than itself. */
    Money whole() {
        var amount = amount();
        long named = part == 0 ? 0 : TransferRequest.payoutAmount(transfer).orElse(0);
        return new Money(Math.max(named, amount.minor()), amount.currency());
    }
}
