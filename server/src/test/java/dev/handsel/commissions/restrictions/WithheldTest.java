package dev.handsel.commissions.restrictions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.HandselTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Payouts that wait for a second person while what they pay is doubted. Nora earned 900 by Ann. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class WithheldTest {

    @Autowired
    EventScene scene;

    @Autowired
    Doubts doubts;

    @Autowired
    Bearers bearers;

    @Autowired
    JdbcClient jdbc;

    private Shop shop;
    private Earner nora;

    @BeforeEach
    void earned() {
        shop = scene.shop();
        jdbc.sql("update program set two_person_payouts = true where id = :id")
                .param("id", Doubts.program(shop).value())
                .update();
        nora = Earner.of(shop, "nora");
        shop.brought(nora.affiliate(), "ann");
        shop.brought(nora.affiliate(), "bob");
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.moveDays(40);
    }

    @AfterEach
    void everything_is_as_it_has_to_be() {
        assertThat(shop.verdict().get("violations")).isEmpty();
    }

    private Reply last(String command) {
        var payout = shop.payouts(nora.affiliate()).getLast().get("id").asString();
        return shop.as(bearers.with(Role.FINANCE), "/v1/payouts/" + payout + "/" + command, Map.of());
    }

    private String state() {
        return shop.payouts(nora.affiliate()).getLast().get("state").asString();
    }

    private void stays_requested() {
        var refused = last("approve");
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("on_hold");
        var together = shop.as(
                bearers.with(Role.FINANCE),
                "/v1/payouts/approvals",
                Map.of(
                        "payouts",
                        shop.payouts(nora.affiliate()).stream()
                                .map(payout -> payout.get("id").asString())
                                .toList()));
        assertThat(together.faults()).containsExactly("/payouts/0 on_hold");
        assertThat(state()).isEqualTo("requested");
    }

    @Test
    void what_was_held_after_it_was_asked_for_is_not_approved_until_it_is_released() {
        assertThat(nora.ask(900)).isEqualTo("asked");
        doubts.hold(shop, "k1", "ann");
        stays_requested();
        doubts.clear(shop, "k1");
        assertThat(last("approve").json().path("state").asString()).isEqualTo("reserved");
        nora.pay("transfer_created");
        assertThat(state()).isEqualTo("transferred");
    }

    @Test
    void a_hold_of_the_affiliate_counts_as_well() {
        assertThat(nora.run()).containsExactly(900L);
        doubts.hold(shop, "k1", nora.affiliate());
        stays_requested();
    }

    @Test
    void what_was_canceled_is_held_whatever_is_paid_out_since() {
        assertThat(nora.ask(900)).isEqualTo("asked");
        doubts.hold(shop, "k1", "ann");
        assertThat(last("cancel").json().path("state").asString()).isEqualTo("canceled");
        shop.tell(Event.invoice("b1", "bob", 1_000));
        shop.moveDays(40);
        assertThat(nora.held()).isEqualTo(900);
        assertThat(nora.run()).containsExactly(300L);
        assertThat(nora.held()).isEqualTo(900);
        assertThat(last("approve").status()).isEqualTo(200);
        nora.pay("transfer_created");
        assertThat(nora.states()).containsExactly("a1 900 held", "b1 300 paid");
        assertThat(nora.run()).isEmpty();
        doubts.clear(shop, "k1");
        assertThat(nora.run()).containsExactly(900L);
    }

    @Test
    void what_was_held_before_it_was_asked_for_stops_nothing_else() {
        doubts.hold(shop, "k1", "ann");
        shop.tell(Event.invoice("b1", "bob", 3_000));
        shop.moveDays(40);
        assertThat(nora.run()).containsExactly(900L);
        assertThat(last("approve").status()).isEqualTo(200);
    }

    @Test
    void what_a_block_took_back_is_not_approved_until_it_is_earned_again() {
        assertThat(nora.ask(900)).isEqualTo("asked");
        doubts.block(shop, "k1", "ann");
        stays_requested();
        doubts.clear(shop, "k1");
        assertThat(last("approve").status()).isEqualTo(200);
    }

    @Test
    void what_is_held_of_others_does_not_make_up_for_what_a_block_took_back() {
        shop.tell(Event.invoice("b1", "bob", 4_000));
        shop.moveDays(40);
        doubts.hold(shop, "k1", "bob");
        assertThat(nora.run()).containsExactly(900L);
        doubts.block(shop, "k2", "ann");
        stays_requested();
        doubts.clear(shop, "k1");
        assertThat(last("approve").status()).isEqualTo(200);
    }

    @Test
    void a_block_takes_nothing_from_a_payout_that_others_cover() {
        shop.tell(Event.invoice("b1", "bob", 3_000));
        shop.moveDays(40);
        assertThat(nora.ask(900)).isEqualTo("asked");
        doubts.block(shop, "k1", "ann");
        assertThat(last("approve").status()).isEqualTo(200);
    }

    @Test
    void what_was_approved_and_not_sent_is_not_sent_while_it_is_held() {
        assertThat(nora.ask(900)).isEqualTo("asked");
        assertThat(last("approve").status()).isEqualTo(200);
        doubts.hold(shop, "k1", "ann");
        nora.pay("transfer_created");
        assertThat(state()).isEqualTo("reserved");
        doubts.clear(shop, "k1");
        nora.pay("transfer_created");
        assertThat(state()).isEqualTo("transferred");
    }
}
