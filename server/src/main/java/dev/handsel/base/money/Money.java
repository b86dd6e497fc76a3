package dev.handsel.base.money;

import java.math.BigDecimal;

/**
 * A whole number of minor units (cents, yen, fils) of one ISO 4217 currency. May be negative; nothing is ever
 * converted, and arithmetic that does not fit a {@code long} throws {@link ArithmeticException}.
 *
 * @param minor the amount in the currency's minor unit
 * @param currency the ISO 4217 currency
 */
public record Money(long minor, Currency currency) {

    /** The sum; refuses another currency with {@link IllegalArgumentException}. */
    public Money plus(Money other) {
        return new Money(Math.addExact(minor, inSameCurrency(other).minor), currency);
    }

    /** The difference; refuses another currency with {@link IllegalArgumentException}. */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, inSameCurrency(other).minor), currency);
    }

    /** The same amount with the other sign. */
    public Money negated() {
        return new Money(Math.negateExact(minor), currency);
    }

    public boolean isPositive() {
        return minor > 0;
    }

    public boolean isNegative() {
        return minor < 0;
    }

    /** This money; refuses zero and less with {@link IllegalArgumentException}. */
    public Money requirePositive() {
        if (minor <= 0) {
            throw new IllegalArgumentException("Not a positive amount: " + this);
        }
        return this;
    }

    private Money inSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot mix " + this + " with " + other);
        }
        return other;
    }

    /** For people and logs: {@code 12.50 USD}, {@code 1200 JPY}, {@code 1.500 KWD}. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(minor, currency.digits()).toPlainString() + " " + currency.code();
    }
}
