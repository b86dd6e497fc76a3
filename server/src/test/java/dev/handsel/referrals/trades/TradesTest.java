package dev.handsel.referrals.trades;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.facts.Fact;
import dev.handsel.base.facts.Fact.Envelope;
import dev.handsel.base.facts.Fact.Side;
import dev.handsel.base.facts.FactOutcome;
import dev.handsel.base.facts.References;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.platform.database.Transactions;
import dev.handsel.programs.terms.ProgramScene;
import dev.handsel.programs.terms.Programs;
import dev.handsel.referrals.customers.Referrals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Trades by themselves, a batch at a time, as events bring them. */
// Each test makes its own programme first.
@SuppressWarnings("NullAway.Init")
class TradesTest extends ProgramScene {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Autowired
    Trades trades;

    @Autowired
    TradeStore store;

    @Autowired
    Referrals referrals;

    @Autowired
    Programs programs;

    @Autowired
    Transactions transactions;

    private ProgramId program;

    @BeforeEach
    void open() {
        program = ProgramId.parse(shop().id());
    }

    private static Fact.TradeOpened opened(String trade, String volume, Side side) {
        return new Fact.TradeOpened(
                new Envelope("o-" + trade, NOON),
                "c1",
                trade,
                "EURUSD",
                side,
                new BigDecimal(volume),
                new BigDecimal("1.1"),
                null,
                null,
                null,
                "s1");
    }

    private static Fact.TradeClosed closed(String trade, long pnl) {
        return new Fact.TradeClosed(
                new Envelope("e-" + trade, NOON.plusSeconds(60)),
                null,
                trade,
                null,
                new BigDecimal("1.2"),
                pnl,
                null,
                "USD");
    }

    /** A part of this volume, closed so many seconds after the beginning. */
    private static Fact.TradeClosed part(String event, String volume, long seconds, long pnl) {
        return new Fact.TradeClosed(
                new Envelope(event, NOON.plusSeconds(seconds)),
                null,
                "t1",
                new BigDecimal(volume),
                new BigDecimal("1.2"),
                pnl,
                3L,
                "USD");
    }

    /** What each fact of one batch came to. */
    private List<FactOutcome> told(Fact... facts) {
        return transactions.required(() -> {
            var named = References.of(List.of(facts));
            var known = trades.readNamed(program, named);
            var batch = referrals.read(programs.terms(program), named, known.customers(), NOON);
            var trading = known.batch(batch);
            var outcomes = new ArrayList<FactOutcome>();
            for (var fact : facts) {
                outcomes.add(
                        switch (fact) {
                            case Fact.TradeOpened begins -> trading.opened(begins);
                            case Fact.TradeClosed ends -> trading.closed(ends);
                            case Fact other -> throw new IllegalArgumentException(other.toString());
                        });
            }
            batch.flush();
            trading.flush();
            return outcomes;
        });
    }

    private Trade found(String trade) {
        return store.find(program, List.of(trade)).getFirst();
    }

    @Test
    void a_trade_is_kept_as_it_was_told_and_closed_by_a_later_batch() {
        told(opened("t1", "0.10", Side.SELL));
        var open = found("t1");
        assertThat(open.closed()).isNull();
        assertThat(open.opened().side()).isEqualTo(Side.SELL);
        assertThat(open.opened().envelope()).isEqualTo(new Envelope("o-t1", NOON));

        told(closed("t1", -250));

        assertThat(found("t1").closed())
                .isNotNull()
                .extracting(Fact.TradeClosed::pnl)
                .isEqualTo(-250L);
        assertThat(found("t1").opened()).isEqualTo(open.opened());
    }

    @Test
    void one_that_begins_and_ends_in_the_same_batch_is_written_once_and_whole() {
        told(opened("t1", "1", Side.BUY), closed("t1", 5));

        assertThat(found("t1").closed())
                .isNotNull()
                .extracting(Fact.TradeClosed::currency)
                .isEqualTo("USD");
    }

    @Test
    void an_end_without_a_beginning_waits_for_it() {
        assertThat(told(closed("t1", 5)))
                .containsExactly(new FactOutcome.Parked(new FactOutcome.Waiting(FactOutcome.Thing.TRADE, "t1")));
        assertThat(store.find(program, List.of("t1"))).isEmpty();
    }

    @Test
    void the_same_again_is_a_duplicate_whatever_its_zeros_and_anything_else_a_contradiction() {
        told(opened("t1", "0.1", Side.BUY), closed("t1", 5));

        assertThat(told(opened("t1", "0.100", Side.BUY), closed("t1", 5))).containsOnly(new FactOutcome.Duplicate());
        assertThat(told(opened("t1", "0.1", Side.SELL), closed("t1", 6)))
                .containsExactly(
                        new FactOutcome.Quarantined("trade_exists"),
                        new FactOutcome.Quarantined("trade_closed_otherwise"));
        assertThat(found("t1").opened().side()).isEqualTo(Side.BUY);
    }

    @Test
    void programmes_do_not_know_each_others_trades() {
        told(opened("t1", "1", Side.BUY));
        open();

        assertThat(told(opened("t1", "2", Side.SELL))).doesNotContain(new FactOutcome.Quarantined("trade_exists"));
    }

    private static final FactOutcome TAKEN = FactOutcome.recorded();

    private static FactOutcome refused(String reason) {
        return new FactOutcome.Quarantined(reason);
    }

    @Test
    void closes_of_parts_add_up_whatever_their_order_and_batches() {
        var closes = new ArrayList<Fact>(List.of(part("p1", "0.1", 10, 5), part("p2", "0.2", 60, -2), closed("t1", 4)));
        for (int turn = 0; turn < closes.size(); turn++) {
            open();
            Collections.rotate(closes, 1);
            told(opened("t1", "0.5", Side.BUY));
            assertThat(told(closes.getFirst())).containsExactly(TAKEN);
            assertThat(told(closes.get(1), closes.get(2))).containsExactly(TAKEN, TAKEN);

            assertThat(found("t1").ended()).isTrue();
            assertThat(found("t1").besideParts()).isEqualByComparingTo("0.2");
            assertThat(found("t1").closes()).extracting(Fact.TradeClosed::pnl).containsExactly(5L, -2L, 4L);
        }
    }

    @Test
    void parts_that_are_all_of_it_end_it_and_told_with_its_beginning_are_written_with_it() {
        told(opened("t1", "0.30", Side.BUY), part("p1", "0.1", 10, 5), part("p2", "0.2", 20, 5));

        assertThat(found("t1").ended()).isTrue();
        assertThat(found("t1").closed()).isNull();
        assertThat(found("t1").parts()).hasSize(2);
    }

    @Test
    void more_than_is_open_is_refused_and_nothing_is_left_for_a_last_close() {
        told(opened("t1", "0.3", Side.BUY), part("p1", "0.1", 10, 5));

        assertThat(told(part("p2", "0.21", 20, 5))).containsExactly(refused("trade_volume_exceeded"));
        assertThat(told(part("p3", "0.2", 20, 5))).containsExactly(TAKEN);
        assertThat(told(closed("t1", 1))).containsExactly(refused("trade_volume_exceeded"));
        assertThat(found("t1").closes()).hasSize(2);
    }

    @Test
    void beside_a_close_of_the_rest_parts_leave_something_and_are_not_later() {
        told(opened("t1", "0.3", Side.BUY), closed("t1", 1));

        assertThat(told(part("p1", "0.3", 10, 5))).containsExactly(refused("trade_volume_exceeded"));
        assertThat(told(part("p2", "0.1", 61, 5))).containsExactly(refused("trade_closed_otherwise"));
        assertThat(told(part("p3", "0.1", 60, 5))).containsExactly(TAKEN);
        open();
        told(opened("t1", "0.3", Side.BUY), part("p2", "0.1", 61, 5));
        assertThat(told(closed("t1", 1))).containsExactly(refused("trade_closed_otherwise"));
    }

    @Test
    void all_closes_of_a_trade_are_in_one_currency() {
        told(opened("t1", "0.3", Side.BUY), part("p1", "0.1", 10, 5));
        var euros = new Fact.TradeClosed(
                new Envelope("p2", NOON.plusSeconds(60)), null, "t1", null, BigDecimal.ONE, 5, null, "EUR");

        assertThat(told(euros)).containsExactly(refused("trade_currency_differs"));
    }

    @Test
    void a_trade_is_closed_in_two_hundred_parts_at_most() {
        told(opened("t1", "9", Side.BUY));
        var parts = IntStream.range(0, Trade.MOST_PARTS)
                .mapToObj(number -> part("p" + number, "0.01", 10, 1))
                .toArray(Fact[]::new);

        assertThat(told(parts)).containsOnly(TAKEN);
        assertThat(told(part("more", "0.01", 10, 1))).containsExactly(refused("trade_parts_exceeded"));
        assertThat(told(closed("t1", 1))).containsExactly(TAKEN);
    }
}
