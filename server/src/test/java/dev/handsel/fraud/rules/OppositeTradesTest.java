package dev.handsel.fraud.rules;

import static dev.handsel.fraud.rules.TradeScene.trade;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When two trades are the two sides of one position. */
class OppositeTradesTest {

    private final OppositeTrades opposite = new OppositeTrades(Parameters.STANDARD);

    @Test
    void the_same_position_bought_and_sold_matches_whichever_comes_first() {
        assertThat(matches(trade(), trade().sell())).isTrue();
        assertThat(matches(trade().sell(), trade())).isTrue();
    }

    @Test
    void one_side_another_symbol_or_another_volume_do_not() {
        assertThat(matches(trade(), trade())).isFalse();
        assertThat(matches(trade(), trade().sell().symbol("GBPUSD"))).isFalse();
        assertThat(matches(trade(), trade().sell().volume(0.75))).isTrue();
        assertThat(matches(trade(), trade().sell().volume(0.74))).isFalse();
        assertThat(matches(trade().volume(0), trade().sell().volume(0))).isFalse();
    }

    /** Held for seconds: opened that many seconds apart, both held equally long. */
    @ParameterizedTest
    @CsvSource({
        "10, 60, true", "10, 61, false", // a minute at least
        "300, 120, true", "300, 121, false", // closes: two minutes at least
        "1000, 350, true", "1000, 351, false", // closes: 0.35 of what they were held for
        "86400, 600, true", "86400, 601, false" // ten minutes at most
    })
    void how_near_is_near_grows_with_the_time_they_are_held(int held, int apart, boolean matches) {
        var one = trade().held(Duration.ofSeconds(held));
        assertThat(matches(one, one.sell().opened(Duration.ofSeconds(apart)))).isEqualTo(matches);
    }

    /** Both close at the same instant, after at least so long. */
    @ParameterizedTest
    @CsvSource({
        "100, 60, true",
        "100, 61, false",
        "400, 200, true",
        "400, 201, false",
        "7200, 600, true",
        "7200, 601, false"
    })
    void opens_may_be_half_of_what_they_are_held_apart(int held, int apart, boolean matches) {
        var longer = trade().held(Duration.ofSeconds(held + apart));
        var shorter = trade().sell().held(Duration.ofSeconds(held)).opened(Duration.ofSeconds(apart));
        assertThat(matches(longer, shorter)).isEqualTo(matches);
    }

    @Test
    void followers_of_a_signal_open_on_one_side_and_what_the_service_opens_is_no_evidence() {
        assertThat(matches(trade().bySignal(), trade().bySignal())).isFalse();
        assertThat(matches(trade().bySignal(), trade().sell())).isFalse();
        assertThat(matches(trade(), trade().sell().bySignal())).isFalse();
    }

    private boolean matches(TradeScene one, TradeScene other) {
        return opposite.match(one.closed(), other.closed());
    }
}
