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

/** For which lines payouts count that were made before and after holds. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class PaidOrderTest {

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

    private void both_mature() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.tell(Event.invoice("b1", "bob", 3_000));
        shop.moveDays(40);
    }

    private void leaves(long amount) {
        assertThat(nora.run()).containsExactly(amount);
        nora.pay("transfer_created");
    }

    @Test
    void what_matures_later_was_not_paid_before_though_it_was_booked_before() {
        var long_ago = shop.now().toString();
        shop.moveDays(25);
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.tell(Event.invoice("b1", "bob", 1_000).at(long_ago));
        shop.moveDays(10);
        leaves(300);
        assertThat(nora.states()).containsExactly("a1 900 pending", "b1 300 paid");
        shop.moveDays(25);
        assertThat(nora.states()).containsExactly("a1 900 payable", "b1 300 paid");
        doubts.hold(shop, "k1", "ann");
        assertThat(nora.held()).isEqualTo(900);
        assertThat(nora.run()).isEmpty();
        doubts.clear(shop, "k1");
        doubts.hold(shop, "k2", "bob");
        leaves(900);
    }

    @Test
    void a_part_that_was_paid_before_a_hold_counts_for_nobody_else_after_it() {
        both_mature();
        assertThat(nora.ask(600)).isEqualTo("asked");
        nora.pay("transfer_created");
        doubts.hold(shop, "k1", "ann");
        doubts.clear(shop, "k1");
        doubts.hold(shop, "k2", "bob");
        assertThat(nora.held()).isEqualTo(900);
        leaves(300);
        assertThat(nora.run()).isEmpty();
        doubts.clear(shop, "k2");
        leaves(900);
        assertThat(nora.states()).containsExactly("a1 900 paid", "b1 900 paid");
    }

    @Test
    void what_was_paid_in_parts_before_and_after_a_hold_is_held_no_more() {
        both_mature();
        assertThat(nora.ask(600)).isEqualTo("asked");
        nora.pay("transfer_created");
        doubts.hold(shop, "k1", "ann");
        doubts.clear(shop, "k1");
        assertThat(nora.ask(1_000)).isEqualTo("asked");
        nora.pay("transfer_created");
        doubts.hold(shop, "k2", "ann");
        // Of Ann 600 were paid before, 900 of Bob, and 100 of what was left of Ann.
        assertThat(nora.held()).isEqualTo(200);
        assertThat(nora.states()).containsExactly("a1 900 held", "b1 900 paid");
        assertThat(nora.run()).isEmpty();
        doubts.clear(shop, "k2");
        leaves(200);
        doubts.hold(shop, "k3", nora.affiliate());
        assertThat(nora.held()).isZero();
    }

    @Test
    void what_comes_back_of_a_part_that_was_paid_before_is_held() {
        both_mature();
        assertThat(nora.ask(600)).isEqualTo("asked");
        doubts.hold(shop, "k1", "ann");
        assertThat(nora.held()).isEqualTo(300);
        nora.pay("transfer_failed");
        assertThat(nora.held()).isEqualTo(900);
        leaves(900);
        doubts.clear(shop, "k1");
        doubts.hold(shop, "k2", "bob");
        assertThat(nora.held()).isZero();
        leaves(900);
    }

    @Test
    void what_people_added_and_was_paid_out_is_no_commission_that_a_block_leaves() {
        var gift = Map.of("affiliate", nora.affiliate().id(), "currency", "USD", "amount", 900, "reason", "a gift");
        assertThat(shop.as(bearers.with(Role.OWNER), "/v1/ledger/adjustments", gift)
                        .status())
                .isBetween(200, 202);
        leaves(900);
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.moveDays(40);
        doubts.block(shop, "k1", "ann");
        assertThat(nora.states()).containsExactly("a1 900 reversed");
        assertThat(nora.run()).isEmpty();
    }
}
