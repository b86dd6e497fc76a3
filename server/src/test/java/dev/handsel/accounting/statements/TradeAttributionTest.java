package dev.handsel.accounting.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TradeAttributionTest extends ReportScene {

    private void opened(String trade, String at, @Nullable String signal) {
        tell("trade_opened", at, """
                "customer": "c1", "trade": "%s", "symbol": "EURUSD", "side": "buy", "volume": 0.50, "price": 1.0842%s""".formatted(trade, signal == null ? "" : ", \"signal\": \"" + signal + "\""));
    }

    private void closed(String trade, long pnl, String currency) {
        tell("trade_closed", "2026-02-01T00:00:00Z", """
                "trade": "%s", "price": 1.09, "pnl": %d, "commission": 10, "currency": "%s\"""".formatted(trade, pnl, currency));
    }

    private void a_month_of_trading() {
        signup("c1", "ann", START);
        moveTo("2026-02-01T00:00:00Z");
        opened("old", "2026-01-01T00:00:00Z", "s0");
        opened("t1", "2026-01-20T00:00:00Z", "s1");
        opened("t2", "2026-01-21T00:00:00Z", "s2");
        opened("t3", "2026-01-22T00:00:00Z", "s3");
        opened("m1", "2026-01-23T00:00:00Z", null);
        opened("m2", "2026-02-01T00:00:00Z", null);
        closed("t1", 300, "USD");
        closed("t2", -100, "USD");
        closed("t3", 50, "EUR");
        closed("m1", 0, "USD");
    }

    private String path(String query) {
        return "/v1/customers/c1/trade_attribution?program=" + program + query;
    }

    @Test
    void signals_stand_beside_what_was_done_by_hand() {
        a_month_of_trading();
        var report = read(manager, path(""));
        assertThat(report.get("signal").toString()).isEqualTo("""
                {"trades":3,"closed":3,"wins":2,"win_rate":0.6667,\
                "profit":[{"currency":"EUR","pnl":50,"commission":10},{"currency":"USD","pnl":200,"commission":20}]}""");
        assertThat(report.get("manual").toString()).isEqualTo("""
                {"trades":2,"closed":1,"wins":0,"win_rate":0.0,\
                "profit":[{"currency":"USD","pnl":0,"commission":10}]}""");
        assertThat(read(merchant, path("&days=31")).at("/signal/trades").asInt())
                .isEqualTo(4);
    }

    @Test
    void parts_of_a_trade_add_up_and_it_counts_as_closed_once_nothing_is_open() {
        signup("c1", "ann", START);
        moveTo("2026-02-01T00:00:00Z");
        opened("t1", "2026-01-20T00:00:00Z", "s1");
        var part = """
                "trade": "t1", "volume": %s, "price": %s, "pnl": %d, "commission": 4, "currency": "USD\"""";
        tell("trade_closed", "2026-01-22T00:00:00Z", part.formatted("0.20", "1.09", 500));
        tell("trade_closed", "2026-01-21T00:00:00Z", part.formatted("0.10", "1.08", -100));
        var open = read(merchant, path(""));
        assertThat(open.get("signal").toString()).isEqualTo("""
                {"trades":1,"closed":0,"wins":0,"win_rate":null,"profit":[{"currency":"USD","pnl":400,"commission":8}]}""");
        assertThat(open.at("/trades/data/0/closed").isNull()).isTrue();
        assertThat(open.at("/trades/data/0/closes/0/price").decimalValue()).isEqualByComparingTo("1.08");

        tell("trade_closed", "2026-01-23T00:00:00Z", """
                "trade": "t1", "price": 1.07, "pnl": -10, "currency": "USD\"""");
        var ended = read(merchant, path(""));
        assertThat(ended.get("signal").toString()).isEqualTo("""
                {"trades":1,"closed":1,"wins":1,"win_rate":1.0,"profit":[{"currency":"USD","pnl":390,"commission":8}]}""");
        assertThat(ended.at("/trades/data/0/closed").toString()).isEqualTo("""
                {"at":"2026-01-23T00:00:00Z","price":1.07,"pnl":390,"commission":8,"currency":"USD"}""");
        assertThat(ended.at("/trades/data/0/closes/2/volume").decimalValue()).isEqualByComparingTo("0.2");
    }

    @Test
    void every_trade_is_listed_once_over_the_pages() {
        a_month_of_trading();
        var seen = new ArrayList<String>();
        var after = "";
        do {
            var trades = read(merchant, path("&limit=2" + after)).get("trades");
            trades.get("data").forEach(trade -> seen.add(trade.get("trade").asString()));
            after = trades.get("has_more").asBoolean()
                    ? "&after=" + trades.get("next_cursor").asString()
                    : "";
        } while (!after.isEmpty());
        assertThat(seen).isEqualTo(List.of("t1", "t2", "t3", "m1", "m2"));
        var first = read(merchant, path("")).at("/trades/data/0");
        assertThat(first.get("signal").asString()).isEqualTo("s1");
        assertThat(first.get("side").asString()).isEqualTo("buy");
        assertThat(first.at("/closed/pnl").asLong()).isEqualTo(300);
    }

    @Test
    void strangers_and_wrong_questions_are_refused() {
        assertThat(get(merchant, path("")).status()).isEqualTo(404);
        signup("c1", "ann", START);
        var quiet = read(merchant, path(""));
        assertThat(quiet.at("/signal/win_rate").isNull()).isTrue();
        assertThat(quiet.at("/trades/data")).isEmpty();
        assertThat(get(merchant, path("&days=366")).faults()).containsExactly("?days out_of_range");
        assertThat(get(merchant, path("&days=some")).faults()).containsExactly("?days malformed");
        assertThat(get(person(), path("")).status()).isEqualTo(403);
        var other = new String[] {program, merchant};
        a_programme_with_an_affiliate();
        assertThat(get(merchant, "/v1/customers/c1/trade_attribution?program=" + other[0])
                        .status())
                .isEqualTo(404);
        assertThat(get(other[1], path("")).status()).isEqualTo(404);
    }
}
