package dev.handsel.base.facts;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the trades of a customer have to come to before a bounty is earned by them. It prevents what would have to be found later:
 * of honest traders three in four pass the standard one, of those who trade for a bounty alone one in four.
 *
 * @param trades how many trades are needed
 * @param days on how many days of UTC they are closed
 * @param held how long each is held at least
 */
public record Gate(int trades, int days, Duration held) {

    /** Three trades held for two minutes or longer, closed on three days. */
    public static final Gate STANDARD = new Gate(3, 3, Duration.ofMinutes(2));

    private static final Comparator<EndedTrade> IN_ORDER =
            comparing(EndedTrade::closedAt).thenComparing(EndedTrade::trade);

    /**
     * A trade of which nothing is open any more.
     *
     * @param trade the merchant's id of it
     * @param event the event that told of its last close
     * @param openedAt when it began
     * @param closedAt when the last part of it was closed
     */
    public record EndedTrade(String trade, String event, Instant openedAt, Instant closedAt) {

        private LocalDate day() {
            return LocalDate.ofInstant(closedAt, ZoneOffset.UTC);
        }
    }

    /** Whether the trade counts. */
    public boolean counts(EndedTrade trade) {
        return Duration.between(trade.openedAt(), trade.closedAt()).compareTo(held) >= 0;
    }

    /** The trade by whose close the gate is passed; nothing before. Those that do not count, and their order, do not matter. */
    public Optional<EndedTrade> passedBy(Collection<EndedTrade> ended) {
        var seen = new HashSet<LocalDate>();
        int counted = 0;
        for (var trade : counting(ended)) {
            counted++;
            seen.add(trade.day());
            if (counted >= trades && seen.size() >= days) {
                return Optional.of(trade);
            }
        }
        return Optional.empty();
    }

    /**
     * Those that decide when the gate is passed, whatever becomes known later: the earliest as many as are needed, and the earliest of
     * each of as many days. What is left of these and one more is left of all and one more.
     */
    public List<EndedTrade> deciding(Collection<EndedTrade> ended) {
        var inOrder = counting(ended);
        var firstOfDays = new ArrayList<EndedTrade>();
        var seen = new HashSet<LocalDate>();
        for (var trade : inOrder) {
            if (seen.size() < days && seen.add(trade.day())) {
                firstOfDays.add(trade);
            }
        }
        var kept = Stream.concat(inOrder.stream().limit(trades), firstOfDays.stream())
                .collect(toSet());
        return inOrder.stream().filter(kept::contains).toList();
    }

    private List<EndedTrade> counting(Collection<EndedTrade> ended) {
        return ended.stream().filter(this::counts).distinct().sorted(IN_ORDER).toList();
    }
}
