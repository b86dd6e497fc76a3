package dev.handsel.fraud.rules;

import java.time.Duration;
import java.time.Instant;

/**
 * One trade of one account, from its opening to its last close. Only ratios are made of its numbers, no money.
 *
 * @param openPrice in units of the symbol's price, as {@code closePrice} and {@code spread}
 * @param spread between buying and selling when it was opened; 0 where it is not known
 * @param lost whether it closed with a loss
 * @param signal whether a signal service opened it: many open the same then, and it says nothing of two of them
 */
public record ClosedTrade(
        String symbol,
        boolean buy,
        double volume,
        double openPrice,
        double closePrice,
        double spread,
        boolean lost,
        boolean signal,
        Instant openedAt,
        Instant closedAt) {

    /** How long it was held. */
    public Duration held() {
        return Duration.between(openedAt, closedAt);
    }

    /** How far the price went, in spreads; without end where the spread is not known. */
    double moved() {
        return spread > 0 ? Math.abs(closePrice - openPrice) / spread : Double.POSITIVE_INFINITY;
    }
}
