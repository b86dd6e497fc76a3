package dev.handsel.base.money;

import java.math.BigDecimal;

/**
 * A rate in hundredths of a percent: {@code 3000} is 30 %.
 *
 * @param value 0 to 10,000; anything else is refused with {@link IllegalArgumentException}
 */
public record BasisPoints(int value) {

    /** The whole: 100 %. */
    public static final int WHOLE = 10_000;

    public BasisPoints {
        if (value < 0 || value > WHOLE) {
            throw new IllegalArgumentException("A rate is between 0 and 10000 basis points, not " + value);
        }
    }

    /** For people: {@code 30 %}, {@code 2.5 %}. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(value, 2).stripTrailingZeros().toPlainString() + " %";
    }
}
