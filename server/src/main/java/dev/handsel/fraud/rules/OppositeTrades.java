package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.Parameter.CLOSED_APART_LEAST;
import static dev.handsel.fraud.rules.Parameter.CLOSED_APART_MOST;
import static dev.handsel.fraud.rules.Parameter.CLOSED_APART_SHARE;
import static dev.handsel.fraud.rules.Parameter.OPENED_APART_LEAST;
import static dev.handsel.fraud.rules.Parameter.OPENED_APART_MOST;
import static dev.handsel.fraud.rules.Parameter.OPENED_APART_SHARE;
import static dev.handsel.fraud.rules.Parameter.OPPOSITE_VOLUME;

import java.time.Duration;
import java.time.Instant;

/** Whether two trades of two accounts of one tree are one position, bought by the one and sold by the other. */
public final class OppositeTrades {

    private final Parameters in;

    public OppositeTrades(Parameters parameters) {
        this.in = parameters;
    }

    /**
     * Opened and closed together, in near the same volume. What is together grows with the time for which they were held: who holds
     * for hours opens the other side minutes later. Trades on the same side are no evidence, nor is what a signal service opened.
     */
    public boolean match(ClosedTrade one, ClosedTrade other) {
        if (one.signal()
                || other.signal()
                || one.buy() == other.buy()
                || !one.symbol().equals(other.symbol())) {
            return false;
        }
        double smaller = Math.min(one.volume(), other.volume());
        double greater = Math.max(one.volume(), other.volume());
        return greater > 0
                && smaller >= in.of(OPPOSITE_VOLUME) * greater
                && near(one.openedAt(), other.openedAt(), opens(one, other))
                && near(one.closedAt(), other.closedAt(), closes(one, other));
    }

    private Duration opens(ClosedTrade one, ClosedTrade other) {
        return within(one, other, OPENED_APART_SHARE, OPENED_APART_LEAST, OPENED_APART_MOST);
    }

    private Duration closes(ClosedTrade one, ClosedTrade other) {
        return within(one, other, CLOSED_APART_SHARE, CLOSED_APART_LEAST, CLOSED_APART_MOST);
    }

    private Duration within(ClosedTrade one, ClosedTrade other, Parameter share, Parameter least, Parameter most) {
        double held = Math.min(one.held().toMillis(), other.held().toMillis());
        double millis = Math.clamp(in.of(share) * held, 1000 * in.of(least), 1000 * in.of(most));
        return Duration.ofMillis((long) millis);
    }

    private static boolean near(Instant one, Instant other, Duration within) {
        return Duration.between(one, other).abs().compareTo(within) <= 0;
    }
}
