package dev.handsel.commissions.reckoner;

import dev.handsel.commissions.reckoner.Writing.Written;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a customer trades, around what a bounty asks for. Chance of its own, so that the customer buys as without all this. */
final class Trading {

    private static final List<Duration> HELD = List.of(
            Duration.ofSeconds(119),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofHours(7),
            Duration.ofHours(30));

    private final Dice dice;
    private final Writing writing;
    private final List<Written> invoices;

    Trading(long seed, int number, Writing writing, List<Written> invoices) {
        this.dice = Dice.of(seed, -1_000_000 - number);
        this.writing = writing;
        this.invoices = invoices;
    }

    /** From a few days before {@code start} on; many do not trade. */
    void trades(Instant start) {
        if (!dice.chance(55)) {
            return;
        }
        int days = dice.one(List.of(3, 8, 60));
        for (int left = dice.between(2, 9); left > 0; left--) {
            var at = !invoices.isEmpty() && dice.chance(10)
                    ? dice.one(invoices).paidAt()
                    : start.minus(Duration.ofDays(2)).plus(dice.within(Duration.ofDays(days)));
            trade(at);
        }
    }

    private void trade(Instant at) {
        var trade = writing.tradeOpened(at.minus(dice.one(HELD)));
        switch (dice.between(1, 8)) {
            case 1 -> writing.tradeClosed(trade, at, new BigDecimal("0.4"));
            case 2 -> {
                writing.tradeClosed(trade, at, new BigDecimal("0.4"));
                writing.tradeClosed(trade, at.minus(Duration.ofHours(dice.between(0, 9))), new BigDecimal("0.6"));
            }
            case 3 -> {
                writing.tradeClosed(trade, at.minus(Duration.ofSeconds(dice.between(0, 90))), new BigDecimal("0.7"));
                writing.tradeClosed(trade, at, null);
            }
            default -> writing.tradeClosed(trade, at, null);
        }
    }
}
