package dev.handsel.inbox.stripeevents;

import dev.handsel.base.money.Currencies;
import dev.handsel.base.money.Currency;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/**
 * A currency, and how Stripe's amounts of it differ from ours. They are the minor units of ISO 4217 but for three: ISK and
 * UGX have no minor unit and are still sent with two decimals (always 00); MGA has two decimals and is sent with none. HUF
 * and TWD are whole units in payouts alone, and their charges have two decimals as everywhere.
 *
 * @param shift by how many decimal places our amounts are longer
 * @see <a href="https://docs.stripe.com/currencies#special-cases">docs.stripe.com/currencies, special cases</a>
 */
record StripeCurrency(Currency currency, int shift) {

    private static final Map<String, Integer> DECIMALS_AT_STRIPE = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

    /** The currency that an object of Stripe is in. */
    static StripeCurrency of(Payload object) {
        var code = object.required("currency").toUpperCase(Locale.ROOT);
        var currency =
                Currencies.find(code).orElseThrow(() -> object.invalidAt("currency", "is no currency of ISO 4217"));
        int ours = currency.digits();
        return new StripeCurrency(currency, ours - DECIMALS_AT_STRIPE.getOrDefault(code, ours));
    }

    String code() {
        return currency.code();
    }

    /** The amount in our minor units, rounded half to even where Stripe's has a fraction that does not exist. */
    long amount(long stripe) {
        return BigDecimal.valueOf(stripe)
                .movePointRight(shift)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }
}
