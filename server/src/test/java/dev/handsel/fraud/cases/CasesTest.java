package dev.handsel.fraud.cases;

import static dev.handsel.fraud.rules.Action.BLOCK;
import static dev.handsel.fraud.rules.Action.FLAG;
import static dev.handsel.fraud.rules.Action.HOLD;
import static dev.handsel.fraud.verdicts.Opinions.judgement;
import static dev.handsel.fraud.verdicts.Opinions.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.fraud.identities.Identities;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.verdicts.Judgement;
import dev.handsel.fraud.verdicts.Opinions;
import dev.handsel.fraud.verdicts.Others;
import dev.handsel.fraud.verdicts.Subject.Kind;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What becomes a case, and what it shows. Ann and Bob were brought by Nora, and Ann is suspected to be her. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class CasesTest {

    @Autowired
    CaseScene cases;

    @Autowired
    Opinions opinions;

    @Autowired
    Identities identities;

    @Autowired
    Recompute recompute;

    private Affair affair;
    private Shop shop;
    private Shop.Affiliate nora;

    @BeforeEach
    void open() {
        affair = cases.affair();
        shop = affair.shop();
        nora = affair.nora();
    }

    @AfterEach
    void everything_is_as_it_has_to_be() {
        assertThat(shop.verdict().get("violations")).isEmpty();
        assertThat(recompute.run(_ -> {}).differences()).isEmpty();
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
        assertThat(Affair.states(found))
                .containsExactlyInAnyOrder(
                        "self_referral open hold",
                        "wash_trade open flag",
                        "velocity open flag",
                        "wash_trade open hold");
        assertThat(found.stream()
                        .filter(one -> one.path("affiliate").asString("").equals(nora.id())))
                .hasSize(3);
        assertThat(Affair.states(cases.cases(shop, "&type=wash_trade&affiliate=" + nora.id())))
                .containsExactly("wash_trade open flag");
        assertThat(affair.states("&rule=SR-3&state=open")).containsExactly("self_referral open hold");
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
    void a_case_shows_which_facts_fired_which_rule_and_who_is_involved() {
        affair.held("place", "payment");
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
    void of_much_evidence_the_strongest_is_shown_and_the_rest_is_counted() {
        opinions.say(
                shop,
                IntStream.range(0, 205)
                        .mapToObj(n -> said("ann", "o" + n, Rule.SR_3, FLAG, 0.4))
                        .toArray(Judgement[]::new));
        opinions.say(shop, said("bob", "", Rule.SR_3, FLAG, 0.5));
        affair.held("place");
        var found = cases.only(shop).json();
        assertThat(found.get("evidence")).hasSize(200);
        assertThat(found.get("more_evidence").asInt()).isEqualTo(7);
        assertThat(found.at("/evidence/0/rule").asString()).isEqualTo("SR-2");
        assertThat(found.at("/evidence/1/account").asString()).isEqualTo("customer:bob");
        assertThat(found.get("accounts")).hasSize(200);
    }

    @Test
    void two_because_of_whom_something_is_said_are_told_apart_whatever_their_ids_are() {
        var one = "customer:\ud83d\ude00+affiliate:1";
        var other = "customer:b+customer:7:c";
        opinions.say(shop, judgement(Kind.ACCOUNT, "customer:nora", Others.both(one, other), Rule.WT_6, HOLD, 0.8));
        var found = cases.only(shop);
        assertThat(found.status()).as(found.text()).isEqualTo(200);
        assertThat(found.json()
                        .at("/evidence/0/others")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList())
                .containsExactly(one, other);
        var graph = cases.get(
                cases.analyst, "/v1/fraud/cases/" + found.json().get("id").asString() + "/graph");
        assertThat(graph.json()
                        .get("nodes")
                        .valueStream()
                        .map(node -> node.get("account").asString()))
                .containsExactly("customer:nora", one, other);
        affair.dismissed(Map.of("whitelist", "pair"));
        assertThat(cases.get(cases.analyst, "/v1/fraud/whitelist?program=" + shop.id())
                        .json()
                        .at("/data/0/accounts")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList())
                .containsExactlyInAnyOrder(one, other);
    }

    @Test
    void a_graph_shows_what_accounts_have_in_common_and_counts_what_it_leaves_out() {
        shop.tell(Event.login("ann").with("ip", "192.0.2.7").with("device", "d-1"));
        shop.tell(Event.login("nora").with("ip", "198.51.100.7").with("device", "d-1"));
        identities.catchUp(Opinions.program(shop));
        affair.held();
        opinions.say(
                shop,
                IntStream.range(0, 80)
                        .boxed()
                        .flatMap(n -> Stream.of(
                                said("bob", "twin" + n, Rule.SR_2, HOLD, 0.75),
                                said("bob", "twin" + n, Rule.SR_3, FLAG, 0.74)))
                        .toArray(Judgement[]::new));
        var found = cases.cases(shop, "&type=self_referral").getFirst();
        var graph = cases.get(
                        cases.analyst, "/v1/fraud/cases/" + found.get("id").asString() + "/graph")
                .json();
        assertThat(graph.get("nodes")).hasSize(60);
        assertThat(graph.get("more_nodes").asInt()).isEqualTo(23);
        assertThat(graph.get("edges").size()).isEqualTo(60);
        assertThat(graph.get("more_edges").asInt()).isPositive();
        assertThat(graph.get("edges").toString()).contains("\"identifier\":\"device\"");
    }

    @Test
    void a_block_after_payout_is_a_proposal_to_claw_back_and_takes_nothing() {
        shop.moveDays(40);
        shop.paidOut(nora);
        opinions.say(shop, said("ann", "nora", Rule.SR_1, BLOCK, 0.99, "identity"));
        assertThat(affair.lines()).containsExactly("a1 paid");
        var proposals = cases.only(shop).json().get("claw_back_proposals");
        assertThat(proposals).hasSize(1);
        assertThat(proposals.at("/0/invoice").asString()).isEqualTo("a1");
        assertThat(proposals.at("/0/customer").asString()).isEqualTo("ann");
        assertThat(proposals.at("/0/amount").asLong()).isEqualTo(900);
    }
}
