package dev.handsel.referrals.trades;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.FactOutcome;
import dev.handsel.base.facts.Gate.EndedTrade;
import dev.handsel.base.ids.CustomerId;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A trade of a customer: open, closed in part, or ended.
 *
 * @param closed what ended all that was left; null where nothing did
 * @param parts what ended a stated part of it, each with its volume, the oldest first
 */
record Trade(
        String ref,
        CustomerId customer,
        Fact.TradeOpened opened,
        Fact.@Nullable TradeClosed closed,
        List<Fact.TradeClosed> parts) {

    /** The most parts that a trade is closed in: all of them are read with it. */
    static final int MOST_PARTS = 200;

    private static final Comparator<Fact.TradeClosed> OLDEST_FIRST =
            Comparator.comparing(close -> close.envelope().occurredAt());

    private static final Comparator<Fact.TradeClosed> BY_TIME_AND_ID =
            OLDEST_FIRST.thenComparing(close -> close.envelope().id());

    Trade {
        parts = parts.stream().sorted(OLDEST_FIRST).toList();
    }

    /** One that has just begun. */
    static Trade open(CustomerId customer, Fact.TradeOpened opened) {
        return new Trade(opened.trade(), customer, opened, null, List.of());
    }

    /** With this close too, whatever it says. */
    Trade with(Fact.TradeClosed close) {
        return close.volume() == null
                ? new Trade(ref, customer, opened, close, parts)
                : new Trade(
                        ref,
                        customer,
                        opened,
                        closed,
                        Stream.concat(parts.stream(), Stream.of(close)).toList());
    }

    /** With those of these parts, by the trade, that are its own. */
    Trade with(Map<String, List<Fact.TradeClosed>> byTrade) {
        return new Trade(ref, customer, opened, closed, byTrade.getOrDefault(ref, List.of()));
    }

    /** Everything that closed some of it, the oldest first. */
    List<Fact.TradeClosed> closes() {
        return Stream.concat(parts.stream(), Stream.ofNullable(closed)).toList();
    }

    /** The volume that the parts leave, whether or not it was closed. */
    BigDecimal besideParts() {
        return parts.stream()
                .flatMap(part -> Stream.ofNullable(part.volume()))
                .reduce(opened.volume(), BigDecimal::subtract);
    }

    /** Whether nothing of it is open any more. */
    boolean ended() {
        return closed != null || besideParts().signum() <= 0;
    }

    /**
     * This trade once nothing of it is open; nothing before. What is told of it afterwards does not move its end: what closed the rest
     * came last, and parts that are the whole leave nothing.
     */
    Optional<EndedTrade> end() {
        var last = closed != null ? Optional.of(closed) : parts.stream().max(BY_TIME_AND_ID);
        return last.filter(_ -> ended())
                .map(close -> new EndedTrade(
                        ref,
                        close.envelope().id(),
                        opened.envelope().occurredAt(),
                        close.envelope().occurredAt()));
    }

    /**
     * Why this close cannot be true beside those that are known; nothing where it can. Those that can all be true together are
     * taken in whatever order they come: each condition holds for fewer of them, too.
     */
    Optional<FactOutcome> refused(Fact.TradeClosed close) {
        if (closed != null && close.volume() == null) {
            return Optional.of(
                    saysTheSame(closed, close)
                            ? new FactOutcome.Duplicate()
                            : new FactOutcome.Quarantined("trade_closed_otherwise"));
        }
        return with(close).contradiction().map(FactOutcome.Quarantined::new);
    }

    private static boolean saysTheSame(Fact.TradeClosed one, Fact.TradeClosed other) {
        return one.price().compareTo(other.price()) == 0
                && one.pnl() == other.pnl()
                && one.currency().equals(other.currency());
    }

    private Optional<String> contradiction() {
        int left = besideParts().signum();
        if (left < 0 || (left == 0 && closed != null)) {
            return Optional.of("trade_volume_exceeded");
        }
        if (parts.size() > MOST_PARTS) {
            return Optional.of("trade_parts_exceeded");
        }
        if (closed != null && parts.stream().anyMatch(part -> OLDEST_FIRST.compare(part, closed) > 0)) {
            return Optional.of("trade_closed_otherwise");
        }
        boolean mixed =
                closes().stream().map(Fact.TradeClosed::currency).distinct().count() > 1;
        return mixed ? Optional.of("trade_currency_differs") : Optional.empty();
    }
}
