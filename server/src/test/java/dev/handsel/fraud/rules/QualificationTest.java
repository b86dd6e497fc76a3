package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.TradeScene.trade;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a first-trade bonus is earned. */
class QualificationTest {

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

    @Test
    void three_trades_of_two_minutes_on_three_days_are_enough() {
        assertThat(reached(day(0), day(1), day(2))).contains(day(2).closed().closedAt());
        assertThat(reached(day(2), day(0), day(1)))
                .as("in any order")
                .contains(day(2).closed().closedAt());
        assertThat(reached(day(0), day(1), day(2), day(3)))
                .as("for good")
                .contains(day(2).closed().closedAt());
    }

    @Test
    void two_trades_two_days_or_a_second_less_are_not() {
        assertThat(reached()).isEmpty();
        assertThat(reached(day(0), day(1))).isEmpty();
        assertThat(reached(day(0), day(0), day(1), day(1))).isEmpty();
        assertThat(reached(day(0), day(1), day(2).held(LONG_ENOUGH.minusMillis(1))))
                .isEmpty();
    }

    @Test
    void days_are_those_of_utc_by_the_close() {
        var midnight = Duration.ofHours(16); // of Monday at eight
        var before = trade().opened(midnight.minus(LONG_ENOUGH).minusMillis(1)).held(LONG_ENOUGH);
        var at = trade().opened(midnight.minus(LONG_ENOUGH)).held(LONG_ENOUGH);
        assertThat(reached(day(0), before, day(2))).as("two days").isEmpty();
        assertThat(reached(day(0), at, day(2))).as("three days").isPresent();
    }

    @Test
    void a_programme_may_ask_for_less() {
        var one = Parameters.read(Map.of("qualifying_trades", 1.0, "qualifying_days", 1.0, "qualifying_holding", 1.0));
        assertThat(new Qualification(one).reachedAt(Arrays.asList(trade().closed())))
                .isPresent();
    }

    private static TradeScene day(int day) {
        return trade().opened(Duration.ofDays(day)).held(LONG_ENOUGH);
    }

    private static Optional<Instant> reached(TradeScene... trades) {
        return new Qualification(Parameters.STANDARD)
                .reachedAt(Arrays.stream(trades).map(TradeScene::closed).toList());
    }
}
