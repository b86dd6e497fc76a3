package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.TradeScene.trade;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Counters of trades, and the rules of one account's, at and around each threshold. */
class TradeRulesTest {

    private static final Duration INSTANT = Duration.ofMinutes(2);
    private static final Duration BRIEF = Duration.ofHours(2);
    private final TradeRules rules = new TradeRules(Parameters.STANDARD);

    @Test
    void trades_are_counted_by_how_long_they_were_held() {
        var counts = counted(
                trade().held(INSTANT),
                trade().held(INSTANT.plusSeconds(1)),
                trade().held(BRIEF),
                trade().held(BRIEF.plusSeconds(1)));
        assertThat(counts.closed()).isEqualTo(4);
        assertThat(counts.early()).isEqualTo(4);
        assertThat(counts.instant()).isEqualTo(1);
        assertThat(counts.brief()).isEqualTo(3);
        assertThat(counts.losses()).isEqualTo(4);
        assertThat(counts.firstClosedAt()).isEqualTo(TradeScene.MONDAY.plus(INSTANT));
    }

    @Test
    void what_closes_a_week_after_the_first_is_early_and_no_later() {
        var first = trade().held(INSTANT);
        assertThat(counted(first, first.opened(Duration.ofDays(7))).early()).isEqualTo(2);
        assertThat(counted(first, first.opened(Duration.ofDays(7).plusMillis(1)))
                        .early())
                .isEqualTo(1);
    }

    @Test
    void what_is_quick_is_held_for_a_minute_and_moves_three_spreads_at_most() {
        var minute = trade().held(Duration.ofMinutes(1));
        assertThat(counted(minute.moved(3)).quick()).isEqualTo(1);
        assertThat(counted(minute.moved(-3)).quick()).isEqualTo(1);
        assertThat(counted(minute.moved(3.1)).quick()).isZero();
        assertThat(TradeCounts.NONE.with(unknownSpread(), Parameters.STANDARD).quick())
                .isZero();
        assertThat(counted(minute.moved(3).held(Duration.ofSeconds(61))).quick())
                .isZero();
    }

    private static ClosedTrade unknownSpread() {
        var end = TradeScene.MONDAY.plusSeconds(30);
        return new ClosedTrade("EURUSD", true, 1, 100, 100, 0, true, false, TradeScene.MONDAY, end);
    }

    @Test
    void little_effort_is_up_to_four_trades_that_are_all_short() {
        assertThat(effort()).containsExactly(Action.CLEAR, Action.CLEAR);
        assertThat(effort(trade().held(INSTANT))).containsExactly(Action.FLAG, Action.CLEAR);
        assertThat(effort(trade().held(BRIEF))).containsExactly(Action.CLEAR, Action.FLAG);
        assertThat(effort(trade().held(BRIEF.plusSeconds(1)))).containsExactly(Action.CLEAR, Action.CLEAR);
        assertThat(effort(times(4, trade().held(INSTANT)))).containsExactly(Action.FLAG, Action.CLEAR);
        assertThat(effort(times(5, trade().held(INSTANT)))).containsExactly(Action.CLEAR, Action.CLEAR);
    }

    @Test
    void newcomers_try_it_out_and_are_never_held_for_that() {
        assertThat(effort(trade().held(Duration.ofSeconds(20)).volume(0.01))).doesNotContain(Action.HOLD, Action.BLOCK);
    }

    @Test
    void round_trips_are_eight_trades_of_which_four_in_five_are_quick_and_lose() {
        var round = trade().held(Duration.ofSeconds(30)).moved(1);
        assertThat(roundTrips(times(7, round))).isEqualTo(Action.CLEAR);
        assertThat(roundTrips(times(8, round))).isEqualTo(Action.HOLD);
        assertThat(roundTrips(join(times(8, round), times(2, trade())))).isEqualTo(Action.HOLD);
        assertThat(roundTrips(join(times(8, round), times(3, trade())))).isEqualTo(Action.CLEAR);
        assertThat(roundTrips(join(times(8, round), times(2, round.won())))).isEqualTo(Action.HOLD);
        assertThat(roundTrips(join(times(8, round), times(3, round.won())))).isEqualTo(Action.CLEAR);
    }

    @Test
    void a_scalper_is_as_quick_and_wins_now_and_then() {
        var round = trade().held(Duration.ofSeconds(30)).moved(2);
        var counts = join(times(65, round), times(35, round.won()));
        assertThat(roundTrips(counts)).isEqualTo(Action.CLEAR);
        assertThat(effort(counts)).containsExactly(Action.CLEAR, Action.CLEAR);
    }

    @Test
    void evidence_says_what_was_counted() {
        var round = trade().held(Duration.ofSeconds(30)).moved(1);
        var evidence = rules.roundTrips(counted(join(times(8, round), times(1, trade()))))
                .evidence();
        assertThat(evidence.facts())
                .containsEntry("closed_trades", 9)
                .containsEntry("quick_trades", 8)
                .containsEntry("lost_trades", 9);
        assertThat(evidence.thresholds()).containsEntry("round_trips", 8.0).containsEntry("round_trip_share", 0.8);
    }

    private List<Action> effort(TradeScene... trades) {
        return rules.effort(counted(trades)).stream().map(Verdict::action).toList();
    }

    private Action roundTrips(TradeScene... trades) {
        return rules.roundTrips(counted(trades)).action();
    }

    private static TradeScene[] times(int count, TradeScene trade) {
        return IntStream.range(0, count).mapToObj(_ -> trade).toArray(TradeScene[]::new);
    }

    private static TradeScene[] join(TradeScene[] some, TradeScene[] more) {
        return Stream.of(some, more).flatMap(Arrays::stream).toArray(TradeScene[]::new);
    }

    private static TradeCounts counted(TradeScene... trades) {
        var counts = TradeCounts.NONE;
        for (var trade : trades) {
            counts = counts.with(trade.closed(), Parameters.STANDARD);
        }
        return counts;
    }
}
