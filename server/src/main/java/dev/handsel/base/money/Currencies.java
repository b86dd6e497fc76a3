package dev.handsel.base.money;

import dev.handsel.base.refusal.Fault;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which currencies there are and were, until when, and in which steps they can be paid out. */
public final class Currencies {

    /**
     * Smallest amounts, in minor units, that Stripe transfers of these currencies may be multiples of
     * (docs.stripe.com/currencies: three-decimal currencies end in 0; HUF and TWD are paid out in whole units).
     */
    private static final Map<String, Long> PAYOUT_STEPS =
            Map.of("BHD", 10L, "JOD", 10L, "KWD", 10L, "OMR", 10L, "TND", 10L, "HUF", 100L, "TWD", 100L);

    private static final Map<String, Currency> KNOWN = CurrencyTable.read().currencies().stream()
            .collect(Collectors.toUnmodifiableMap(Currency::code, Function.identity()));

    private Currencies() {}

    /**
     * The currency of an upper-case ISO 4217 code with a minor unit, or nothing where there is none. Currencies that have
     * ended are found: for what may be owed in them ask {@link #fault}.
     */
    public static Optional<Currency> find(String code) {
        return Optional.ofNullable(KNOWN.get(code));
    }

    /**
     * What is wrong with {@code code} for something that happens at {@code at}, if anything: there is no such currency
     * ({@code unknown_currency}), or it had ended by then ({@code currency_ended}).
     */
    public static Optional<Fault> fault(String pointer, String code, Instant at) {
        var currency = find(code);
        if (currency.isEmpty()) {
            return Optional.of(unknown(pointer));
        }
        return currency.filter(known -> known.endedBefore(at))
                .map(ended -> new Fault(
                        pointer,
                        "currency_ended",
                        "The last day of " + code + " was " + ended.lastDay() + ", and this is of " + at + "."));
    }

    /** What is wrong with {@code code} whenever something happens in it, if anything: {@code unknown_currency}. */
    public static Optional<Fault> fault(String pointer, String code) {
        return find(code).isPresent() ? Optional.empty() : Optional.of(unknown(pointer));
    }

    /** The step, in minor units, that payouts are rounded down to. */
    public static long payoutStep(Currency currency) {
        return PAYOUT_STEPS.getOrDefault(currency.code(), 1L);
    }

    private static Fault unknown(String pointer) {
        return new Fault(
                pointer,
                "unknown_currency",
                "Expected three capital letters: a code of ISO 4217 whose currency has a minor unit, such as USD.");
    }
}
