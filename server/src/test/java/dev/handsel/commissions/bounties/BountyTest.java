package dev.handsel.commissions.bounties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.StatementCount;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is earned once for a customer who has traded enough. Ann and Bob trade; Nora brought them. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class BountyTest {

    @Autowired
    EventScene scene;

    @Autowired
    Recompute recompute;

    private Promise promise;
    private Shop shop;
    private Shop.Affiliate nora;
    private Trader ann;
    private Trader bob;

    @BeforeEach
    void open() {
        promise = Promise.of(scene);
        shop = promise.shop();
        nora = promise.nora();
        ann = new Trader(shop, "ann");
        bob = new Trader(shop, "bob");
    }

    @AfterEach
    void everything_is_as_it_has_to_be() {
        assertThat(shop.verdict().get("violations")).isEmpty();
        assertThat(recompute.run(_ -> {}).differences()).isEmpty();
    }

    @Test
    void three_trades_on_three_days_earn_it_once() {
        ann.trades(0, 1);
        assertThat(promise.lines()).isEmpty();
        ann.trades(2);
        assertThat(promise.lines()).containsExactly("ann BOUNTY 500 USD due 2026-01-13 by v1 payable");
        ann.trades(3, 4, 5, 6);
        bob.trades(18, 19, 20);
        assertThat(promise.lines())
                .containsExactly(
                        "ann BOUNTY 500 USD due 2026-01-13 by v1 payable",
                        "bob BOUNTY 500 USD due 2026-01-31 by v1 pending");
        var line = promise.counting().stream()
                .filter(one -> one.get("customer").asString().equals("ann"))
                .findFirst()
                .orElseThrow();
        assertThat(line.get("base").asLong()).isEqualTo(500);
        assertThat(line.get("rate_bp").asInt()).isEqualTo(10_000);
        assertThat(line.has("invoice")).isFalse();
        shop.moveDays(30);
        assertThat(shop.owed(nora)).containsExactly("USD payable 1000");
        shop.paidOut(nora);
        assertThat(promise.lines()).allMatch(text -> text.endsWith("paid"));
    }

    @Test
    void trades_too_short_on_two_days_or_still_open_in_part_do_not() {
        var short1 = ann.trade("s", Trader.day(2), Trader.ENOUGH.minusMillis(1));
        shop.tellAll(short1);
        ann.trades(0, 1);
        shop.tellAll(ann.trade("same", 1));
        assertThat(promise.lines()).isEmpty();
        shop.tell(Event.tradeOpened("p", "ann").at(Trader.day(3)));
        var part = Event.tradeClosed("p").with("volume", 0.2);
        shop.tell(part.with("id", "p2").with("volume", 0.3).at(Trader.day(6)));
        assertThat(promise.lines()).as("a part is open").isEmpty();
        shop.tell(part.with("id", "p1").at(Trader.day(5)));
        assertThat(promise.lines())
                .as("by the last part")
                .containsExactly("ann BOUNTY 500 USD due 2026-01-17 by v1 payable");
    }

    @Test
    void the_order_in_which_trades_and_the_signup_are_told_does_not_matter() {
        var carl = new Trader(shop, "carl");
        var told = new ArrayList<Event>();
        for (int day : new int[] {5, 3, 4, 0, 1, 2}) {
            told.addAll(carl.trade("carl" + day, day).reversed());
        }
        assertThat(shop.tellAll(told)).doesNotContain("invalid", "quarantined");
        assertThat(promise.lines()).isEmpty();
        shop.tell(Event.signup("carl").with("code", nora.code()).at("2026-01-01T00:00:00Z"));
        assertThat(promise.lines()).containsExactly("carl BOUNTY 500 USD due 2026-01-13 by v1 payable");
    }

    @Test
    void whoever_had_traded_enough_long_before_the_signup_earns_nothing() {
        new Trader(shop, "carl").trades(0, 1, 2);
        shop.tell(Event.signup("carl").with("code", nora.code()).at("2026-01-04T12:00:00.001Z"));
        new Trader(shop, "dave").trades(0, 1, 2);
        shop.tell(Event.signup("dave").with("code", nora.code()).at("2026-01-04T12:00:00Z"));
        new Trader(shop, "erin").trades(0, 1, 2);
        shop.tell(Event.signup("erin").at("2026-01-01T00:00:00Z"));
        assertThat(promise.lines()).containsExactly("dave BOUNTY 500 USD due 2026-01-13 by v1 payable");
    }

    @Test
    void a_coupon_on_the_first_invoice_earns_it_too() {
        shop.tell(Event.signup("carl").at("2026-01-01T00:00:00Z"));
        new Trader(shop, "carl").trades(0, 1, 2);
        assertThat(promise.lines()).isEmpty();
        shop.tell(
                Event.invoice("c1", "carl", 1_000).with("coupon", nora.coupon()).at("2026-01-20T00:00:00Z"));
        assertThat(promise.lines())
                .containsExactly(
                        "carl BOUNTY 500 USD due 2026-01-13 by v1 payable",
                        "carl c1 FIRST 300 USD due 2026-01-30 by v1 pending");
        assertThat(promise.counting())
                .filteredOn(line -> line.get("kind").asString().equals("BOUNTY"))
                .allMatch(line -> line.get("late").asBoolean());
    }

    @Test
    void a_trade_told_late_moves_it_and_the_rule_set_of_that_day_counts() {
        shop.ruleSet(Promise.rules("v2", "2026-01-15T00:00:00Z", 20, Map.of("USD", 700)));
        ann.trades(10, 13, 16);
        assertThat(promise.lines()).containsExactly("ann BOUNTY 700 USD due 2026-02-06 by v2 pending");
        var before = promise.counting().getFirst();
        ann.trades(12);
        assertThat(promise.lines()).containsExactly("ann BOUNTY 500 USD due 2026-01-24 by v1 payable");
        var after = promise.counting().getFirst();
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 700", "USD payable 500");
        assertThat(shop.explanation(before).at("/replacements/0/relation").asString())
                .isEqualTo("replaced_by");
        assertThat(shop.explanation(before).at("/changes/0/events/0").asString())
                .isEqualTo("close-ann12");
        assertThat(shop.explanation(after).at("/replacements/0/relation").asString())
                .isEqualTo("replaces");
        assertThat(promise.words(before)).anyMatch(word -> word.startsWith("It counts no more; in its place stands"));
        // One from between changes nothing any more.
        ann.trades(14);
        assertThat(promise.counting()).containsExactly(after);
    }

    @Test
    void where_none_is_promised_none_is_earned_and_it_goes_where_trades_move_it_there() {
        shop.ruleSet(Promise.rules("v0", "2026-01-02T00:00:00Z", 10, Map.of()));
        shop.ruleSet(Promise.rules("v2", "2026-01-15T00:00:00Z", 10, Map.of("EUR", 400, "CHF", 300)));
        bob.trades(2, 3, 4);
        ann.trades(9, 10, 20);
        assertThat(promise.lines())
                .as("the first by its code")
                .containsExactly("ann BOUNTY 300 CHF due 2026-01-31 by v2 pending");
        ann.trades(8);
        assertThat(promise.lines()).isEmpty();
        assertThat(shop.owed(nora)).containsExactly("CHF clawed_back 300");
    }

    @Test
    void refunds_take_nothing_of_it() {
        shop.tell(Event.invoice("a1", "ann", 1_000).at("2026-01-02T00:00:00Z"));
        ann.trades(0, 1, 2);
        shop.tell(Event.refund("a1", 1_000).at("2026-01-24T00:00:00Z"));
        assertThat(promise.lines())
                .containsExactly(
                        "ann BOUNTY 500 USD due 2026-01-13 by v1 payable",
                        "ann a1 FIRST 0 USD due 2026-01-12 by v1 reversed");
    }

    @Test
    void it_is_held_as_long_as_the_terms_of_the_affiliate_say() {
        var terms = Map.of(
                "level",
                "affiliate",
                "subject",
                nora.id(),
                "effective_from",
                "2026-01-01T00:00:00Z",
                "conditions",
                Map.of("hold_days", 40));
        var reply = shop.asManager("/v1/programs/" + shop.id() + "/terms", terms);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        ann.trades(0, 1, 2);
        assertThat(promise.lines()).containsExactly("ann BOUNTY 500 USD due 2026-02-12 by v1 pending");
    }

    @Test
    void what_the_end_of_a_trade_costs_does_not_grow_with_the_trades_of_its_customer() {
        ann.trades(0, 1, 2);
        int before = cost("x");
        var many = new ArrayList<Event>();
        for (int i = 0; i < 200; i++) {
            many.addAll(ann.trade("many" + i, 3 + i % 15));
        }
        shop.tellAll(many);
        assertThat(cost("y")).isEqualTo(before);
        assertThat(before).isLessThanOrEqualTo(12);
    }

    private int cost(String prefix) {
        int least = Integer.MAX_VALUE;
        for (int turn = 0; turn < 3; turn++) {
            var trade = ann.trade(prefix + turn, 19);
            shop.tell(trade.getFirst());
            least = Math.min(
                    least,
                    StatementCount.of(
                                    () -> assertThat(shop.tell(trade.getLast())).isEqualTo("recorded"))
                            .total());
        }
        return least;
    }
}
