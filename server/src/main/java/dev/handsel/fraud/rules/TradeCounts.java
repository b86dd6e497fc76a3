package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.Parameter.BRIEF_HOLDING;
import static dev.handsel.fraud.rules.Parameter.EFFORT_TRADES;
import static dev.handsel.fraud.rules.Parameter.EFFORT_WINDOW;
import static dev.handsel.fraud.rules.Parameter.INSTANT_HOLDING;
import static dev.handsel.fraud.rules.Parameter.ROUND_TRIP_HOLDING;
import static dev.handsel.fraud.rules.Parameter.ROUND_TRIP_SPREADS;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counters of an account's closed trades.
 *
 * @param firstClosedAt when the first one closed; null before
 * @param losses those that lost
 * @param quick those that surely were closed within {@link Parameter#ROUND_TRIP_HOLDING} and {@link Parameter#ROUND_TRIP_SPREADS}
 * @param early those that closed within {@link Parameter#EFFORT_WINDOW} after the first
 * @param instant those of them that were held no longer than {@link Parameter#INSTANT_HOLDING}
 * @param brief those of them that were held no longer than {@link Parameter#BRIEF_HOLDING}
 */
public record TradeCounts(
        @Nullable Instant firstClosedAt, int closed, int losses, int quick, int early, int instant, int brief) {

    /** No trades. */
    public static final TradeCounts NONE = new TradeCounts(null, 0, 0, 0, 0, 0, 0);

    /** With one trade more, which closes after all of them. */
    public TradeCounts with(ClosedTrade trade, Parameters in) {
        var first = firstClosedAt == null ? trade.closedAt() : firstClosedAt;
        boolean isEarly = !trade.closedAt().isAfter(first.plus(in.time(EFFORT_WINDOW)));
        boolean isQuick = trade.held().compareTo(in.time(ROUND_TRIP_HOLDING)) <= 0
                && trade.moved() <= in.count(ROUND_TRIP_SPREADS);
        return new TradeCounts(
                first,
                closed + 1,
                losses + one(trade.lost()),
                quick + one(isQuick),
                early + one(isEarly),
                instant + one(isEarly && trade.held().compareTo(in.time(INSTANT_HOLDING)) <= 0),
                brief + one(isEarly && trade.held().compareTo(in.time(BRIEF_HOLDING)) <= 0));
    }

    private static int one(boolean hit) {
        return hit ? 1 : 0;
    }

    /** Whether the account only did what a bonus asks for: a few trades, each held for an instant. */
    public boolean instantOnly(Parameters in) {
        return few(in) && instant == early;
    }

    /** The same, each held for a short time. */
    public boolean briefOnly(Parameters in) {
        return few(in) && brief == early;
    }

    private boolean few(Parameters in) {
        return early > 0 && early <= in.count(EFFORT_TRADES);
    }
}
