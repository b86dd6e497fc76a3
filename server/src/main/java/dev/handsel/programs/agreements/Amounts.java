package dev.handsel.programs.agreements;

import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import java.util.Map;
import java.util.Optional;

/**
 * An amount in each of some currencies; nothing is converted, so in others there is none.
 *
 * @param minor minor units by the code of the currency, 0 or more
 */
public record Amounts(Map<String, Long> minor) {

    /** No amount in any currency. */
    public static final Amounts NONE = new Amounts(Map.of());

    public Amounts {
        minor = Map.copyOf(minor);
    }

    /** The amount in this currency, if one is named. */
    public Optional<Money> in(Currency currency) {
        return Optional.ofNullable(minor.get(currency.code())).map(amount -> new Money(amount, currency));
    }
}
