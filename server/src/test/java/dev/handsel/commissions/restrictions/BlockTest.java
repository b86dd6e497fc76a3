package dev.handsel.commissions.restrictions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.commissions.restrictions.RestrictionChanges.Spared;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** While a customer is blocked nothing is earned, whoever asks; what was paid out stays. Ann is blocked, Bob is not. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class BlockTest {

    @Autowired
    EventScene scene;

    @Autowired
    Doubts doubts;

    @Autowired
    Recompute recompute;

    @Autowired
    Restrictions restrictions;

    @Autowired
    JdbcClient jdbc;

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

    /** Lines that count. */
    private List<String> lines() {
        return shop.commissions(nora).stream()
                .filter(line -> !line.get("recomputed").asBoolean())
                .map(line -> "%s %s %d less %d %s"
                        .formatted(
                                line.get("invoice").asString(),
                                line.get("kind").asString(),
                                line.get("amount").asLong(),
                                line.get("reversed").asLong(),
                                line.get("state").asString()))
                .sorted()
                .toList();
    }

    private List<String> words(JsonNode line) {
        return shop.explanation(line)
                .get("words")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void lines_of_before_are_reversed_and_nothing_is_earned_later() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.tell(Event.invoice("b1", "bob", 1_000));
        var line = shop.line(nora, "a1", "FIRST");
        assertThat(doubts.block(shop, "k1", "ann").spared()).isEmpty();
        assertThat(shop.tell(Event.renewal("a2", "ann", 1_000))).isEqualTo("recorded");

        assertThat(lines()).containsExactly("b1 FIRST 300 less 0 pending");
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 900", "USD pending 300");
        assertThat(shop.audited(line.get("id").asString()))
                .containsExactly("commission.accrued", "commission.recomputed");
        assertThat(words(line)).anyMatch(word -> word.contains("because of a review of the customer"));
    }

    @Test
    void cleared_everything_is_booked_as_if_nobody_had_been_blocked() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        doubts.block(shop, "k1", "ann");
        shop.tell(Event.refund("a1", 1_000));
        shop.moveDays(40);
        shop.tell(Event.renewal("a2", "ann", 1_000));
        doubts.clear(shop, "k1");

        assertThat(lines()).containsExactly("a1 FIRST 900 less 300 payable", "a2 RECURRING 150 less 0 pending");
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 1200", "USD payable 600", "USD pending 150");
        var again = shop.commissions(nora).stream()
                .filter(line -> line.get("invoice").asString().equals("a1"))
                .filter(line -> !line.get("recomputed").asBoolean())
                .findFirst()
                .orElseThrow();
        assertThat(words(again)).anyMatch(word -> word.startsWith("It was booked again when a review"));
        assertThat(shop.explanation(again).at("/replacements/0/relation").asString())
                .isEqualTo("booked_again");
    }

    @Test
    void what_was_paid_out_stays_and_is_told_and_the_rest_is_taken_out() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.moveDays(40);
        shop.paidOut(nora);
        shop.tell(Event.renewal("a2", "ann", 1_000));

        var changes = doubts.block(shop, "k1", "ann");

        assertThat(changes.spared()).extracting(Spared::key).containsExactly("k1");
        assertThat(changes.spared().getFirst().invoice().invoice()).isEqualTo("a1");
        assertThat(changes.spared().getFirst().invoice().amount()).isEqualTo(900);
        assertThat(restrictions.spared(Doubts.program(shop), "k1")).isEqualTo(changes.spared());
        assertThat(lines()).containsExactly("a1 FIRST 900 less 0 paid");
        assertThat(shop.owed(nora)).containsExactly("USD clawed_back 150", "USD paid 900");
        // Money that goes back takes its share of what was spared.
        shop.tell(Event.refund("a1", 1_000));
        assertThat(lines()).containsExactly("a1 FIRST 900 less 300 paid");
        doubts.clear(shop, "k1");
        assertThat(lines()).containsExactly("a1 FIRST 900 less 300 paid", "a2 RECURRING 150 less 0 pending");
    }

    @Test
    void what_of_a_spared_invoice_was_not_paid_or_comes_back_is_held() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.moveDays(40);
        shop.paidOut(nora);
        doubts.block(shop, "k1", "ann");
        var payout = shop.payouts(nora).getLast().get("id").asString();
        var reply = shop.asMerchant(
                "/v1/payouts/" + payout + "/simulate", Map.of("outcome", "transfer_reversed", "amount_reversed", 900));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(lines()).containsExactly("a1 FIRST 900 less 0 held");
        assertThat(shop.asManager("/v1/programs/" + shop.id() + "/payouts/run", Map.of())
                        .json()
                        .get("payouts"))
                .isEmpty();
    }

    @Test
    void several_may_stand_and_the_strongest_counts() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        doubts.hold(shop, "k1", "ann");
        doubts.block(shop, "k2", "ann");
        doubts.block(shop, "k3", "ann");
        assertThat(lines()).isEmpty();
        doubts.clear(shop, "k2");
        assertThat(lines()).isEmpty();
        doubts.clear(shop, "k3");
        assertThat(lines()).containsExactly("a1 FIRST 900 less 0 held");
        doubts.clear(shop, "k1");
        assertThat(lines()).containsExactly("a1 FIRST 900 less 0 pending");
    }

    @Test
    void what_the_first_engine_booked_is_reversed_and_comes_back() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        jdbc.sql("update invoice set engine = 'commission/1' where program_id = :program")
                .param("program", Doubts.program(shop).value())
                .update();
        shop.tell(Event.refund("a1", 1_000));
        var line = shop.line(nora, "a1", "FIRST");
        doubts.block(shop, "k1", "ann");
        assertThat(lines()).containsExactly("a1 FIRST 900 less 900 reversed");
        assertThat(words(line)).anyMatch(word -> word.contains("because of a review of the customer"));
        doubts.clear(shop, "k1");
        assertThat(lines()).containsExactly("a1 FIRST 900 less 300 pending");
        assertThat(words(line)).anyMatch(word -> word.contains("because of the end of a review"));
        assertThat(shop.audited(line.get("id").asString()))
                .containsExactly(
                        "commission.accrued",
                        "commission.clawed_back",
                        "commission.clawed_back",
                        "commission.reinstated");
    }

    @Test
    void other_customers_have_what_a_cap_of_the_month_leaves() {
        var capped = shop.asManager(
                "/v1/programs/" + shop.id() + "/terms",
                Map.of(
                        "level",
                        "affiliate",
                        "subject",
                        nora.id(),
                        "effective_from",
                        "2026-01-01T00:00:00Z",
                        "conditions",
                        Map.of("cap_affiliate_month", Map.of("USD", 1_000))));
        assertThat(capped.status()).as(capped.text()).isEqualTo(201);
        shop.moveDays(2);
        shop.tell(Event.invoice("a1", "ann", 3_000).at("2026-01-02T00:00:00Z"));
        shop.tell(Event.invoice("b1", "bob", 3_000).at("2026-01-03T00:00:00Z"));
        assertThat(lines()).containsExactly("a1 FIRST 900 less 0 pending", "b1 FIRST 100 less 0 pending");
        doubts.block(shop, "k1", "ann");
        assertThat(lines()).containsExactly("b1 FIRST 900 less 0 pending");
        doubts.clear(shop, "k1");
        assertThat(lines()).containsExactly("a1 FIRST 900 less 0 pending", "b1 FIRST 100 less 0 pending");
    }

    @Test
    void what_other_terms_would_have_cost_counts_a_blocked_customer_as_nothing() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        doubts.block(shop, "k1", "ann");
        var preview = shop.asManager(
                        "/v1/programs/" + shop.id() + "/terms/preview",
                        Map.of(
                                "level",
                                "affiliate",
                                "subject",
                                nora.id(),
                                "effective_from",
                                "2026-01-01T00:00:00Z",
                                "conditions",
                                Map.of("first_rate_bp", 5_000)))
                .json();
        assertThat(preview.at("/totals/0/actual/cost").asLong()).isZero();
        assertThat(preview.at("/totals/0/draft/cost").asLong()).isZero();
    }

    @Test
    void who_signs_up_later_is_blocked_as_well() {
        shop.tell(Event.login("cid"));
        shop.tell(Event.canceled("cid"));
        doubts.block(shop, "k1", "cid");
        shop.brought(nora, "cid");
        shop.tell(Event.invoice("c1", "cid", 3_000));
        assertThat(lines()).isEmpty();
        doubts.clear(shop, "k1");
        assertThat(lines()).containsExactly("c1 FIRST 900 less 0 pending");
    }
}
