package dev.handsel.commissions.bounties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.commissions.restrictions.Doubts;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What doubts and caps leave of a bounty. Ann and Bob trade; Nora brought them. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class BountyLimitsTest {

    @Autowired
    EventScene scene;

    @Autowired
    Recompute recompute;

    @Autowired
    Doubts doubts;

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
    void while_a_customer_is_held_it_is_born_held_and_while_blocked_not_at_all() {
        doubts.hold(shop, "k1", "ann");
        doubts.block(shop, "k2", "bob");
        ann.trades(0, 1, 2);
        bob.trades(0, 1, 2);
        assertThat(promise.lines()).containsExactly("ann BOUNTY 500 USD due 2026-01-13 by v1 held");
        doubts.clear(shop, "k1");
        doubts.clear(shop, "k2");
        assertThat(promise.lines())
                .containsExactly(
                        "ann BOUNTY 500 USD due 2026-01-13 by v1 payable",
                        "bob BOUNTY 500 USD due 2026-01-13 by v1 payable");
        doubts.block(shop, "k3", "bob");
        assertThat(promise.lines()).containsExactly("ann BOUNTY 500 USD due 2026-01-13 by v1 payable");
        doubts.clear(shop, "k3");
        var again = promise.counting().stream()
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
        assertThat(promise.lines()).containsExactly("ann BOUNTY 500 USD due 2026-01-13 by v1 paid");
        shop.tell(Event.invoice("a1", "ann", 1_000));
        assertThat(promise.lines()).containsExactly("ann BOUNTY 500 USD due 2026-01-13 by v1 paid");
        doubts.clear(shop, "k1");
        assertThat(promise.lines()).hasSize(2);
    }

    @Test
    void it_takes_from_the_cap_of_the_month_in_its_place_and_gives_it_back_when_it_moves() {
        promise.agreed(Map.of("cap_affiliate_month", Map.of("USD", 1_000)));
        shop.tell(Event.invoice("b1", "bob", 2_000).at("2026-01-10T00:00:00Z"));
        shop.tell(Event.invoice("b2", "bob", 2_000).at("2026-01-20T00:00:00Z"));
        assertThat(promise.lines())
                .containsExactly(
                        "bob b1 FIRST 600 USD due 2026-01-20 by v1 payable",
                        "bob b2 FIRST 400 USD due 2026-01-30 by v1 pending");
        ann.trades(10, 11, 15);
        assertThat(promise.lines())
                .containsExactly(
                        "ann BOUNTY 400 USD due 2026-01-26 by v1 pending",
                        "bob b1 FIRST 600 USD due 2026-01-20 by v1 payable");
        ann.trades(5, 6, 7);
        assertThat(promise.lines())
                .as("before both")
                .containsExactly(
                        "ann BOUNTY 500 USD due 2026-01-18 by v1 payable",
                        "bob b1 FIRST 500 USD due 2026-01-20 by v1 payable");
    }

    @Test
    void with_a_cap_it_may_move_to_another_month_and_others_have_what_it_leaves() {
        promise.agreed(Map.of("cap_affiliate_month", Map.of("USD", 700)));
        shop.moveTo("2026-02-20T00:00:00Z");
        ann.trades(29, 30, 32);
        shop.tell(Event.invoice("b1", "bob", 2_000).at("2026-02-10T00:00:00Z"));
        assertThat(promise.lines())
                .containsExactly(
                        "ann BOUNTY 500 USD due 2026-02-12 by v1 payable",
                        "bob b1 FIRST 200 USD due 2026-02-20 by v1 payable");
        ann.trades(28);
        assertThat(promise.lines())
                .containsExactly(
                        "ann BOUNTY 500 USD due 2026-02-10 by v1 payable",
                        "bob b1 FIRST 600 USD due 2026-02-20 by v1 payable");
        doubts.block(shop, "k1", "ann");
        assertThat(promise.lines()).containsExactly("bob b1 FIRST 600 USD due 2026-02-20 by v1 payable");
    }

    @Test
    void it_takes_from_the_cap_of_the_customer() {
        promise.agreed(Map.of("cap_customer", Map.of("USD", 1_000)));
        shop.tell(Event.invoice("a1", "ann", 2_000).at("2026-01-10T00:00:00Z"));
        shop.tell(Event.invoice("a2", "ann", 2_000).at("2026-01-20T00:00:00Z"));
        ann.trades(10, 11, 12);
        assertThat(promise.lines())
                .containsExactly(
                        "ann BOUNTY 400 USD due 2026-01-23 by v1 payable",
                        "ann a1 FIRST 600 USD due 2026-01-20 by v1 payable");
        shop.tell(Event.refund("a1", 2_000).at("2026-01-12T00:00:00Z"));
        assertThat(promise.lines())
                .as("what was given back by then does not count")
                .containsExactly(
                        "ann BOUNTY 500 USD due 2026-01-23 by v1 payable",
                        "ann a1 FIRST 0 USD due 2026-01-20 by v1 reversed",
                        "ann a2 FIRST 500 USD due 2026-01-30 by v1 pending");
    }
}
