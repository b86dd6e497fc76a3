package dev.handsel.fraud.verdicts;

import static dev.handsel.fraud.rules.Action.BLOCK;
import static dev.handsel.fraud.rules.Action.CLEAR;
import static dev.handsel.fraud.rules.Action.FLAG;
import static dev.handsel.fraud.rules.Action.HOLD;
import static dev.handsel.fraud.verdicts.Opinions.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.verdicts.Subject.Kind;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.StatementCount;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is said becomes verdicts, and verdicts move money. Ann was brought by Nora. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class VerdictsTest {

    @Autowired
    EventScene scene;

    @Autowired
    Opinions opinions;

    @Autowired
    Verdicts verdicts;

    @Autowired
    Recompute recompute;

    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        shop.brought(nora, "ann");
    }

    @AfterEach
    void everything_is_as_it_has_to_be() {
        assertThat(shop.verdict().get("violations")).isEmpty();
        assertThat(recompute.run(_ -> {}).differences()).isEmpty();
    }

    private List<String> states() {
        return shop.lines(
                nora,
                line -> line.get("invoice").asString() + " " + line.get("state").asString());
    }

    private List<Long> run() {
        return shop.asManager("/v1/programs/" + shop.id() + "/payouts/run", Map.of())
                .json()
                .get("payouts")
                .valueStream()
                .map(payout -> payout.get("amount").asLong())
                .toList();
    }

    @Test
    void the_strongest_signal_counts_and_only_what_it_changes_is_told() {
        opinions.say(shop, said("ann", "nora", Rule.SR_3, FLAG, 0.5));
        opinions.say(shop, said("ann", "nora", Rule.SR_3, FLAG, 0.6));
        opinions.say(shop, said("ann", "nora", Rule.SR_3, CLEAR, 0), said("ann", "nora", Rule.SR_2, HOLD, 0.8));
        opinions.say(shop, said("ann", "", Rule.WT_7, HOLD, 0.9), said("ann", "bob", Rule.SR_2, HOLD, 0.9));
        opinions.say(shop, said("ann", "nora", Rule.SR_2, CLEAR, 0));
        opinions.say(shop, said("ann", "bob", Rule.SR_2, CLEAR, 0), said("ann", "", Rule.WT_7, CLEAR, 0));

        assertThat(opinions.told(shop))
                .containsExactly(
                        "account ann self_referral flag SR-3",
                        "account ann self_referral hold SR-2",
                        "account ann wash_trade hold WT-7",
                        "account ann self_referral clear SR-2",
                        "account ann wash_trade clear WT-7");
    }

    @Test
    void moments_are_told_one_by_one_and_money_follows_what_is_left_at_their_end() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        var at = shop.now();
        opinions.take(
                shop,
                List.of(
                        new Moment(at, List.of(said("ann", "nora", Rule.SR_2, HOLD, 0.8))),
                        new Moment(at.plusSeconds(1), List.of(said("ann", "nora", Rule.SR_2, CLEAR, 0))),
                        new Moment(at.plusSeconds(2), List.of(said("ann", "nora", Rule.SR_2, HOLD, 0.8))),
                        new Moment(at.plusSeconds(3), List.of(said("ann", "nora", Rule.SR_2, CLEAR, 0)))));
        assertThat(opinions.told(shop)).hasSize(4);
        assertThat(states()).containsExactly("a1 pending");
    }

    @Test
    void what_is_told_does_not_depend_on_the_order_within_a_moment() {
        var ann = said("ann", "nora", Rule.SR_2, HOLD, 0.8);
        var flag = said("ann", "bob", Rule.SR_3, FLAG, 0.5);
        var zoe = said("zoe", "", Rule.WT_7, FLAG, 0.5);
        opinions.say(shop, zoe, flag, ann);
        var other = scene.shop();
        opinions.say(other, ann, zoe, flag);
        assertThat(opinions.told(other)).isEqualTo(opinions.told(shop)).hasSize(2);
    }

    @Test
    void a_hold_holds_until_it_is_cleared_also_when_it_comes_after_maturity_and_stands_again_later() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        opinions.say(shop, said("ann", "nora", Rule.SR_2, HOLD, 0.8));
        assertThat(states()).containsExactly("a1 held");
        opinions.say(shop, said("ann", "nora", Rule.SR_2, CLEAR, 0));
        shop.moveDays(40);
        assertThat(states()).containsExactly("a1 payable");
        opinions.say(shop, said("ann", "nora", Rule.SR_2, HOLD, 0.8));
        assertThat(states()).containsExactly("a1 held");
        assertThat(run()).isEmpty();
        opinions.say(shop, said("ann", "nora", Rule.SR_2, CLEAR, 0));
        assertThat(run()).containsExactly(900L);
    }

    @Test
    void a_block_takes_what_was_earned_and_gives_it_back_when_it_becomes_a_hold() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        opinions.say(shop, said("ann", "nora", Rule.SR_1, BLOCK, 0.99));
        assertThat(states()).containsExactly("a1 reversed");
        opinions.say(shop, said("ann", "nora", Rule.SR_1, CLEAR, 0), said("ann", "nora", Rule.SR_2, HOLD, 0.8));
        assertThat(states()).contains("a1 held").doesNotContain("a1 pending");
        opinions.say(shop, said("ann", "nora", Rule.SR_2, CLEAR, 0));
        assertThat(states()).contains("a1 pending");
    }

    @Test
    void a_flag_restricts_nobody() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        opinions.say(shop, said("ann", "nora", Rule.SR_3, FLAG, 0.5));
        assertThat(states()).containsExactly("a1 pending");
        assertThat(verdicts.standing(Opinions.program(shop), List.of("customer:ann")))
                .singleElement()
                .satisfies(standing -> assertThat(standing.restriction()).isEmpty());
    }

    @Test
    void an_affiliate_is_held_by_rules_that_stop_all_even_where_another_one_says_it_louder() {
        shop.tell(Event.invoice("a1", "ann", 3_000));
        opinions.say(shop, Opinions.judgement(Kind.AFFILIATE, "customer:nora", "", Rule.WT_6, HOLD, 0.99));
        assertThat(states()).containsExactly("a1 pending");
        opinions.say(shop, Opinions.judgement(Kind.AFFILIATE, "customer:nora", "", Rule.PD_1, HOLD, 0.9));
        assertThat(states()).containsExactly("a1 held");
        opinions.say(shop, Opinions.judgement(Kind.AFFILIATE, "customer:nora", "", Rule.PD_1, CLEAR, 0));
        assertThat(states()).containsExactly("a1 pending");
        assertThat(verdicts.changes(Opinions.program(shop), 0, 10))
                .extracting(VerdictChange::stopsAll)
                .containsExactly(false, true, false);
    }

    @Test
    void a_customer_who_comes_later_is_restricted_as_soon_as_they_are_there() {
        opinions.say(shop, said("bob", "nora", Rule.SR_2, HOLD, 0.8));
        shop.brought(nora, "bob");
        shop.tell(Event.invoice("b1", "bob", 3_000));
        assertThat(states()).containsExactly("b1 pending");
        opinions.take(shop, List.of());
        assertThat(states()).containsExactly("b1 held");
        opinions.say(shop, said("bob", "nora", Rule.SR_2, CLEAR, 0));
        assertThat(states()).containsExactly("b1 pending");
    }

    @Test
    void a_customer_who_comes_later_is_restricted_also_where_meanwhile_more_is_said_of_them() {
        opinions.say(shop, said("bob", "nora", Rule.SR_2, HOLD, 0.8));
        shop.brought(nora, "bob");
        shop.tell(Event.invoice("b1", "bob", 3_000));
        opinions.say(shop, said("bob", "nora", Rule.SR_2, HOLD, 0.85));
        assertThat(states()).containsExactly("b1 held");
        opinions.say(shop, said("bob", "nora", Rule.SR_2, CLEAR, 0));
        assertThat(states()).containsExactly("b1 pending");
    }

    @Test
    void affiliates_are_held_by_as_many_statements_however_many_they_are() {
        var held = Stream.of("ada", "eve", "ida", "uma", "zoe")
                .peek(shop::affiliate)
                .map(name -> Opinions.judgement(Kind.AFFILIATE, "customer:" + name, "", Rule.PD_1, HOLD, 0.9))
                .toList();
        int one = reads(held.getFirst());
        assertThat(reads(held.subList(1, 5).toArray(Judgement[]::new)))
                .isEqualTo(one)
                .isPositive();
    }

    /** How often affiliates are read when this is said. */
    private int reads(Judgement... said) {
        return (int) StatementCount.of(() -> {
                    opinions.say(shop, said);
                    return true;
                })
                .statements()
                .stream()
                .filter(text -> text.matches("(?s).*(from|join) affiliate\\b.*"))
                .count();
    }

    @Test
    void what_is_said_already_writes_nothing() {
        opinions.say(shop, said("ann", "nora", Rule.SR_2, HOLD, 0.8, "place", "payment"));
        var crowd = IntStream.range(0, 300)
                .mapToObj(n -> said("c" + n, "nora", Rule.SR_3, CLEAR, 0))
                .toArray(Judgement[]::new);
        assertThat(statements(crowd)).as("what is said of them, and who waits").hasSize(2);
        assertThat(statements(said("ann", "nora", Rule.SR_2, HOLD, 0.8, "place", "payment")))
                .noneMatch(text -> text.contains("insert") || text.contains("update"));
        assertThat(opinions.told(shop)).hasSize(1);
    }

    private List<String> statements(Judgement... said) {
        return StatementCount.of(() -> {
                    opinions.say(shop, said);
                    return true;
                })
                .statements()
                .stream()
                .filter(text -> text.matches("(?s).*(fraud_(signal|verdict|whitelist)|restriction|audit).*"))
                .toList();
    }

    @Test
    void every_signal_is_audited_when_it_is_raised_changed_and_cleared_and_not_when_only_a_number_moved() {
        var somebody = "somebody-" + shop.tag();
        opinions.say(shop, said(somebody, "nora", Rule.WT_5, FLAG, 0.5));
        opinions.say(shop, said(somebody, "nora", Rule.WT_5, FLAG, 0.6));
        opinions.say(shop, said(somebody, "nora", Rule.WT_5, HOLD, 0.6));
        opinions.say(shop, said(somebody, "nora", Rule.WT_5, CLEAR, 0));
        assertThat(shop.audited("customer:" + somebody))
                .containsExactlyInAnyOrder("fraud.signal.raised", "fraud.signal.changed", "fraud.signal.cleared");
    }
}
