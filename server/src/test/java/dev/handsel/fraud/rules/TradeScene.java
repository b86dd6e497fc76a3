package dev.handsel.fraud.rules;

import java.time.Duration;
import java.time.Instant;

/** A trade that lost ten spreads in an hour, until a test says otherwise. */
record TradeScene(
        Instant opened,
        Duration held,
        String symbol,
        boolean buy,
        double volume,
        double spreads,
        boolean lost,
        boolean signal) {

    static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    static TradeScene trade() {
        return new TradeScene(MONDAY, Duration.ofHours(1), "EURUSD", true, 1, 10, true, false);
    }

    TradeScene opened(Duration later) {
        return new TradeScene(MONDAY.plus(later), held, symbol, buy, volume, spreads, lost, signal);
    }

    TradeScene held(Duration duration) {
        return new TradeScene(opened, duration, symbol, buy, volume, spreads, lost, signal);
    }

    TradeScene sell() {
        return new TradeScene(opened, held, symbol, false, volume, spreads, lost, signal);
    }

    TradeScene symbol(String other) {
        return new TradeScene(opened, held, other, buy, volume, spreads, lost, signal);
    }

    TradeScene volume(double lots) {
        return new TradeScene(opened, held, symbol, buy, lots, spreads, lost, signal);
    }

    TradeScene moved(double count) {
        return new TradeScene(opened, held, symbol, buy, volume, count, lost, signal);
    }

    TradeScene won() {
        return new TradeScene(opened, held, symbol, buy, volume, spreads, false, signal);
    }

    TradeScene bySignal() {
        return new TradeScene(opened, held, symbol, buy, volume, spreads, lost, true);
    }

    ClosedTrade closed() {
        return new ClosedTrade(
                symbol, buy, volume, 100, 100 + 0.5 * spreads, 0.5, lost, signal, opened, opened.plus(held));
    }
}
