package dev.handsel.fraud.cases;

import static dev.handsel.fraud.rules.Action.BLOCK;
import static dev.handsel.fraud.rules.Action.CLEAR;
import static dev.handsel.fraud.rules.Action.FLAG;
import static dev.handsel.fraud.rules.Action.HOLD;
import static dev.handsel.fraud.verdicts.Opinions.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.verdicts.Opinions;
import dev.handsel.fraud.verdicts.Subject.Kind;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people make of cases, and what of that lasts. Ann and Bob were brought by Nora, and Ann is suspected to be her. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class DecisionsTest {

    @Autowired
    CaseScene cases;

    @Autowired
    Opinions opinions;

    @Autowired
    Recompute recompute;

    private Affair affair;
    private Shop shop;

    @BeforeEach
    void open() {
        affair = cases.affair();
        shop = affair.shop();
    }

    @AfterEach
    void everything_is_as_it_has_to_be() {
        assertThat(shop.verdict().get("violations")).isEmpty();
        assertThat(recompute.run(_ -> {}).differences()).isEmpty();
    }

    @Test
    void a_dismissed_case_releases_what_it_held_and_stays_dismissed() {
        affair.held("place", "payment");
        assertThat(affair.lines()).containsExactly("a1 held");
        affair.dismissed(Map.of());
        assertThat(affair.lines()).containsExactly("a1 pending");

        opinions.say(
                shop, said("ann", "nora", Rule.SR_2, CLEAR, 0), said("ann", "nora", Rule.SR_3, FLAG, 0.6, "place"));
        opinions.say(
                shop, said("ann", "nora", Rule.SR_3, CLEAR, 0), said("ann", "nora", Rule.SR_2, HOLD, 0.9, "payment"));
        assertThat(affair.lines()).containsExactly("a1 pending");
        assertThat(affair.states("")).containsExactly("self_referral dismissed clear");
    }

    @Test
    void evidence_of_another_kind_opens_it_again_and_holds() {
        affair.held("place", "payment");
        var decided = affair.dismissed(Map.of());
        affair.held("place", "payment", "identity");
        assertThat(affair.lines()).containsExactly("a1 held");
        assertThat(affair.states("")).containsExactly("self_referral open hold");
        assertThat(shop.audited(decided.json().get("id").asString()))
                .containsExactly("fraud.case.opened", "fraud.case.dismissed", "fraud.case.reopened");
    }

    @Test
    void somebody_else_of_the_same_affiliate_opens_it_again_and_what_was_dismissed_stays_so() {
        affair.held("place", "payment");
        affair.dismissed(Map.of());
        shop.tell(Event.invoice("b1", "bob", 3_000));
        opinions.say(shop, said("bob", "nora", Rule.SR_2, HOLD, 0.8, "place", "payment"));
        assertThat(affair.lines()).containsExactly("a1 pending", "b1 held");
        assertThat(affair.states("")).containsExactly("self_referral open hold");
    }

    @Test
    void a_confirmed_case_goes_on_holding_when_the_rules_say_nothing_any_more() {
        affair.held("place");
        var reply = cases.decide(cases.manager, cases.only(shop), "confirm", Map.of("reason_code", "fraud"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        opinions.say(shop, said("ann", "nora", Rule.SR_2, CLEAR, 0));
        shop.moveDays(400);
        assertThat(affair.lines()).containsExactly("a1 held");
        assertThat(affair.states("")).containsExactly("self_referral confirmed hold");
        // People err.
        affair.dismissed(Map.of());
        assertThat(affair.lines()).containsExactly("a1 payable");
    }

    @Test
    void what_is_stronger_than_what_was_confirmed_counts_and_waits_for_somebody() {
        affair.held("place");
        cases.decide(cases.manager, cases.only(shop), "confirm", Map.of("reason_code", "fraud"));
        opinions.say(shop, said("ann", "nora", Rule.SR_3, FLAG, 0.5, "identity"));
        assertThat(affair.states("")).containsExactly("self_referral confirmed hold");
        opinions.say(shop, said("ann", "nora", Rule.SR_1, BLOCK, 0.99, "identity"));
        assertThat(affair.lines()).containsExactly("a1 reversed");
        assertThat(affair.states("")).containsExactly("self_referral open block");
        opinions.say(shop, said("ann", "nora", Rule.SR_1, CLEAR, 0));
        assertThat(affair.lines()).contains("a1 held");
    }

    @Test
    void who_opens_a_case_again_is_decided_about_and_what_was_decided_of_others_stands() {
        affair.held("place");
        affair.confirmed();
        shop.tell(Event.invoice("b1", "bob", 3_000));
        opinions.say(shop, said("bob", "nora", Rule.SR_2, HOLD, 0.8, "payment"));
        affair.dismissed(Map.of());
        assertThat(affair.lines()).containsExactly("a1 held", "b1 pending");
        assertThat(affair.states("")).containsExactly("self_referral dismissed hold");
        // Nobody waits: whoever decides now has changed their mind.
        affair.dismissed(Map.of());
        assertThat(affair.lines()).containsExactly("a1 pending", "b1 pending");
        affair.confirmed();
        assertThat(affair.lines()).containsExactly("a1 held", "b1 held");
    }

    @Test
    void who_is_confirmed_when_a_case_is_open_again_confirms_nobody_who_was_dismissed() {
        affair.held("place");
        affair.dismissed(Map.of());
        shop.tell(Event.invoice("b1", "bob", 3_000));
        opinions.say(shop, said("bob", "nora", Rule.SR_2, HOLD, 0.8, "payment"));
        affair.confirmed();
        assertThat(affair.lines()).containsExactly("a1 pending", "b1 held");
    }

    @Test
    void what_is_stronger_than_what_was_dismissed_counts_whoever_says_it() {
        opinions.say(shop, said("ann", "nora", Rule.SR_3, FLAG, 0.5, "identity"));
        affair.dismissed(Map.of());
        opinions.say(shop, said("ann", "nora", Rule.SR_3, FLAG, 0.7, "identity"));
        assertThat(affair.states("")).containsExactly("self_referral dismissed clear");
        opinions.say(shop, said("ann", "nora", Rule.SR_1, BLOCK, 0.99, "identity"));
        assertThat(affair.lines()).containsExactly("a1 reversed");
        assertThat(affair.states("")).containsExactly("self_referral open block");
        affair.dismissed(Map.of());
        opinions.say(
                shop, said("ann", "nora", Rule.SR_1, CLEAR, 0), said("ann", "nora", Rule.SR_2, HOLD, 0.8, "identity"));
        assertThat(affair.states("")).containsExactly("self_referral dismissed clear");
        opinions.say(shop, said("ann", "nora", Rule.SR_1, BLOCK, 0.99, "identity"));
        assertThat(affair.states("")).containsExactly("self_referral dismissed clear");
    }

    @Test
    void a_dismissed_flag_of_an_affiliate_does_not_silence_a_hold_of_the_same_rule() {
        opinions.say(shop, Opinions.judgement(Kind.AFFILIATE, "customer:nora", "", Rule.PD_1, FLAG, 0.5));
        affair.dismissed(Map.of());
        opinions.say(shop, Opinions.judgement(Kind.AFFILIATE, "customer:nora", "", Rule.PD_1, HOLD, 0.9));
        assertThat(affair.lines()).containsExactly("a1 held");
        affair.dismissed(Map.of());
        opinions.say(shop, Opinions.judgement(Kind.AFFILIATE, "customer:nora", "", Rule.PD_1, FLAG, 0.5));
        opinions.say(shop, Opinions.judgement(Kind.AFFILIATE, "customer:nora", "", Rule.PD_1, HOLD, 0.95));
        assertThat(affair.lines()).containsExactly("a1 pending");
    }

    @Test
    void what_was_confirmed_and_gets_stronger_waits_and_is_afterwards_as_it_was_confirmed() {
        opinions.say(shop, said("ann", "nora", Rule.WT_5, FLAG, 0.5));
        affair.confirmed();
        opinions.say(shop, said("ann", "nora", Rule.WT_5, HOLD, 0.8));
        assertThat(affair.lines()).containsExactly("a1 held");
        assertThat(affair.states("")).containsExactly("wash_trade open hold");
        opinions.say(shop, said("ann", "nora", Rule.WT_5, CLEAR, 0));
        assertThat(affair.lines()).containsExactly("a1 pending");
        assertThat(affair.states("")).containsExactly("wash_trade confirmed flag");
        opinions.say(shop, said("ann", "nora", Rule.WT_5, HOLD, 0.8));
        affair.confirmed();
        opinions.say(shop, said("ann", "nora", Rule.WT_5, FLAG, 0.5));
        assertThat(affair.lines()).containsExactly("a1 held");
        assertThat(affair.states("")).containsExactly("wash_trade confirmed hold");
    }

    @Test
    void what_was_confirmed_outlasts_what_is_stronger_and_weaker_than_it() {
        opinions.say(shop, said("ann", "nora", Rule.SR_2, HOLD, 0.8, "place"));
        affair.confirmed();
        opinions.say(shop, said("ann", "nora", Rule.SR_2, BLOCK, 0.99, "place"));
        assertThat(affair.lines()).containsExactly("a1 reversed");
        opinions.say(shop, said("ann", "nora", Rule.SR_2, FLAG, 0.5, "place"));
        assertThat(affair.lines()).contains("a1 held");
        assertThat(affair.states("")).containsExactly("self_referral confirmed hold");
    }

    @Test
    void a_decision_keeps_who_when_and_why_and_changes_nothing_that_was_not_read() {
        affair.held("place");
        var read = cases.only(shop);
        opinions.say(shop, said("bob", "nora", Rule.SR_2, HOLD, 0.8));
        assertThat(cases.decide(cases.manager, read, "dismiss", Map.of()).code())
                .isEqualTo("precondition_failed");
        var again = cases.only(shop);
        var decided = cases.decide(cases.manager, again, "dismiss", Map.of());
        assertThat(decided.json().at("/decisions/0/reason").asString()).isEqualTo("They are a couple.");
        assertThat(decided.json().at("/decisions/0/reviewer").asString()).startsWith("account:");
        assertThat(cases.decide(cases.manager, again, "dismiss", Map.of()).code())
                .isEqualTo("precondition_failed");
        assertThat(cases.decide(cases.manager, decided, "dismiss", Map.of()).code())
                .isEqualTo("case_decided");
        var none = cases.ask(
                cases.manager,
                "/v1/fraud/cases/" + decided.json().get("id").asString() + "/decision",
                Map.of("decision", "confirm", "reason_code", "fraud", "reason", "x"));
        assertThat(none.status()).isEqualTo(428);
    }

    @Test
    void of_two_who_decide_at_once_one_does() {
        affair.held("place");
        var read = cases.only(shop);
        var replies = Stream.of("dismiss", "confirm", "dismiss", "confirm")
                .map(choice -> CompletableFuture.supplyAsync(() ->
                        cases.decide(cases.manager, read, choice, Map.of()).status()))
                .toList();
        assertThat(replies.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 412, 412, 412);
    }

    @Test
    void a_decision_is_judged_as_a_whole() {
        affair.held("place");
        var found = cases.only(shop);
        assertThat(cases.decide(
                                cases.manager,
                                found,
                                "confirm",
                                Map.of("reason_code", "No Code", "reason", " ", "whitelist", "pair"))
                        .faults())
                .containsExactlyInAnyOrder("/reason_code malformed", "/reason required", "/whitelist conflict");
    }
}
