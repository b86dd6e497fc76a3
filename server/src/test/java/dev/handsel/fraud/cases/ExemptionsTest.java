package dev.handsel.fraud.cases;

import static dev.handsel.fraud.rules.Action.CLEAR;
import static dev.handsel.fraud.rules.Action.FLAG;
import static dev.handsel.fraud.rules.Action.HOLD;
import static dev.handsel.fraud.verdicts.Opinions.judgement;
import static dev.handsel.fraud.verdicts.Opinions.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.commissions.replay.Recompute;
import dev.handsel.fraud.identities.Identities;
import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.verdicts.Opinions;
import dev.handsel.fraud.verdicts.Others;
import dev.handsel.fraud.verdicts.Subject.Kind;
import dev.handsel.fraud.verdicts.Whitelist;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.HandselTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What goes onto the whitelist with a case. Ann and Bob were brought by Nora, and Ann is suspected to be her. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class ExemptionsTest {

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
    void a_pair_on_the_whitelist_is_not_found_in_other_respects_either() {
        affair.held("place");
        opinions.say(shop, said("ann", "nora", Rule.WT_5, HOLD, 0.8));
        var first =
                cases.cases(shop, "&type=self_referral").getFirst().get("id").asString();
        var reply = cases.decide(cases.manager, first, "*", "dismiss", Map.of("whitelist", "pair"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(affair.lines()).containsExactly("a1 pending");
        assertThat(cases.cases(shop, "&type=wash_trade")).isEmpty();
    }

    @Test
    void a_pair_on_the_whitelist_is_never_found_again_until_it_is_taken_from_it() {
        affair.held("place");
        affair.dismissed(Map.of("whitelist", "pair"));
        affair.held("place", "payment", "identity");
        assertThat(affair.lines()).containsExactly("a1 pending");
        opinions.say(shop, said("ann", "bob", Rule.SR_2, HOLD, 0.8));
        assertThat(affair.lines()).containsExactly("a1 held");
        opinions.say(shop, said("ann", "bob", Rule.SR_2, CLEAR, 0));

        var entry = cases.get(cases.analyst, "/v1/fraud/whitelist?program=" + shop.id())
                .json()
                .at("/data/0");
        assertThat(entry.get("accounts").toString()).isEqualTo("[\"customer:ann\",\"customer:nora\"]");
        var path = "/v1/fraud/whitelist/" + entry.get("id").asString();
        assertThat(cases.delete(cases.analyst, path).status()).isEqualTo(403);
        assertThat(cases.delete(cases.manager, path).status()).isEqualTo(204);
        assertThat(affair.lines()).containsExactly("a1 held");
        assertThat(cases.delete(cases.manager, path).status()).isEqualTo(404);
    }

    @Test
    void what_was_confirmed_counts_also_of_a_pair_that_is_on_the_whitelist_and_what_is_stronger_does_not() {
        opinions.say(shop, said("ann", "nora", Rule.WT_5, FLAG, 0.5));
        affair.confirmed();
        opinions.say(shop, said("ann", "nora", Rule.WT_5, HOLD, 0.8), said("ann", "nora", Rule.SR_3, FLAG, 0.5));
        var other =
                cases.cases(shop, "&type=self_referral").getFirst().get("id").asString();
        var reply = cases.decide(cases.manager, other, "*", "dismiss", Map.of("whitelist", "pair"));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(affair.states("&type=wash_trade")).containsExactly("wash_trade confirmed flag");
        opinions.say(shop, said("ann", "nora", Rule.WT_5, HOLD, 0.9));
        assertThat(affair.lines()).containsExactly("a1 pending");
        assertThat(affair.states("&type=wash_trade")).containsExactly("wash_trade confirmed flag");
    }

    @Test
    void an_account_and_an_agency_can_be_exempt() {
        affair.held("place", "train");
        affair.dismissed(Map.of("whitelist", "agency", "reason_code", "agency"));
        opinions.say(shop, said("bob", "nora", Rule.SR_2, HOLD, 0.8, "place", "payment"));
        opinions.say(shop, said("bob", "nora", Rule.MA_1, HOLD, 0.8, "place"));
        shop.tell(Event.invoice("b1", "bob", 3_000));
        assertThat(affair.lines()).as("place apart, a card alone says it").contains("b1 pending");
        opinions.say(shop, said("bob", "nora", Rule.SR_2, HOLD, 0.9, "place", "payment", "identity"));
        assertThat(affair.lines()).contains("b1 held");
        affair.dismissed(Map.of("whitelist", "account"));
        opinions.say(shop, said("bob", "zoe", Rule.MA_1, HOLD, 0.9, "identity"));
        assertThat(affair.lines()).contains("b1 pending");
    }

    @Test
    void an_account_that_is_exempt_counts_for_nothing_with_another_either() {
        opinions.say(shop, judgement(Kind.ACCOUNT, "customer:zoe", "", Rule.WT_7, HOLD, 0.9));
        affair.dismissed(Map.of("whitelist", "account"));
        for (var both :
                List.of(Others.both("customer:zoe", "customer:bob"), Others.both("customer:bob", "customer:zoe"))) {
            opinions.say(shop, judgement(Kind.ACCOUNT, "customer:ann", both, Rule.WT_6, HOLD, 0.9));
        }
        assertThat(affair.lines()).containsExactly("a1 pending");
        assertThat(cases.delete(cases.manager, "/v1/fraud/whitelist/" + onlyEntry())
                        .status())
                .isEqualTo(204);
        assertThat(affair.lines()).as("both are found again").containsExactly("a1 held");
    }

    @Test
    void what_a_decision_put_on_the_whitelist_counts_again_when_it_is_taken_from_it_and_the_rest_stays_dismissed() {
        affair.held("place");
        opinions.say(shop, said("bob", "", Rule.SR_3, FLAG, 0.5));
        affair.dismissed(Map.of("whitelist", "pair"));
        assertThat(affair.lines()).containsExactly("a1 pending");
        assertThat(affair.states("")).containsExactly("self_referral dismissed clear");
        var found = cases.only(shop);
        assertThat(found.json()
                        .get("evidence")
                        .valueStream()
                        .map(said -> said.get("standing").asString()))
                .containsExactlyInAnyOrder("whitelisted", "dismissed");
        assertThat(cases.delete(cases.manager, "/v1/fraud/whitelist/" + onlyEntry())
                        .status())
                .isEqualTo(204);
        assertThat(affair.lines()).containsExactly("a1 held");
        found = cases.only(shop);
        assertThat(found.json().get("state").asString()).isEqualTo("open");
        assertThat(found.json().get("waiting").asInt()).as("Ann alone").isOne();
        affair.dismissed(Map.of());
        assertThat(affair.lines()).containsExactly("a1 pending");
    }

    @Test
    void what_is_all_on_the_whitelist_cannot_be_confirmed() {
        affair.held("place");
        affair.dismissed(Map.of("whitelist", "account"));
        var reply = cases.decide(cases.manager, cases.only(shop), "confirm", Map.of("reason_code", "fraud"));
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.code()).isEqualTo("case_decided");
        assertThat(affair.states("")).containsExactly("self_referral dismissed clear");
    }

    /** The id of what is on the whitelist. */
    private String onlyEntry() {
        var entries = cases.get(cases.analyst, "/v1/fraud/whitelist?program=" + shop.id())
                .json()
                .get("data");
        assertThat(entries).hasSize(1);
        return entries.get(0).get("id").asString();
    }

    @Test
    void what_is_taken_from_the_whitelist_opens_nothing_that_the_rest_of_it_covers() {
        opinions.say(shop, said("zoe", "", Rule.WT_7, HOLD, 0.9));
        affair.dismissed(Map.of("whitelist", "account"));
        opinions.say(shop, said("ann", "zoe", Rule.MA_1, HOLD, 0.9, "identity"));
        affair.held("place");
        var found =
                cases.cases(shop, "&type=self_referral").getFirst().get("id").asString();
        assertThat(cases.decide(cases.manager, found, "*", "dismiss", Map.of("whitelist", "pair"))
                        .status())
                .isEqualTo(200);
        var pair = cases.get(cases.analyst, "/v1/fraud/whitelist?program=" + shop.id())
                .json()
                .at("/data/0");
        assertThat(pair.get("kind").asString()).isEqualTo("pair");
        assertThat(cases.delete(
                                cases.manager,
                                "/v1/fraud/whitelist/" + pair.get("id").asString())
                        .status())
                .isEqualTo(204);
        assertThat(affair.states("&type=multi_account")).isEmpty();
    }

    @Test
    void addresses_that_a_case_has_in_common_become_a_crowds() {
        affair.held("place");
        var found = cases.only(shop);
        assertThat(cases.decide(cases.manager, found, "dismiss", Map.of("whitelist", "network"))
                        .code())
                .isEqualTo("nothing_to_whitelist");
        assertThat(affair.lines()).as("all of it or nothing").containsExactly("a1 held");
        for (var who : List.of("ann", "nora")) {
            shop.tell(Event.login(who).with("ip", "192.0.2.7"));
        }
        identities.catchUp(Opinions.program(shop));
        affair.dismissed(Map.of("whitelist", "network"));
        assertThat(whitelist.crowds(Opinions.program(shop))).hasSize(1);
    }
}
