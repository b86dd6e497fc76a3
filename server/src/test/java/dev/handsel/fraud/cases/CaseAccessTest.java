package dev.handsel.fraud.cases;

import static dev.handsel.fraud.rules.Action.BLOCK;
import static dev.handsel.fraud.rules.Action.FLAG;
import static dev.handsel.fraud.rules.Action.HOLD;
import static dev.handsel.fraud.verdicts.Opinions.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.fraud.rules.Rule;
import dev.handsel.fraud.verdicts.Opinions;
import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.HandselTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Who sees what of a case: reviewers all of it, affiliates that something is held, and nothing that would help to evade. */
// Each test has a programme of its own.
@SuppressWarnings("NullAway.Init")
@HandselTest
class CaseAccessTest {

    @Autowired
    EventScene scene;

    @Autowired
    CaseScene cases;

    @Autowired
    Opinions opinions;

    @Autowired
    Bearers bearers;

    private Shop shop;
    private Shop.Affiliate nora;
    private String id;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora" + shop.tag());
        shop.brought(nora, "ann");
        shop.tell(Event.invoice("a1", "ann", 3_000));
        opinions.say(shop, said("ann", nora.name(), Rule.SR_2, HOLD, 0.8, "place", "payment"));
        id = cases.only(shop).json().get("id").asString();
    }

    @Test
    void affiliates_and_other_programmes_see_no_case() {
        var affiliate = cases.person(nora);
        for (var path : List.of(
                "/v1/fraud/cases",
                "/v1/fraud/cases?program=" + shop.id(),
                "/v1/fraud/cases/" + id,
                "/v1/fraud/cases/" + id + "/graph",
                "/v1/fraud/rules",
                "/v1/fraud/reviews",
                "/v1/fraud/whitelist?program=" + shop.id())) {
            assertThat(cases.get(affiliate, path).status()).as(path).isEqualTo(403);
        }
        assertThat(cases.decide(affiliate, id, "*", "dismiss", Map.of()).status())
                .isEqualTo(403);
        var other = scene.shop();
        assertThat(other.get("/v1/fraud/cases/" + id).status()).isEqualTo(404);
        assertThat(other.get("/v1/fraud/cases/" + id + "/graph").status()).isEqualTo(404);
        assertThat(other.get("/v1/fraud/cases?program=" + shop.id()).status()).isEqualTo(404);
        assertThat(other.get("/v1/fraud/whitelist?program=" + shop.id()).status())
                .isEqualTo(404);
        assertThat(other.all("/v1/fraud/cases")).isEmpty();
        assertThat(shop.all("/v1/fraud/cases")).hasSize(1);
    }

    @Test
    void only_owners_and_managers_decide_and_nobody_their_own_case() {
        for (var role : List.of(Role.FINANCE, Role.ANALYST)) {
            assertThat(cases.decide(bearers.with(role), id, "*", "dismiss", Map.of())
                            .status())
                    .isEqualTo(403);
        }
        assertThat(shop.as("Bearer nothing", "/v1/fraud/cases/" + id + "/decision", Map.of())
                        .status())
                .isEqualTo(401);
        var self = bearers.of(nora.email(), Role.MANAGER);
        assertThat(cases.decide(self, id, "*", "dismiss", Map.of()).code()).isEqualTo("own_case");
        assertThat(cases.decide(bearers.with(Role.OWNER), id, "*", "dismiss", Map.of())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_affiliate_sees_that_something_is_held_since_when_and_why_roughly_and_nothing_more() {
        var affiliate = cases.person(nora);
        var seen = cases.get(affiliate, "/v1/affiliates/me/holds?program=" + shop.id());
        assertThat(seen.json().get("data")).hasSize(1);
        var hold = seen.json().at("/data/0");
        assertThat(hold.get("customer").asString()).isEqualTo("ann");
        assertThat(hold.get("effect").asString()).isEqualTo("held");
        assertThat(hold.get("reason").asString()).isEqualTo("self_referral");
        assertThat(seen.text()).doesNotContain("SR-2").doesNotContain("score").doesNotContain("family");
        opinions.say(shop, said("ann", nora.name(), Rule.SR_1, BLOCK, 0.99));
        assertThat(cases.get(affiliate, "/v1/affiliates/me/holds?program=" + shop.id())
                        .json()
                        .at("/data/0/effect")
                        .asString())
                .isEqualTo("not_earned");
        var stranger = shop.affiliate("max" + shop.tag());
        assertThat(cases.get(cases.person(stranger), "/v1/affiliates/me/holds?program=" + shop.id())
                        .json()
                        .get("data"))
                .isEmpty();
    }

    @Test
    void what_is_held_is_listed_page_by_page_and_what_holds_nobody_is_not() {
        shop.brought(nora, "bob");
        shop.brought(nora, "carl");
        opinions.say(
                shop,
                said("bob", nora.name(), Rule.SR_2, HOLD, 0.8),
                said("carl", nora.name(), Rule.SR_2, HOLD, 0.8),
                said("carl", nora.name(), Rule.MA_1, FLAG, 0.5));
        var affiliate = cases.person(nora);
        var path = "/v1/affiliates/me/holds?program=" + shop.id();
        var first = cases.get(affiliate, path + "&limit=2").json();
        assertThat(customers(first)).containsExactly("ann", "bob");
        assertThat(first.get("has_more").asBoolean()).isTrue();
        var rest = cases.get(
                        affiliate,
                        path + "&limit=2&after=" + first.get("next_cursor").asString())
                .json();
        assertThat(customers(rest)).containsExactly("carl");
        assertThat(rest.get("has_more").asBoolean()).isFalse();
        var effects = "/v1/programs/" + shop.id() + "/fraud_parameters";
        assertThat(cases.set(bearers.with(Role.OWNER), effects, Map.of("parameters", Map.of(), "effects", "flag_only"))
                        .status())
                .isEqualTo(200);
        var none = cases.get(affiliate, path + "&limit=2").json();
        assertThat(none.get("data")).isEmpty();
        assertThat(none.get("has_more").asBoolean()).isFalse();
    }

    private static List<String> customers(JsonNode page) {
        return page.get("data")
                .valueStream()
                .map(hold -> hold.get("customer").asString())
                .toList();
    }

    @Test
    void an_affiliate_can_ask_for_review_also_of_a_referral_that_is_missing() {
        var affiliate = cases.person(nora);
        var line = shop.commissions(nora).getFirst().get("id").asString();
        var path = "/v1/affiliates/me/reviews";
        assertThat(cases.ask(affiliate, path, Map.of("commission", line, "text", "She is my sister.\nReally."))
                        .status())
                .isEqualTo(201);
        assertThat(cases.ask(affiliate, path, Map.of("customer", "carl", "text", "He came by my link."))
                        .status())
                .isEqualTo(201);
        assertThat(cases.ask(affiliate, path, Map.of("text", " ")).faults()).containsExactly("/text required");
        var stranger = cases.person(shop.affiliate("max" + shop.tag()));
        assertThat(cases.ask(stranger, path, Map.of("commission", line, "text", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(cases.ask(bearers.with(), path, Map.of("text", "x")).status())
                .isEqualTo(404);
        var asked = cases.get(cases.analyst, "/v1/fraud/reviews?program=" + shop.id())
                .json()
                .get("data");
        assertThat(asked.valueStream().map(one -> one.get("text").asString()))
                .containsExactly("He came by my link.", "She is my sister.\nReally.");
        var last = IntStream.range(0, 10)
                .mapToObj(n -> cases.ask(affiliate, path, Map.of("text", "Again " + n)))
                .toList()
                .getLast();
        assertThat(last.status()).isEqualTo(429);
    }

    @Test
    void reviewers_read_what_each_rule_says_and_by_which_parameters() {
        var rules = cases.get(cases.analyst, "/v1/fraud/rules").json().get("data");
        assertThat(rules).hasSize(Rule.values().length);
        assertThat(rules.at("/1/id").asString()).isEqualTo("SR-2");
        assertThat(rules.at("/1/parameters/hold_at").asDouble()).isEqualTo(0.72);
    }
}
