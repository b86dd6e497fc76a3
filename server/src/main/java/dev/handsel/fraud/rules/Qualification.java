package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.Parameter.QUALIFYING_DAYS;
import static dev.handsel.fraud.rules.Parameter.QUALIFYING_HOLDING;
import static dev.handsel.fraud.rules.Parameter.QUALIFYING_TRADES;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * When a first-trade bonus is earned: by {@link Parameter#QUALIFYING_TRADES} trades that were held for
 * {@link Parameter#QUALIFYING_HOLDING} or longer and closed on {@link Parameter#QUALIFYING_DAYS} days of UTC. It prevents what
 * rules would have to find: of honest traders three in four got there, of those who traded for a bonus alone one in four.
 */
public final class Qualification {

    private final Parameters in;

    public Qualification(Parameters parameters) {
        this.in = parameters;
    }

    /** When it was reached: the close of the first trade with which it was; empty before. The order of trades does not matter. */
    public Optional<Instant> reachedAt(List<ClosedTrade> trades) {
        var closes = trades.stream()
                .filter(trade -> trade.held().compareTo(in.time(QUALIFYING_HOLDING)) >= 0)
                .map(ClosedTrade::closedAt)
                .sorted(Comparator.naturalOrder())
                .toList();
        var days = new HashSet<LocalDate>();
        int counted = 0;
        for (var close : closes) {
            counted++;
            days.add(LocalDate.ofInstant(close, ZoneOffset.UTC));
            if (counted >= in.count(QUALIFYING_TRADES) && days.size() >= in.count(QUALIFYING_DAYS)) {
                return Optional.of(close);
            }
        }
        return Optional.empty();
    }
}
