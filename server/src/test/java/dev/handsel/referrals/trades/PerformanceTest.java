package dev.handsel.referrals.trades;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.referrals.trades.Performance.Profit;
import dev.handsel.referrals.trades.TradeStore.Sum;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerformanceTest {

    private static final List<Sum> SUMS = List.of(
            new Sum(false, null, 2, 0, 0, 0, 0),
            new Sum(false, "USD", 4, 3, 2, -150, 30),
            new Sum(true, "EUR", 1, 1, 1, 900, 0),
            new Sum(true, "USD", 2, 2, 1, 400, 20));

    @Test
    void open_trades_count_but_are_neither_won_nor_lost_also_when_some_of_them_was_closed() {
        var manual = Performance.of(SUMS, false);

        assertThat(manual.trades()).isEqualTo(6);
        assertThat(manual.closed()).isEqualTo(3);
        assertThat(manual.wins()).isEqualTo(2);
        assertThat(manual.winRate()).isEqualByComparingTo("0.6667");
    }

    @Test
    void profits_stay_apart_by_currency_and_by_where_the_trades_came_from() {
        assertThat(Performance.of(SUMS, true).profit())
                .containsExactly(new Profit("EUR", 900, 0), new Profit("USD", 400, 20));
        assertThat(Performance.of(SUMS, false).profit()).containsExactly(new Profit("USD", -150, 30));
    }

    @Test
    void where_nothing_has_ended_there_is_no_rate() {
        assertThat(Performance.of(SUMS.subList(0, 1), false).winRate()).isNull();
        assertThat(Performance.of(List.of(), true)).isEqualTo(new Performance(0, 0, 0, null, List.of()));
    }
}
