package dev.handsel.referrals.trades;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handsel.referrals.trades.TradeStore.Sum;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a number of trades went.
 *
 * @param trades all of them
 * @param closed those that have ended, of which nothing is open any more
 * @param wins those that ended with a profit
 * @param winRate wins by closed trades, four decimals; null where none has ended
 * @param profit by currency, also of the parts that were closed of trades that go on; nothing is converted
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Performance(
        long trades, long closed, long wins, @Nullable BigDecimal winRate, List<Profit> profit) {

    /** Minor units: profits less losses, and the commissions that were charged beside them. */
    record Profit(String currency, long pnl, long commission) {}

    /** Of the trades that came from signals, or of the others. */
    static Performance of(List<Sum> sums, boolean signalled) {
        var these = sums.stream().filter(sum -> sum.signalled() == signalled).toList();
        var closing = these.stream().filter(sum -> sum.currency() != null).toList();
        long closed = total(closing, Sum::closed);
        long wins = total(closing, Sum::wins);
        return new Performance(
                total(these, Sum::trades),
                closed,
                wins,
                closed == 0
                        ? null
                        : BigDecimal.valueOf(wins).divide(BigDecimal.valueOf(closed), 4, RoundingMode.HALF_EVEN),
                closing.stream()
                        .map(sum -> new Profit(Objects.requireNonNull(sum.currency()), sum.pnl(), sum.commission()))
                        .toList());
    }

    private static long total(List<Sum> sums, ToLongFunction<Sum> figure) {
        return sums.stream().mapToLong(figure).reduce(0, Math::addExact);
    }
}
