package dev.handsel.referrals.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** Merchants and managers can read whose a customer is, and why. */
@HandselTest
class CustomerPageTest {

    @Autowired
    EventScene scene;

    @Autowired
    Bearers bearers;

    @Value("${handsel.public-url}")
    String url;

    private Shop shop;
    private Shop.Affiliate nora;
    private Shop.Affiliate otto;

    @BeforeEach
    void open() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        otto = shop.affiliate("otto");
    }

    private JsonNode customer(String id) {
        var reply = shop.get("/v1/customers/" + id);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void it_names_the_affiliate_and_everybody_who_lost() {
        shop.tell(Event.click(otto.code()).with("ref", "k1"));
        var answer =
                shop.answer(Event.signup("ann").with("coupon", nora.coupon()).with("click_ref", "k1"));
        assertThat(answer.get("affiliate").asString()).isEqualTo(nora.id());
        assertThat(answer.get("reason").asString()).isEqualTo("coupon");
        var attribution = customer("ann").get("attribution");
        assertThat(attribution.get("affiliate").asString()).isEqualTo(nora.id());
        assertThat(attribution.get("reason").asString()).isEqualTo("coupon");
        assertThat(attribution
                        .get("candidates")
                        .valueStream()
                        .map(candidate -> candidate.get("by").asString() + " "
                                + candidate.get("affiliate").asString() + " "
                                + candidate.get("outcome").asString()))
                .containsExactly("coupon " + nora.id() + " won", "click " + otto.id() + " outranked");
        assertThat(attribution.get("explanation").asString())
                .startsWith("The affiliate has the coupon " + nora.coupon() + ", which the customer used")
                .contains("the click k1, which counts less");
    }

    @Test
    void it_says_why_nobody_is_owed() {
        assertThat(shop.answer(Event.signup("ann")).get("reason").asString()).isEqualTo("nobody_named");
        assertThat(customer("ann").get("attribution").get("why").asString()).isEqualTo("nobody_named");
        assertThat(shop.answer(Event.signup("bob").with("code", "nobodys"))
                        .get("reason")
                        .asString())
                .isEqualTo("unknown_code");
        assertThat(shop.answer(Event.invoice("in1", "bob", 3000)).get("reason").asString())
                .isEqualTo("unknown_code");
        shop.tell(Event.click(nora.code()).with("ref", "k1"));
        shop.moveDays(31);
        assertThat(shop.answer(Event.signup("eve").with("click_ref", "k1"))
                        .get("reason")
                        .asString())
                .isEqualTo("outside_window");
        assertThat(shop.answer(Event.click("nobodys")).get("reason").asString()).isEqualTo("unknown_code");
    }

    @Test
    void somebody_who_refers_themself_is_recorded_with_the_reason() {
        var answer =
                shop.answer(Event.signup("ann").with("coupon", nora.coupon()).with("email", nora.email()));
        assertThat(answer.get("result").asString()).isEqualTo("recorded");
        assertThat(answer.get("reason").asString()).isEqualTo("self_referral");
        assertThat(answer.has("affiliate")).isFalse();
        assertThat(shop.answer(Event.invoice("in1", "ann", 3000)).get("reason").asString())
                .isEqualTo("self_referral");
        assertThat(customer("ann").get("attribution").get("affiliate").isNull()).isTrue();
    }

    @Test
    void every_result_about_the_customer_names_the_affiliate() {
        shop.brought(nora, "ann");
        for (var event : new Event[] {
            Event.invoice("in1", "ann", 3000),
            Event.login("ann"),
            Event.tradeOpened("t1", "ann"),
            Event.tradeClosed("t1"),
            Event.canceled("ann")
        }) {
            assertThat(shop.answer(event).path("affiliate").asString(""))
                    .as(event.toString())
                    .isEqualTo(nora.id());
        }
    }

    @Test
    void it_tells_the_firsts() {
        shop.brought(nora, "ann");
        var before = customer("ann");
        assertThat(before.get("first_paid_at").isNull()).isTrue();
        shop.moveDays(1);
        shop.tellAll(Event.invoice("in1", "ann", 3000), Event.tradeOpened("t1", "ann"), Event.canceled("ann"));
        var after = customer("ann");
        assertThat(after.get("signed_up_at").asString()).isEqualTo("2026-01-01T00:00:00Z");
        for (var first : new String[] {"first_paid_at", "first_trade_at", "canceled_at"}) {
            assertThat(after.get(first).asString()).as(first).isEqualTo("2026-01-02T00:00:00Z");
        }
        assertThat(customer(after.get("id").asString())).isEqualTo(after);
        assertThat(shop.getAsManager("/v1/customers/" + after.get("id").asString())
                        .json())
                .isEqualTo(after);
        assertThat(shop.getAsManager("/v1/customers/ann?program=" + shop.id()).json())
                .isEqualTo(after);
    }

    @Test
    void a_customer_of_whom_only_a_trade_is_known_has_no_attribution() {
        shop.tell(Event.tradeOpened("t1", "ann"));
        assertThat(customer("ann").get("attribution").isNull()).isTrue();
    }

    @Test
    void an_id_with_a_slash_is_given_beside_the_path() {
        shop.brought(nora, "a/b");
        assertThat(shop.get("/v1/customers/-?customer=a%2Fb")
                        .json()
                        .get("customer")
                        .asString())
                .isEqualTo("a/b");
    }

    @Test
    void affiliates_and_other_merchants_may_not_read_it() {
        shop.brought(nora, "ann");
        var ours = customer("ann").get("id").asString();
        var other = scene.shop();
        for (var path : new String[] {"ann", ours, ours + "?program=" + shop.id(), "ann?program=" + shop.id()}) {
            assertThat(other.get("/v1/customers/" + path).status()).as(path).isEqualTo(404);
            assertThat(new Client(url)
                            .get("/v1/customers/" + path, "Authorization", bearers.with(Role.AFFILIATE))
                            .status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(shop.getAsManager("/v1/customers/ann").status()).isEqualTo(400);
        assertThat(shop.getAsManager("/v1/customers/" + ours + "?program=" + other.id())
                        .status())
                .isEqualTo(404);
    }
}
