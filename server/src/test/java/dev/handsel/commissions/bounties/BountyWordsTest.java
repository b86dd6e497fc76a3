package dev.handsel.commissions.bounties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is told of a bounty, promised or earned. Ann and Bob trade; Nora brought them. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class BountyWordsTest {

    @Autowired
    EventScene scene;

    @Autowired
    Recompute recompute;

    private Promise promise;
    private Shop shop;
    private Trader ann;
    private Trader bob;

    @BeforeEach
    void open() {
        promise = Promise.of(scene);
        shop = promise.shop();
        ann = new Trader(shop, "ann");
        bob = new Trader(shop, "bob");
    }

    @AfterEach
    void everything_is_as_it_has_to_be() {
        assertThat(shop.verdict().get("violations")).isEmpty();
        assertThat(recompute.run(_ -> {}).differences()).isEmpty();
    }

    @Test
    void its_explanation_names_the_gate_the_trades_and_the_rule_set() {
        ann.trades(0, 0, 1, 2);
        var explanation = shop.explanation(promise.counting().getFirst());
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
        assertThat(promise.words(promise.counting().getFirst()))
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
    void a_preview_says_what_another_bounty_would_cost() {
        ann.trades(0, 1, 2);
        var draft = Promise.rules("draft", "2026-01-01T00:00:00Z", 10, Map.of("USD", 800));
        var reply = shop.asManager("/v1/programs/" + shop.id() + "/rule_sets/preview", draft);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        var total = reply.json().at("/totals/0");
        assertThat(total.at("/actual/cost").asLong()).isEqualTo(500);
        assertThat(total.at("/draft/cost").asLong()).isEqualTo(800);
        assertThat(total.get("invoices").asInt()).isZero();
        var euros = shop.asManager(
                "/v1/programs/" + shop.id() + "/rule_sets/preview",
                Promise.rules("draft", "2026-01-01T00:00:00Z", 10, Map.of("EUR", 800)));
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
        shop.ruleSet(Promise.rules("v2", "2026-01-20T00:00:00Z", 10, Map.of()));
        bob.trades(20, 21, 22);
        assertThat(promise.lines()).hasSize(1);
        var late = shop.asManager(path, Promise.rules("v3", "2026-01-21T00:00:00Z", 10, Map.of("USD", 1)));
        assertThat(late.json().path("code").asString()).isEqualTo("rule_set_in_use");
        assertThat(shop.asManager(path, Promise.rules("v3", "2026-01-21T00:00:00Z", 10, Map.of()))
                        .status())
                .isEqualTo(201);
        var wrong = shop.asManager(
                path, Promise.rules("v4", "2026-02-01T00:00:00Z", 10, Map.of("USD", 0, "usd", 5, "EUR", "x")));
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
