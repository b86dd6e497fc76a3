package dev.handsel.commissions.restrictions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.HandselTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Holds and what was paid out before. Ann is doubted, Bob is not; both were brought by Nora. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class HoldPaidTest {

    @Autowired
    EventScene scene;

    @Autowired
    Doubts doubts;

    @Autowired
    Bearers bearers;

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
    void what_was_paid_out_is_not_held_and_holds_nothing_else() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.moveDays(40);
        nora.run();
        nora.pay("transfer_created");
        shop.tell(Event.invoice("b1", "bob", 3_000));
        shop.moveDays(40);
        doubts.hold(shop, "k1", "ann");
        assertThat(nora.states()).containsExactly("a1 900 paid", "b1 900 payable");
        assertThat(nora.held()).isZero();
        assertThat(nora.run()).containsExactly(900L);
    }

    @Test
    void what_comes_back_of_a_payout_is_held() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.moveDays(40);
        nora.run();
        doubts.hold(shop, "k1", "ann");
        shop.tell(Event.invoice("b1", "bob", 1_000));
        shop.moveDays(40);
        // On its way it counts as gone.
        assertThat(nora.held()).isZero();
        nora.pay("transfer_failed");
        assertThat(nora.ask(301)).isEqualTo("on_hold");
        assertThat(nora.run()).containsExactly(300L);
        nora.pay("transfer_created");
        // What leaves later does not count for what came back.
        assertThat(nora.held()).isEqualTo(900);
        assertThat(nora.run()).isEmpty();
    }

    @Test
    void a_part_that_was_paid_before_is_not_held_and_the_rest_is() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.moveDays(40);
        assertThat(nora.ask(600)).isEqualTo("asked");
        nora.pay("transfer_created");
        doubts.hold(shop, "k1", "ann");
        assertThat(nora.ask(300)).isEqualTo("on_hold");
        shop.tell(Event.invoice("b1", "bob", 3_000));
        shop.moveDays(40);
        assertThat(nora.run()).containsExactly(900L);
        nora.pay("transfer_created");
        assertThat(nora.run()).isEmpty();
        doubts.clear(shop, "k1");
        assertThat(nora.run()).containsExactly(300L);
    }

    @Test
    void what_was_paid_out_meanwhile_stays_paid_when_an_older_line_is_released() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        doubts.hold(shop, "k1", "ann");
        shop.tell(Event.invoice("b1", "bob", 3_000));
        shop.moveDays(40);
        nora.run();
        nora.pay("transfer_created");
        doubts.clear(shop, "k1");
        assertThat(nora.states()).containsExactly("a1 900 payable", "b1 900 paid");
        // So a hold of Bob holds nothing of what Ann brought.
        doubts.hold(shop, "k2", "bob");
        assertThat(nora.run()).containsExactly(900L);
    }

    @Test
    void money_that_people_added_does_not_let_held_money_leave() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.moveDays(40);
        doubts.hold(shop, "k1", "ann");
        adjust(500);
        assertThat(nora.run()).containsExactly(500L);
        nora.pay("transfer_created");
        assertThat(nora.run()).isEmpty();
        doubts.clear(shop, "k1");
        doubts.hold(shop, "k2", "ann");
        assertThat(nora.run()).isEmpty();
    }

    private void adjust(long amount) {
        var reply = shop.as(
                bearers.with(Role.OWNER),
                "/v1/ledger/adjustments",
                Map.of("affiliate", nora.affiliate().id(), "currency", "USD", "amount", amount, "reason", "a gift"));
        assertThat(reply.status()).as(reply.text()).isBetween(200, 202);
    }

    @Test
    void a_hold_goes_on_with_the_line_that_takes_the_place_of_another() {
        shop.moveDays(40);
        shop.tell(Event.renewal("a2", "ann", 3_000));
        shop.moveDays(40);
        nora.run();
        nora.pay("transfer_created");
        doubts.hold(shop, "k1", "ann");
        shop.tell(Event.invoice("a1", "ann", 2_000).at("2026-01-02T00:00:00Z"));
        // 900 were paid for February, which is worth 450 since; January's 600 are what is left, and set off 450 that
        // were too much.
        assertThat(nora.states()).containsExactly("a1 600 held", "a2 450 paid", "a2 900 reversed");
        shop.tell(Event.invoice("b1", "bob", 3_000));
        shop.moveDays(40);
        assertThat(nora.run()).containsExactly(450L);
    }
}
