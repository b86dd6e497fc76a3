package dev.handsel.base.money;

import java.math.BigInteger;

/**
 * An exact rational number, so that a chain of shares is rounded once, at its end.
 *
 * @param numerator any integer
 * @param denominator positive; anything else is refused with {@link IllegalArgumentException}
 */
public record Fraction(BigInteger numerator, BigInteger denominator) {

    public Fraction {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("A denominator is positive, not " + denominator);
        }
    }

    /** The integer {@code value}. */
    public static Fraction of(long value) {
        return new Fraction(BigInteger.valueOf(value), BigInteger.ONE);
    }

    /** This number times {@code part / whole}; {@code whole} must be positive. */
    public Fraction times(long part, long whole) {
        return new Fraction(
                numerator.multiply(BigInteger.valueOf(part)), denominator.multiply(BigInteger.valueOf(whole)));
    }

    /**
     * The nearest integer; of two equally near ones the even one. Throws {@link ArithmeticException} where it does not
     * fit a {@code long}.
     */
    public long roundedHalfEven() {
        var division = numerator.abs().divideAndRemainder(denominator);
        var quotient = division[0];
        int half = division[1].shiftLeft(1).compareTo(denominator);
        boolean up = half > 0 || (half == 0 && quotient.testBit(0));
        var rounded = up ? quotient.add(BigInteger.ONE) : quotient;
        return (numerator.signum() < 0 ? rounded.negate() : rounded).longValueExact();
    }
}
