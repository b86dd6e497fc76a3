package dev.handsel.commissions.bounties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.commissions.restrictions.Doubts;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.StatementCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What is earned once for a customer who has traded enough. Ann and Bob trade; Nora brought them. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class BountyTest {

    @Autowired
    EventScene scene;

    @Autowired
    Recompute recompute;

    @Autowired
    Doubts doubts;

    private Shop shop;
    private Shop.Affiliate nora;
    private Trader ann;
    private Trader bob;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        ann = new Trader(shop, "ann");
        bob = new Trader(shop, "bob");
        shop.ruleSet(rules("v1", "2026-01-01T00:00:00Z", 10, Map.of("USD", 500)));
        shop.brought(nora, "ann");
        shop.brought(nora, "bob");
        shop.moveTo("2026-01-25T00:00:00Z");
    }

    @AfterEach
    void everything_is_as_it_has_to_be() {
        assertThat(shop.verdict().get("violations")).isEmpty();
        assertThat(recompute.run(_ -> {}).differences()).isEmpty();
    }

    static Map<String, Object> rules(String version, String from, int holdDays, Map<String, ?> bounty) {
        var rules = new HashMap<String, Object>(Map.of(
                "version", version,
                "effective_from", from,
                "first_rate_bp", 3000,
                "recurring_rate_bp", 1500,
                "bonus_rate_bp", 500,
                "bonus_from_month", 4,
                "hold_days", holdDays,
                "gap_grace_days", 30,
                "attribution_window_days", 30));
        if (!bounty.isEmpty()) {
            rules.put("first_trade_bounty", bounty);
        }
        return rules;
    }

    /** The lines that count, as {@code ann BOUNTY 500 USD since 2026-01-03T12:00:00Z by v1 pending}. */
    private List<String> lines() {
        return counting().stream()
                .map(line -> "%s %s%s %d %s due %s by %s %s"
                        .formatted(
                                line.get("customer").asString(),
                                line.has("invoice") ? line.get("invoice").asString() + " " : "",
                                line.get("kind").asString(),
                                line.get("amount").asLong()
                                        - line.get("reversed").asLong(),
                                line.get("currency").asString(),
                                line.get("mature_at").asString().substring(0, 10),
                                line.get("rule_version").asString(),
                                line.get("state").asString()))
                .sorted()
                .toList();
    }

    private List<JsonNode> counting() {
        return shop.commissions(nora).stream()
                .filter(line -> !line.get("recomputed").asBoolean())
                .toList();
    }

    private List<String> words(JsonNode line) {
        return shop.explanation(line)
                .get("words")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private void agreed(Map<String, ?> conditions) {
        var terms = Map.of("level", "program", "effective_from", "2026-01-01T00:00:00Z", "conditions", conditions);
        var reply = shop.asManager("/v1/programs/" + shop.id() + "/terms", terms);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    }

    @Test
    void three_trades_on_three_days_earn_it_once() {
        ann.trades(0, 1);
        assertThat(lines()).isEmpty();
        ann.trades(2);
        assertThat(lines()).containsExactly("ann BOUNTY 500 USD due 2026-01-13 by v1 payable");
        ann.trades(3, 4, 5, 6);
        bob.trades(18, 19, 20);
        assertThat(lines())
                .containsExactly(
                        "ann BOUNTY 500 USD due 2026-01-13 by v1 payable",
                        "bob BOUNTY 500 USD due 2026-01-31 by v1 pending");
        var line = counting().stream()
                .filter(one -> one.get("customer").asString().equals("ann"))
                .findFirst()
                .orElseThrow();
        assertThat(line.get("base").asLong()).isEqualTo(500);
        assertThat(line.get("rate_bp").asInt()).isEqualTo(10_000);
        assertThat(line.has("invoice")).isFalse();
        shop.moveDays(30);
        assertThat(shop.owed(nora)).containsExactly("USD payable 1000");
        shop.paidOut(nora);
        assertThat(lines()).allMatch(text -> text.endsWith("paid"));
    }

    @Test
    void trades_too_short_on_two_days_or_still_open_in_part_do_not() {
        var short1 = ann.trade("s", Trader.day(2), Trader.ENOUGH.minusMillis(1));
        shop.tellAll(short1);
        ann.trades(0, 1);
        shop.tellAll(ann.trade("same", 1));
        assertThat(lines()).isEmpty();
        shop.tell(Event.tradeOpened("p", "ann").at(Trader.day(3)));
        var part = Event.tradeClosed("p").with("volume", 0.2);
        shop.tell(part.with("id", "p2").with("volume", 0.3).at(Trader.day(6)));
        assertThat(lines()).as("a part is open").isEmpty();
        shop.tell(part.with("id", "p1").at(Trader.day(5)));
        assertThat(lines()).as("by the last part").containsExactly("ann BOUNTY 500 USD due 2026-01-17 by v1 payable");
    }

    @Test
    void the_order_in_which_trades_and_the_signup_are_told_does_not_matter() {
        var carl = new Trader(shop, "carl");
        var told = new ArrayList<Event>();
        for (int day : new int[] {5, 3, 4, 0, 1, 2}) {
            told.addAll(carl.trade("carl" + day, day).reversed());
        }
        assertThat(shop.tellAll(told)).doesNotContain("invalid", "quarantined");
        assertThat(lines()).isEmpty();
        shop.tell(Event.signup("carl").with("code", nora.code()).at("2026-01-01T00:00:00Z"));
        assertThat(lines()).containsExactly("carl BOUNTY 500 USD due 2026-01-13 by v1 payable");
    }

    @Test
    void whoever_had_traded_enough_long_before_the_signup_earns_nothing() {
        new Trader(shop, "carl").trades(0, 1, 2);
        shop.tell(Event.signup("carl").with("code", nora.code()).at("2026-01-04T12:00:00.001Z"));
        new Trader(shop, "dave").trades(0, 1, 2);
        shop.tell(Event.signup("dave").with("code", nora.code()).at("2026-01-04T12:00:00Z"));
        new Trader(shop, "erin").trades(0, 1, 2);
        shop.tell(Event.signup("erin").at("2026-01-01T00:00:00Z"));
        assertThat(lines()).containsExactly("dave BOUNTY 500 USD due 2026-01-13 by v1 payable");
    }

    @Test
    void a_coupon_on_the_first_invoice_earns_it_too() {
        shop.tell(Event.signup("carl").at("2026-01-01T00:00:00Z"));
        new Trader(shop, "carl").trades(0, 1, 2);
        assertThat(lines()).isEmpty();
        shop.tell(
                Event.invoice("c1", "carl", 1_000).with("coupon", nora.coupon()).at("2026-01-20T00:00:00Z"));
        assertThat(lines())
                .containsExactly(
                        "carl BOUNTY 500 USD due 2026-01-13 by v1 payable",
                        "carl c1 FIRST 300 USD due 2026-01-30 by v1 pending");
        assertThat(counting())
                .filteredOn(line -> line.get("kind").asString().equals("BOUNTY"))
                .allMatch(line -> line.get("late").asBoolean());
    }

    @Test
    void a_trade_told_late_moves_it_and_the_rule_set_of_that_day_counts() {
        shop.ruleSet(rules("v2", "2026-01-15T00:00:00Z", 20, Map.of("USD", 700)));
        ann.trades(10, 13, 16);
        assertThat(lines()).containsExactly("ann BOUNTY 700 USD due 2026-02-06 by v2 pending");
        var before = counting().getFirst();
        ann.trades(12);
        assertThat(lines()).containsExactly("ann BOUNTY 500 USD due 2026-01-24 by v1 payable");
        var after = counting().getFirst();
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 700", "USD payable 500");
        assertThat(shop.explanation(before).at("/replacements/0/relation").asString())
                .isEqualTo("replaced_by");
        assertThat(shop.explanation(before).at("/changes/0/events/0").asString())
                .isEqualTo("close-ann12");
        assertThat(shop.explanation(after).at("/replacements/0/relation").asString())
                .isEqualTo("replaces");
        assertThat(words(before)).anyMatch(word -> word.startsWith("It counts no more; in its place stands"));
        // One from between changes nothing any more.
        ann.trades(14);
        assertThat(counting()).containsExactly(after);
    }

    @Test
    void where_none_is_promised_none_is_earned_and_it_goes_where_trades_move_it_there() {
        shop.ruleSet(rules("v0", "2026-01-02T00:00:00Z", 10, Map.of()));
        shop.ruleSet(rules("v2", "2026-01-15T00:00:00Z", 10, Map.of("EUR", 400, "CHF", 300)));
        bob.trades(2, 3, 4);
        ann.trades(9, 10, 20);
        assertThat(lines())
                .as("the first by its code")
                .containsExactly("ann BOUNTY 300 CHF due 2026-01-31 by v2 pending");
        ann.trades(8);
        assertThat(lines()).isEmpty();
        assertThat(shop.owed(nora)).containsExactly("CHF clawed_back 300");
    }

    @Test
    void refunds_take_nothing_of_it() {
        shop.tell(Event.invoice("a1", "ann", 1_000).at("2026-01-02T00:00:00Z"));
        ann.trades(0, 1, 2);
        shop.tell(Event.refund("a1", 1_000).at("2026-01-24T00:00:00Z"));
        assertThat(lines())
                .containsExactly(
                        "ann BOUNTY 500 USD due 2026-01-13 by v1 payable",
                        "ann a1 FIRST 0 USD due 2026-01-12 by v1 reversed");
    }

    @Test
    void while_a_customer_is_held_it_is_born_held_and_while_blocked_not_at_all() {
        doubts.hold(shop, "k1", "ann");
        doubts.block(shop, "k2", "bob");
        ann.trades(0, 1, 2);
        bob.trades(0, 1, 2);
        assertThat(lines()).containsExactly("ann BOUNTY 500 USD due 2026-01-13 by v1 held");
        doubts.clear(shop, "k1");
        doubts.clear(shop, "k2");
        assertThat(lines())
                .containsExactly(
                        "ann BOUNTY 500 USD due 2026-01-13 by v1 payable",
                        "bob BOUNTY 500 USD due 2026-01-13 by v1 payable");
        doubts.block(shop, "k3", "bob");
        assertThat(lines()).containsExactly("ann BOUNTY 500 USD due 2026-01-13 by v1 payable");
        doubts.clear(shop, "k3");
        var again = counting().stream()
                .filter(line -> line.get("customer").asString().equals("bob"))
                .findFirst()
                .orElseThrow();
        assertThat(shop.explanation(again).at("/replacements/0/relation").asString())
                .isEqualTo("booked_again");
    }

    @Test
    void a_block_takes_nothing_of_what_was_paid_out() {
        ann.trades(0, 1, 2);
        shop.paidOut(nora);
        var spared = doubts.block(shop, "k1", "ann").spared();
        assertThat(spared).singleElement().satisfies(one -> {
            assertThat(one.invoice().invoice()).isEmpty();
            assertThat(one.invoice().amount()).isEqualTo(500);
        });
        assertThat(lines()).containsExactly("ann BOUNTY 500 USD due 2026-01-13 by v1 paid");
        shop.tell(Event.invoice("a1", "ann", 1_000));
        assertThat(lines()).containsExactly("ann BOUNTY 500 USD due 2026-01-13 by v1 paid");
        doubts.clear(shop, "k1");
        assertThat(lines()).hasSize(2);
    }

    @Test
    void it_takes_from_the_cap_of_the_month_in_its_place_and_gives_it_back_when_it_moves() {
        agreed(Map.of("cap_affiliate_month", Map.of("USD", 1_000)));
        shop.tell(Event.invoice("b1", "bob", 2_000).at("2026-01-10T00:00:00Z"));
        shop.tell(Event.invoice("b2", "bob", 2_000).at("2026-01-20T00:00:00Z"));
        assertThat(lines())
                .containsExactly(
                        "bob b1 FIRST 600 USD due 2026-01-20 by v1 payable",
                        "bob b2 FIRST 400 USD due 2026-01-30 by v1 pending");
        ann.trades(10, 11, 15);
        assertThat(lines())
                .containsExactly(
                        "ann BOUNTY 400 USD due 2026-01-26 by v1 pending",
                        "bob b1 FIRST 600 USD due 2026-01-20 by v1 payable");
        ann.trades(5, 6, 7);
        assertThat(lines())
                .as("before both")
                .containsExactly(
                        "ann BOUNTY 500 USD due 2026-01-18 by v1 payable",
                        "bob b1 FIRST 500 USD due 2026-01-20 by v1 payable");
    }

    @Test
    void with_a_cap_it_may_move_to_another_month_and_others_have_what_it_leaves() {
        agreed(Map.of("cap_affiliate_month", Map.of("USD", 700)));
        shop.moveTo("2026-02-20T00:00:00Z");
        ann.trades(29, 30, 32);
        shop.tell(Event.invoice("b1", "bob", 2_000).at("2026-02-10T00:00:00Z"));
        assertThat(lines())
                .containsExactly(
                        "ann BOUNTY 500 USD due 2026-02-12 by v1 payable",
                        "bob b1 FIRST 200 USD due 2026-02-20 by v1 payable");
        ann.trades(28);
        assertThat(lines())
                .containsExactly(
                        "ann BOUNTY 500 USD due 2026-02-10 by v1 payable",
                        "bob b1 FIRST 600 USD due 2026-02-20 by v1 payable");
        doubts.block(shop, "k1", "ann");
        assertThat(lines()).containsExactly("bob b1 FIRST 600 USD due 2026-02-20 by v1 payable");
    }

    @Test
    void it_takes_from_the_cap_of_the_customer() {
        agreed(Map.of("cap_customer", Map.of("USD", 1_000)));
        shop.tell(Event.invoice("a1", "ann", 2_000).at("2026-01-10T00:00:00Z"));
        shop.tell(Event.invoice("a2", "ann", 2_000).at("2026-01-20T00:00:00Z"));
        ann.trades(10, 11, 12);
        assertThat(lines())
                .containsExactly(
                        "ann BOUNTY 400 USD due 2026-01-23 by v1 payable",
                        "ann a1 FIRST 600 USD due 2026-01-20 by v1 payable");
        shop.tell(Event.refund("a1", 2_000).at("2026-01-12T00:00:00Z"));
        assertThat(lines())
                .as("what was given back by then does not count")
                .containsExactly(
                        "ann BOUNTY 500 USD due 2026-01-23 by v1 payable",
                        "ann a1 FIRST 0 USD due 2026-01-20 by v1 reversed",
                        "ann a2 FIRST 500 USD due 2026-01-30 by v1 pending");
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
        assertThat(lines()).containsExactly("ann BOUNTY 500 USD due 2026-02-12 by v1 pending");
    }

    @Test
    void its_explanation_names_the_gate_the_trades_and_the_rule_set() {
        ann.trades(0, 0, 1, 2);
        var explanation = shop.explanation(counting().getFirst());
        assertThat(explanation
                        .get("trades")
                        .valueStream()
                        .map(trade -> trade.get("trade").asString()))
                .containsExactly("ann0", "ann1", "ann2");
        assertThat(explanation
                        .get("events")
                        .valueStream()
                        .map(event -> event.get("id").asString()))
                .containsExactly("close-ann0", "close-ann1", "close-ann2");
        assertThat(explanation.at("/recomputed/agrees").asBoolean()).isTrue();
        assertThat(words(counting().getFirst()))
                .anyMatch(word -> word.contains("3 trades held for 120 seconds or longer, closed on 3 days"))
                .anyMatch(word -> word.equals("Trade ann1 was held from 2026-01-02T11:58:00Z to 2026-01-02T12:00:00Z."))
                .anyMatch(word -> word.contains("Rule set v1, in force then, promises"))
                .anyMatch(word -> word.contains("10 days after the last trade"));
    }

    @Test
    void the_event_of_the_last_trade_and_the_statement_name_it() {
        ann.trades(0, 1, 2);
        var event = shop.getAsManager("/v1/events/close-ann2?program=" + shop.id());
        assertThat(event.status()).as(event.text()).isEqualTo(200);
        assertThat(event.json().at("/commissions/0/line/kind").asString()).isEqualTo("BOUNTY");
        ann.trades(7, 8);
        shop.tellAll(bob.trade("b5", 5));
        bob.trades(6, 8);
        var moving = bob.trade("b7", 7);
        shop.tellAll(moving);
        var moved = shop.getAsManager("/v1/events/close-b7?program=" + shop.id());
        assertThat(moved.json()
                        .get("commissions")
                        .valueStream()
                        .map(one -> one.at("/line/recomputed").asBoolean()))
                .containsExactlyInAnyOrder(true, false);
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

    @Test
    void a_preview_says_what_another_bounty_would_cost() {
        ann.trades(0, 1, 2);
        var draft = rules("draft", "2026-01-01T00:00:00Z", 10, Map.of("USD", 800));
        var reply = shop.asManager("/v1/programs/" + shop.id() + "/rule_sets/preview", draft);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        var total = reply.json().at("/totals/0");
        assertThat(total.at("/actual/cost").asLong()).isEqualTo(500);
        assertThat(total.at("/draft/cost").asLong()).isEqualTo(800);
        assertThat(total.get("invoices").asInt()).isZero();
        var euros = shop.asManager(
                "/v1/programs/" + shop.id() + "/rule_sets/preview",
                rules("draft", "2026-01-01T00:00:00Z", 10, Map.of("EUR", 800)));
        assertThat(euros.json()
                        .get("totals")
                        .valueStream()
                        .map(one -> one.get("currency").asString() + " " + one.get("difference")))
                .containsExactly("EUR 800", "USD -500");
    }

    @Test
    void a_bounty_is_not_promised_for_what_has_happened_and_is_read_strictly() {
        ann.trades(0, 1, 2);
        var path = "/v1/programs/" + shop.id() + "/rule_sets";
        shop.ruleSet(rules("v2", "2026-01-20T00:00:00Z", 10, Map.of()));
        bob.trades(20, 21, 22);
        assertThat(lines()).hasSize(1);
        var late = shop.asManager(path, rules("v3", "2026-01-21T00:00:00Z", 10, Map.of("USD", 1)));
        assertThat(late.json().path("code").asString()).isEqualTo("rule_set_in_use");
        assertThat(shop.asManager(path, rules("v3", "2026-01-21T00:00:00Z", 10, Map.of()))
                        .status())
                .isEqualTo(201);
        var wrong =
                shop.asManager(path, rules("v4", "2026-02-01T00:00:00Z", 10, Map.of("USD", 0, "usd", 5, "EUR", "x")));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json()
                        .get("errors")
                        .valueStream()
                        .map(fault -> fault.get("pointer").asString()))
                .allMatch(pointer -> pointer.startsWith("/first_trade_bounty"))
                .isNotEmpty();
        var all = Objects.requireNonNull(shop.getAsManager(path).json()).get("data");
        assertThat(all.get(1).at("/first_trade_bounty/USD").asLong()).isEqualTo(500);
        assertThat(all.get(0).has("first_trade_bounty")).isFalse();
    }
}
