package dev.handsel.commissions.reckoner;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** A fraction of whole numbers, rounded once. */
final class HalfEven {

    private HalfEven() {}

    static long of(BigInteger over, BigInteger under) {
        return new BigDecimal(over)
                .divide(new BigDecimal(under), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    static BigInteger product(long... factors) {
        var product = BigInteger.ONE;
        for (long factor : factors) {
            product = product.multiply(BigInteger.valueOf(factor));
        }
        return product;
    }
}
