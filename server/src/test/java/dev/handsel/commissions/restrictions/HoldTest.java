package dev.handsel.commissions.restrictions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is held is earned, and no cent of it leaves. Ann is doubted, Bob is not; both were brought by Nora. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class HoldTest {

    @Autowired
    EventScene scene;

    @Autowired
    Doubts doubts;

    @Autowired
    Recompute recompute;

    private Shop shop;
    private Earner nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = Earner.of(shop, "nora");
        shop.brought(nora.affiliate(), "ann");
        shop.brought(nora.affiliate(), "bob");
    }

    @AfterEach
    void everything_is_as_it_has_to_be() {
        assertThat(shop.verdict().get("violations")).isEmpty();
        assertThat(recompute.run(_ -> {}).differences()).isEmpty();
    }

    @Test
    void lines_of_before_and_of_later_are_held_and_others_are_paid_out() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.tell(Event.invoice("b1", "bob", 3_000));
        assertThat(doubts.hold(shop, "k1", "ann").held()).isOne();
        shop.tell(Event.renewal("a2", "ann", 1_000));
        shop.moveDays(40);
        shop.tell(Event.renewal("a3", "ann", 2_000));

        assertThat(nora.states()).containsExactly("a1 900 held", "a2 300 held", "a3 300 held", "b1 900 payable");
        assertThat(nora.held()).isEqualTo(1_500);
        assertThat(nora.run()).containsExactly(900L);
        nora.pay("transfer_created");
        assertThat(nora.run()).isEmpty();
        assertThat(nora.states()).containsExactly("a1 900 held", "a2 300 held", "a3 300 held", "b1 900 paid");
    }

    @Test
    void what_fell_due_while_it_was_held_is_payable_when_it_is_released_and_not_before() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        doubts.hold(shop, "k1", "ann");
        shop.moveDays(300);
        assertThat(nora.ask(900)).isEqualTo("on_hold");
        assertThat(nora.run()).isEmpty();

        assertThat(doubts.clear(shop, "k1").released()).isOne();

        assertThat(nora.states()).containsExactly("a1 900 payable");
        assertThat(nora.ask(900)).isEqualTo("asked");
    }

    @Test
    void a_hold_after_maturity_comes_before_the_next_payout() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.tell(Event.invoice("b1", "bob", 3_000));
        shop.moveDays(40);
        assertThat(nora.states()).containsExactly("a1 900 payable", "b1 900 payable");
        doubts.hold(shop, "k1", "ann");
        assertThat(nora.ask(901)).isEqualTo("on_hold");
        assertThat(nora.ask(900)).isEqualTo("asked");
    }

    @Test
    void the_batch_of_the_day_leaves_it() {
        shop = scene.shop(wish -> wish.put("payout_schedule", "daily"));
        nora = Earner.of(shop, "nora");
        shop.brought(nora.affiliate(), "ann");
        shop.brought(nora.affiliate(), "bob");
        shop.tellAll(Event.invoice("a1", "ann", 3_000), Event.invoice("b1", "bob", 1_000));
        doubts.hold(shop, "k1", "ann");
        shop.moveDays(40);
        assertThat(nora.payouts()).containsExactly(300L);
        nora.pay("transfer_created");
        doubts.clear(shop, "k1");
        shop.moveDays(2);
        assertThat(nora.payouts()).containsExactly(300L, 900L);
    }

    @Test
    void a_line_is_held_until_nothing_holds_it() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        doubts.hold(shop, "k1", "ann");
        doubts.hold(shop, "k2", "ann");
        doubts.hold(shop, "k3", nora.affiliate());
        shop.moveDays(40);
        assertThat(doubts.clear(shop, "k1").released()).isZero();
        assertThat(doubts.clear(shop, "k3").released()).isZero();
        assertThat(nora.states()).containsExactly("a1 900 held");
        assertThat(doubts.clear(shop, "k2").released()).isOne();
        assertThat(nora.states()).containsExactly("a1 900 payable");
    }

    @Test
    void all_of_an_affiliate_is_held_with_customers_who_come_later() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        assertThat(doubts.hold(shop, "k1", nora.affiliate()).held()).isOne();
        shop.brought(nora.affiliate(), "cid");
        shop.tell(Event.invoice("c1", "cid", 1_000));
        shop.moveDays(40);
        assertThat(nora.states()).containsExactly("a1 900 held", "c1 300 held");
        assertThat(nora.run()).isEmpty();
        assertThat(doubts.clear(shop, "k1").released()).isEqualTo(2);
        assertThat(nora.run()).containsExactly(1_200L);
    }

    @Test
    void money_back_of_a_held_line_is_held_no_more() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.moveDays(40);
        doubts.hold(shop, "k1", "ann");
        shop.tell(Event.refund("a1", 1_000));
        assertThat(nora.held()).isEqualTo(600);
        shop.tell(Event.refund("a1", 2_000));
        assertThat(nora.states()).containsExactly("a1 900 reversed");
        assertThat(nora.held()).isZero();
    }

    @Test
    void the_explanation_tells_of_a_hold_and_not_what_would_help_to_evade_it() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        doubts.hold(shop, "a-secret-key", "ann");
        var told = shop.explanation(shop.line(nora.affiliate(), "a1", "FIRST"));
        assertThat(told.get("held").asBoolean()).isTrue();
        assertThat(told.get("words").toString()).contains("held for review");
        assertThat(told.toString()).doesNotContain("a-secret-key").doesNotContain("wash_trade");
    }
}
