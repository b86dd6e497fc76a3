package dev.handsel.fraud.cases;

import static dev.handsel.fraud.rules.Action.BLOCK;
import static dev.handsel.fraud.rules.Action.CLEAR;
import static dev.handsel.fraud.rules.Action.FLAG;
import static dev.handsel.fraud.rules.Action.HOLD;
import static dev.handsel.fraud.verdicts.Opinions.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.fraud.identities.Identities;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.verdicts.Judgement;
import dev.handsel.fraud.verdicts.Opinions;
import dev.handsel.fraud.verdicts.Subject.Kind;
import dev.handsel.fraud.verdicts.Whitelist;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.HandselTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Cases, and what people make of them. Ann and Bob were brought by Nora, and Ann is suspected to be her. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class CasesTest {

    @Autowired
    EventScene scene;

    @Autowired
    CaseScene cases;

    @Autowired
    Opinions opinions;

    @Autowired
    Whitelist whitelist;

    @Autowired
    Identities identities;

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
        shop.tell(Event.invoice("a1", "ann", 3_000));
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

    private void held(String... families) {
        opinions.say(shop, said("ann", "nora", Rule.SR_2, HOLD, 0.8, families));
    }

    private Reply dismissed(Map<String, Object> more) {
        var reply = cases.decide(cases.manager, cases.only(shop), "dismiss", more);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply;
    }

    private static List<String> states(List<JsonNode> found) {
        return found.stream()
                .map(one -> one.get("type").asString() + " " + one.get("state").asString() + " "
                        + one.get("action").asString())
                .toList();
    }

    @Test
    void what_is_said_of_an_affiliate_and_their_referrals_is_one_case_of_each_type() {
        opinions.say(
                shop,
                said("ann", "nora", Rule.SR_2, HOLD, 0.8),
                said("bob", "nora", Rule.SR_3, FLAG, 0.5),
                said("bob", "", Rule.WT_1, FLAG, 0.5),
                Opinions.judgement(Kind.AFFILIATE, "customer:nora", "", Rule.VE_1, FLAG, 0.9),
                said("stranger", "", Rule.WT_7, HOLD, 0.9));
        var found = cases.cases(shop, "");
        assertThat(states(found))
                .containsExactlyInAnyOrder(
                        "self_referral open hold",
                        "wash_trade open flag",
                        "velocity open flag",
                        "wash_trade open hold");
        assertThat(found.stream()
                        .filter(one -> one.path("affiliate").asString("").equals(nora.id())))
                .hasSize(3);
        assertThat(states(cases.cases(shop, "&type=wash_trade&affiliate=" + nora.id())))
                .containsExactly("wash_trade open flag");
        assertThat(states(cases.cases(shop, "&rule=SR-3&state=open"))).containsExactly("self_referral open hold");
        assertThat(cases.cases(shop, "&state=dismissed")).isEmpty();
        assertThat(cases.cases(shop, "&limit=2")).hasSize(2);
    }

    @Test
    void somebody_of_whom_only_that_was_known_is_in_the_affiliates_case_once_they_are_brought() {
        opinions.say(shop, said("carl", "nora", Rule.SR_2, HOLD, 0.8));
        assertThat(cases.cases(shop, "").getFirst().get("account").asString()).isEqualTo("customer:carl");
        shop.brought(nora, "carl");
        opinions.say(shop, said("carl", "bob", Rule.SR_3, FLAG, 0.5));
        assertThat(cases.cases(shop, ""))
                .singleElement()
                .satisfies(
                        found -> assertThat(found.get("affiliate").asString()).isEqualTo(nora.id()));
    }

    @Test
    void a_pair_on_the_whitelist_is_not_found_in_other_respects_either() {
        held("place");
        opinions.say(shop, said("ann", "nora", Rule.WT_5, HOLD, 0.8));
        var first =
                cases.cases(shop, "&type=self_referral").getFirst().get("id").asString();
        var reply = cases.decide(cases.manager, first, "*", "dismiss", Map.of("whitelist", "pair"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(states()).containsExactly("a1 pending");
        assertThat(cases.cases(shop, "&type=wash_trade")).isEmpty();
    }

    @Test
    void a_case_shows_which_facts_fired_which_rule_and_who_is_involved() {
        held("place", "payment");
        var found = cases.only(shop).json();
        assertThat(found.at("/evidence/0/rule").asString()).isEqualTo("SR-2");
        assertThat(found.at("/evidence/0/facts/sessions").asLong()).isEqualTo(7);
        assertThat(found.at("/evidence/0/weights/card").asDouble()).isEqualTo(0.5);
        assertThat(found.at("/evidence/0/thresholds/hold_at").asDouble()).isEqualTo(0.72);
        assertThat(found.get("accounts")
                        .valueStream()
                        .map(one -> one.get("account").asString()))
                .containsExactly("customer:ann", "customer:nora");
        assertThat(found.at("/accounts/0/restricted").asBoolean()).isTrue();
        assertThat(found.at("/accounts/0/events").asString()).endsWith("customer=ann");

        var graph = cases.get(
                        cases.analyst, "/v1/fraud/cases/" + found.get("id").asString() + "/graph")
                .json();
        assertThat(graph.get("nodes")
                        .valueStream()
                        .map(node -> node.get("account").asString()))
                .containsExactly("customer:nora", "customer:ann");
        assertThat(graph.at("/edges/0/rule").asString()).isEqualTo("SR-2");
        assertThat(graph.get("more_nodes").asInt()).isZero();
    }

    @Test
    void a_graph_shows_what_accounts_have_in_common_and_counts_what_it_leaves_out() {
        for (var who : List.of("ann", "nora")) {
            shop.tell(Event.login(who).with("ip", "192.0.2.7").with("device", "d-1"));
        }
        identities.catchUp(Opinions.program(shop));
        held();
        opinions.say(
                shop,
                IntStream.range(0, 80)
                        .mapToObj(n -> said("bob", "twin" + n, Rule.SR_2, HOLD, 0.75))
                        .toArray(Judgement[]::new));
        var graph = cases.get(
                        cases.analyst,
                        "/v1/fraud/cases/" + cases.only(shop).json().get("id").asString() + "/graph")
                .json();
        assertThat(graph.get("nodes")).hasSize(60);
        assertThat(graph.get("more_nodes").asInt()).isEqualTo(23);
        assertThat(graph.get("edges").size()).isLessThanOrEqualTo(60);
        assertThat(graph.get("more_edges").asInt()).isPositive();
        assertThat(graph.get("edges").toString()).contains("\"identifier\":\"device\"");
    }

    @Test
    void a_dismissed_case_releases_what_it_held_and_stays_dismissed() {
        held("place", "payment");
        assertThat(states()).containsExactly("a1 held");
        dismissed(Map.of());
        assertThat(states()).containsExactly("a1 pending");

        opinions.say(
                shop, said("ann", "nora", Rule.SR_2, CLEAR, 0), said("ann", "nora", Rule.SR_3, FLAG, 0.6, "place"));
        opinions.say(
                shop, said("ann", "nora", Rule.SR_3, CLEAR, 0), said("ann", "nora", Rule.SR_2, HOLD, 0.9, "payment"));
        assertThat(states()).containsExactly("a1 pending");
        assertThat(states(cases.cases(shop, ""))).containsExactly("self_referral dismissed clear");
    }

    @Test
    void evidence_of_another_kind_opens_it_again_and_holds() {
        held("place", "payment");
        var decided = dismissed(Map.of());
        held("place", "payment", "identity");
        assertThat(states()).containsExactly("a1 held");
        assertThat(states(cases.cases(shop, ""))).containsExactly("self_referral open hold");
        assertThat(shop.audited(decided.json().get("id").asString()))
                .containsExactly("fraud.case.opened", "fraud.case.dismissed", "fraud.case.reopened");
    }

    @Test
    void somebody_else_of_the_same_affiliate_opens_it_again_and_what_was_dismissed_stays_so() {
        held("place", "payment");
        dismissed(Map.of());
        shop.tell(Event.invoice("b1", "bob", 3_000));
        opinions.say(shop, said("bob", "nora", Rule.SR_2, HOLD, 0.8, "place", "payment"));
        assertThat(states()).containsExactly("a1 pending", "b1 held");
        assertThat(states(cases.cases(shop, ""))).containsExactly("self_referral open hold");
    }

    @Test
    void a_confirmed_case_goes_on_holding_when_the_rules_say_nothing_any_more() {
        held("place");
        var reply = cases.decide(cases.manager, cases.only(shop), "confirm", Map.of("reason_code", "fraud"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        opinions.say(shop, said("ann", "nora", Rule.SR_2, CLEAR, 0));
        shop.moveDays(400);
        assertThat(states()).containsExactly("a1 held");
        assertThat(states(cases.cases(shop, ""))).containsExactly("self_referral confirmed hold");
        // People err.
        dismissed(Map.of());
        assertThat(states()).containsExactly("a1 payable");
    }

    @Test
    void what_is_stronger_than_what_was_confirmed_counts_and_waits_for_somebody() {
        held("place");
        cases.decide(cases.manager, cases.only(shop), "confirm", Map.of("reason_code", "fraud"));
        opinions.say(shop, said("ann", "nora", Rule.SR_3, FLAG, 0.5, "identity"));
        assertThat(states(cases.cases(shop, ""))).containsExactly("self_referral confirmed hold");
        opinions.say(shop, said("ann", "nora", Rule.SR_1, BLOCK, 0.99, "identity"));
        assertThat(states()).containsExactly("a1 reversed");
        assertThat(states(cases.cases(shop, ""))).containsExactly("self_referral open block");
        opinions.say(shop, said("ann", "nora", Rule.SR_1, CLEAR, 0));
        assertThat(states()).contains("a1 held");
    }

    @Test
    void a_block_after_payout_is_a_proposal_to_claw_back_and_takes_nothing() {
        shop.moveDays(40);
        shop.paidOut(nora);
        opinions.say(shop, said("ann", "nora", Rule.SR_1, BLOCK, 0.99, "identity"));
        assertThat(states()).containsExactly("a1 paid");
        var proposals = cases.only(shop).json().get("claw_back_proposals");
        assertThat(proposals).hasSize(1);
        assertThat(proposals.at("/0/invoice").asString()).isEqualTo("a1");
        assertThat(proposals.at("/0/customer").asString()).isEqualTo("ann");
        assertThat(proposals.at("/0/amount").asLong()).isEqualTo(900);
    }

    @Test
    void a_decision_keeps_who_when_and_why_and_changes_nothing_that_was_not_read() {
        held("place");
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
        held("place");
        var read = cases.only(shop);
        var replies = Stream.of("dismiss", "confirm", "dismiss", "confirm")
                .map(choice -> CompletableFuture.supplyAsync(() ->
                        cases.decide(cases.manager, read, choice, Map.of()).status()))
                .toList();
        assertThat(replies.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(200, 412, 412, 412);
    }

    @Test
    void a_decision_is_judged_as_a_whole() {
        held("place");
        var found = cases.only(shop);
        assertThat(cases.decide(
                                cases.manager,
                                found,
                                "confirm",
                                Map.of("reason_code", "No Code", "reason", " ", "whitelist", "pair"))
                        .faults())
                .containsExactlyInAnyOrder("/reason_code malformed", "/reason required", "/whitelist conflict");
    }

    @Test
    void a_pair_on_the_whitelist_is_never_found_again_until_it_is_taken_from_it() {
        held("place");
        dismissed(Map.of("whitelist", "pair"));
        held("place", "payment", "identity");
        assertThat(states()).containsExactly("a1 pending");
        opinions.say(shop, said("ann", "bob", Rule.SR_2, HOLD, 0.8));
        assertThat(states()).containsExactly("a1 held");
        opinions.say(shop, said("ann", "bob", Rule.SR_2, CLEAR, 0));

        var entry = cases.get(cases.analyst, "/v1/fraud/whitelist?program=" + shop.id())
                .json()
                .at("/data/0");
        assertThat(entry.get("accounts").toString()).isEqualTo("[\"customer:ann\",\"customer:nora\"]");
        var path = "/v1/fraud/whitelist/" + entry.get("id").asString();
        assertThat(cases.delete(cases.analyst, path).status()).isEqualTo(403);
        assertThat(cases.delete(cases.manager, path).status()).isEqualTo(204);
        assertThat(states()).containsExactly("a1 held");
        assertThat(cases.delete(cases.manager, path).status()).isEqualTo(404);
    }

    @Test
    void an_account_and_an_agency_can_be_exempt() {
        held("place", "train");
        dismissed(Map.of("whitelist", "agency", "reason_code", "agency"));
        opinions.say(shop, said("bob", "nora", Rule.SR_2, HOLD, 0.8, "place", "payment"));
        opinions.say(shop, said("bob", "nora", Rule.MA_1, HOLD, 0.8, "place"));
        shop.tell(Event.invoice("b1", "bob", 3_000));
        assertThat(states()).as("place apart, a card alone says it").contains("b1 pending");
        opinions.say(shop, said("bob", "nora", Rule.SR_2, HOLD, 0.9, "place", "payment", "identity"));
        assertThat(states()).contains("b1 held");
        dismissed(Map.of("whitelist", "account"));
        opinions.say(shop, said("bob", "zoe", Rule.MA_1, HOLD, 0.9, "identity"));
        assertThat(states()).contains("b1 pending");
    }

    @Test
    void addresses_that_a_case_has_in_common_become_a_crowds() {
        held("place");
        var found = cases.only(shop);
        assertThat(cases.decide(cases.manager, found, "dismiss", Map.of("whitelist", "network"))
                        .code())
                .isEqualTo("nothing_to_whitelist");
        assertThat(states()).as("all of it or nothing").containsExactly("a1 held");
        for (var who : List.of("ann", "nora")) {
            shop.tell(Event.login(who).with("ip", "192.0.2.7"));
        }
        identities.catchUp(Opinions.program(shop));
        dismissed(Map.of("whitelist", "network"));
        assertThat(whitelist.crowds(Opinions.program(shop))).hasSize(1);
    }
}
