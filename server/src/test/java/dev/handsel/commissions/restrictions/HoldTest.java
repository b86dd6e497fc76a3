package dev.handsel.commissions.restrictions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.HandselTest;
import java.util.List;
import java.util.Map;
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
    Bearers bearers;

    @Autowired
    Recompute recompute;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        shop.brought(nora, "ann");
        shop.brought(nora, "bob");
    }

    @AfterEach
    void everything_is_as_it_has_to_be() {
        assertThat(shop.verdict().get("violations")).isEmpty();
        assertThat(recompute.run(_ -> {}).differences()).isEmpty();
    }

    private List<String> states() {
        return shop.lines(
                nora,
                line -> line.get("invoice").asString() + " "
                        + line.get("amount").asLong() + " " + line.get("state").asString());
    }

    private List<Long> run() {
        return shop.asManager("/v1/programs/" + shop.id() + "/payouts/run", Map.of())
                .json()
                .get("payouts")
                .valueStream()
                .map(payout -> payout.get("amount").asLong())
                .toList();
    }

    private String outcome(String payout, String outcome) {
        return shop.asMerchant("/v1/payouts/" + payout + "/simulate", Map.of("outcome", outcome))
                .json()
                .path("state")
                .asString();
    }

    private String ask(long amount) {
        return shop.asMerchant(
                        "/v1/payouts",
                        Map.of("program", shop.id(), "affiliate", nora.id(), "currency", "USD", "amount", amount))
                .json()
                .path("code")
                .asString("asked");
    }

    private void pay(String what) {
        var payout = shop.payouts(nora).getLast().get("id").asString();
        outcome(payout, what);
    }

    @Test
    void lines_of_before_and_of_later_are_held_and_others_are_paid_out() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.tell(Event.invoice("b1", "bob", 3_000));
        assertThat(doubts.hold(shop, "k1", "ann").held()).isOne();
        shop.tell(Event.renewal("a2", "ann", 1_000));
        shop.moveDays(40);
        shop.tell(Event.renewal("a3", "ann", 2_000));

        assertThat(states()).containsExactly("a1 900 held", "a2 300 held", "a3 300 held", "b1 900 payable");
        assertThat(shop.balance(nora, "USD").get("held").asLong()).isEqualTo(1_500);
        assertThat(run()).containsExactly(900L);
        pay("transfer_created");
        assertThat(run()).isEmpty();
        assertThat(states()).containsExactly("a1 900 held", "a2 300 held", "a3 300 held", "b1 900 paid");
    }

    @Test
    void what_fell_due_while_it_was_held_is_payable_when_it_is_released_and_not_before() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        doubts.hold(shop, "k1", "ann");
        shop.moveDays(300);
        assertThat(ask(900)).isEqualTo("on_hold");
        assertThat(run()).isEmpty();

        assertThat(doubts.clear(shop, "k1").released()).isOne();

        assertThat(states()).containsExactly("a1 900 payable");
        assertThat(ask(900)).isEqualTo("asked");
    }

    @Test
    void a_hold_after_maturity_comes_before_the_next_payout() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.tell(Event.invoice("b1", "bob", 3_000));
        shop.moveDays(40);
        assertThat(states()).containsExactly("a1 900 payable", "b1 900 payable");
        doubts.hold(shop, "k1", "ann");
        assertThat(ask(901)).isEqualTo("on_hold");
        assertThat(ask(900)).isEqualTo("asked");
    }

    @Test
    void the_batch_of_the_day_leaves_it() {
        shop = scene.shop(wish -> wish.put("payout_schedule", "daily"));
        nora = shop.affiliate("nora");
        shop.brought(nora, "ann");
        shop.brought(nora, "bob");
        shop.tellAll(Event.invoice("a1", "ann", 3_000), Event.invoice("b1", "bob", 1_000));
        doubts.hold(shop, "k1", "ann");
        shop.moveDays(40);
        assertThat(shop.payouts(nora))
                .extracting(payout -> payout.get("amount").asLong())
                .containsExactly(300L);
        pay("transfer_created");
        doubts.clear(shop, "k1");
        shop.moveDays(2);
        assertThat(shop.payouts(nora))
                .extracting(payout -> payout.get("amount").asLong())
                .containsExactly(300L, 900L);
    }

    @Test
    void a_line_is_held_until_nothing_holds_it() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        doubts.hold(shop, "k1", "ann");
        doubts.hold(shop, "k2", "ann");
        doubts.hold(shop, "k3", nora);
        shop.moveDays(40);
        assertThat(doubts.clear(shop, "k1").released()).isZero();
        assertThat(doubts.clear(shop, "k3").released()).isZero();
        assertThat(states()).containsExactly("a1 900 held");
        assertThat(doubts.clear(shop, "k2").released()).isOne();
        assertThat(states()).containsExactly("a1 900 payable");
    }

    @Test
    void all_of_an_affiliate_is_held_with_customers_who_come_later() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        assertThat(doubts.hold(shop, "k1", nora).held()).isOne();
        shop.brought(nora, "cid");
        shop.tell(Event.invoice("c1", "cid", 1_000));
        shop.moveDays(40);
        assertThat(states()).containsExactly("a1 900 held", "c1 300 held");
        assertThat(run()).isEmpty();
        assertThat(doubts.clear(shop, "k1").released()).isEqualTo(2);
        assertThat(run()).containsExactly(1_200L);
    }

    @Test
    void what_was_paid_out_is_not_held_and_holds_nothing_else() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.moveDays(40);
        run();
        pay("transfer_created");
        shop.tell(Event.invoice("b1", "bob", 3_000));
        shop.moveDays(40);
        doubts.hold(shop, "k1", "ann");
        assertThat(states()).containsExactly("a1 900 paid", "b1 900 payable");
        assertThat(shop.balance(nora, "USD").get("held").asLong()).isZero();
        assertThat(run()).containsExactly(900L);
    }

    @Test
    void what_comes_back_of_a_payout_is_held() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.moveDays(40);
        run();
        doubts.hold(shop, "k1", "ann");
        shop.tell(Event.invoice("b1", "bob", 1_000));
        shop.moveDays(40);
        // On its way it counts as gone.
        assertThat(shop.balance(nora, "USD").get("held").asLong()).isZero();
        pay("transfer_failed");
        assertThat(ask(301)).isEqualTo("on_hold");
        assertThat(run()).containsExactly(300L);
    }

    @Test
    void a_part_that_was_paid_before_is_not_held_and_the_rest_is() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.moveDays(40);
        assertThat(ask(600)).isEqualTo("asked");
        pay("transfer_created");
        doubts.hold(shop, "k1", "ann");
        assertThat(ask(300)).isEqualTo("on_hold");
        shop.tell(Event.invoice("b1", "bob", 3_000));
        shop.moveDays(40);
        assertThat(run()).containsExactly(900L);
        pay("transfer_created");
        assertThat(run()).isEmpty();
        doubts.clear(shop, "k1");
        assertThat(run()).containsExactly(300L);
    }

    @Test
    void what_was_paid_out_meanwhile_stays_paid_when_an_older_line_is_released() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        doubts.hold(shop, "k1", "ann");
        shop.tell(Event.invoice("b1", "bob", 3_000));
        shop.moveDays(40);
        run();
        pay("transfer_created");
        doubts.clear(shop, "k1");
        assertThat(states()).containsExactly("a1 900 payable", "b1 900 paid");
        // So a hold of Bob holds nothing of what Ann brought.
        doubts.hold(shop, "k2", "bob");
        assertThat(run()).containsExactly(900L);
    }

    @Test
    void money_that_people_added_does_not_let_held_money_leave() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.moveDays(40);
        doubts.hold(shop, "k1", "ann");
        adjust(500);
        assertThat(run()).containsExactly(500L);
        pay("transfer_created");
        assertThat(run()).isEmpty();
        doubts.clear(shop, "k1");
        doubts.hold(shop, "k2", "ann");
        assertThat(run()).isEmpty();
    }

    private void adjust(long amount) {
        var reply = shop.as(
                bearers.with(Role.OWNER),
                "/v1/ledger/adjustments",
                Map.of("affiliate", nora.id(), "currency", "USD", "amount", amount, "reason", "a gift"));
        assertThat(reply.status()).as(reply.text()).isBetween(200, 202);
    }

    @Test
    void a_hold_goes_on_with_the_line_that_takes_the_place_of_another() {
        shop.moveDays(40);
        shop.tell(Event.renewal("a2", "ann", 3_000));
        shop.moveDays(40);
        run();
        pay("transfer_created");
        doubts.hold(shop, "k1", "ann");
        shop.tell(Event.invoice("a1", "ann", 2_000).at("2026-01-02T00:00:00Z"));
        // 900 were paid for February, which is worth 450 since; January's 600 are what is left, and set off 450 that
        // were too much.
        assertThat(states()).containsExactly("a1 600 held", "a2 450 paid", "a2 900 reversed");
        shop.tell(Event.invoice("b1", "bob", 3_000));
        shop.moveDays(40);
        assertThat(run()).containsExactly(450L);
    }

    @Test
    void money_back_of_a_held_line_is_held_no_more() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.moveDays(40);
        doubts.hold(shop, "k1", "ann");
        shop.tell(Event.refund("a1", 1_000));
        assertThat(shop.balance(nora, "USD").get("held").asLong()).isEqualTo(600);
        shop.tell(Event.refund("a1", 2_000));
        assertThat(states()).containsExactly("a1 900 reversed");
        assertThat(shop.balance(nora, "USD").get("held").asLong()).isZero();
    }

    @Test
    void the_explanation_tells_of_a_hold_and_not_what_would_help_to_evade_it() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        doubts.hold(shop, "a-secret-key", "ann");
        var told = shop.explanation(shop.line(nora, "a1", "FIRST"));
        assertThat(told.get("held").asBoolean()).isTrue();
        assertThat(told.get("words").toString()).contains("held for review");
        assertThat(told.toString()).doesNotContain("a-secret-key").doesNotContain("wash_trade");
    }
}
