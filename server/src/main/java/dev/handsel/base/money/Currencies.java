package dev.handsel.base.money;

import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is known of currencies beyond their codes: which exist, and in which steps they can be paid out. */
public final class Currencies {

    /**
     * Smallest amounts, in minor units, that Stripe transfers of these currencies may be multiples of
     * (docs.stripe.com/currencies: three-decimal currencies end in 0; HUF and TWD are paid out in whole units).
     */
    private static final Map<String, Long> PAYOUT_STEPS =
            Map.of("BHD", 10L, "JOD", 10L, "KWD", 10L, "OMR", 10L, "TND", 10L, "HUF", 100L, "TWD", 100L);

    private static final Map<String, Currency> KNOWN = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Function.identity()));

    private Currencies() {}

    /** The currency of an upper-case ISO 4217 code with a minor unit, or nothing where there is none. */
    public static Optional<Currency> find(String code) {
        return Optional.ofNullable(KNOWN.get(code));
    }

    /** The step, in minor units, that payouts are rounded down to. */
    public static long payoutStep(Currency currency) {
        return PAYOUT_STEPS.getOrDefault(currency.getCurrencyCode(), 1L);
    }
}
