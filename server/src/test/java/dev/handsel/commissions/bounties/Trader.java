package dev.handsel.commissions.bounties;

import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A customer who trades: what is told of each trade. */
record Trader(Shop shop, String customer) {

    /** So long a trade has to be held. */
    static final Duration ENOUGH = Duration.ofMinutes(2);

    static String day(int day) {
        return Instant.parse("2026-01-01T12:00:00Z").plus(Duration.ofDays(day)).toString();
    }

    /** A trade that is held long enough and ends at noon of this day, counted from 0 on 1 January. */
    List<Event> trade(String trade, int day) {
        return trade(trade, day(day), ENOUGH);
    }

    List<Event> trade(String trade, String closedAt, Duration held) {
        var opened = Instant.parse(closedAt).minus(held).toString();
        return List.of(
                Event.tradeOpened(trade, customer).at(opened),
                Event.tradeClosed(trade).with("id", "close-" + trade).at(closedAt));
    }

    /** Tells a trade on each of these days. */
    void trades(int... days) {
        for (int day : days) {
            shop.tellAll(trade(customer + day, day));
        }
    }
}
