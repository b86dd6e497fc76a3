package dev.handsel.inbox.stripebilling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.events.EventScene;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.HandselTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What waits for another event of Stripe is listed, given up by the programme's clock, and applies after all. */
@HandselTest
class StripeWaitingTest {

    private static final Instant CAME = Instant.parse("2026-02-01T00:00:00Z");

    @Autowired
    private EventScene scene;

    @Autowired
    private Bearers bearers;

    @Value("${handsel.public-url}")
    private String url = "";

    private Merchant merchant;

    @BeforeEach
    void a_merchant_in_february() {
        merchant = new Merchant(url, bearers, scene.shop()).connected();
        merchant.shop().moveTo(CAME.toString());
    }

    @Test
    void what_waits_says_for_what_and_since_when() {
        merchant.told(Merchant.at("2026-01-01T00:01:10Z", Merchant.bareInvoice("in_1", "cus_1")));
        merchant.told(refundOf("cus_9"));
        merchant.told(Merchant.dispute("charge.dispute.created", "lost", "in_2", 500, "2026-01-08T00:00:00Z"));

        assertThat(all())
                .containsExactlyInAnyOrder(
                        "stripe:evt_charge.dispute.createdlostin_2:0 stripe_dispute of null for payment ch_in_2 since "
                                + CAME,
                        "stripe:evt_refund:0 stripe_refunded of cus_9 for payment ch_discount since " + CAME,
                        "stripe:evt_in_1:0 invoice_paid of cus_1 for customer cus_1 since " + CAME);
    }

    @Test
    void a_customer_is_listed_by_the_merchants_name_where_it_is_known() {
        merchant.told(Merchant.checkout(
                "cus_1", "nobody", session -> session.withObject("metadata").put("handsel_customer", "user-17")));
        merchant.told(refundOf("cus_1"));
        assertThat(all())
                .containsExactly(
                        "stripe:evt_refund:0 stripe_refunded of user-17 for payment ch_discount since " + CAME);
    }

    @Test
    void what_is_given_up_after_30_days_is_said_and_still_applies() {
        var ann = merchant.shop().affiliate("ann");
        merchant.told(Merchant.refunded("in_1", 5_000));
        merchant.shop().moveTo("2026-03-02T23:59:59Z");
        assertThat(merchant.connection().at("/events/given_up").asLong()).isZero();
        merchant.told(Merchant.refunded("in_other", 100));

        merchant.shop().moveTo("2026-03-04T00:00:00Z");
        assertThat(merchant.connection().at("/events/given_up").asLong()).isEqualTo(1);
        assertThat(merchant.connection().at("/events/waiting").asLong()).isEqualTo(1);
        assertThat(all())
                .containsExactlyInAnyOrder(
                        "stripe:evt_refund_100in_other:0 stripe_refunded of cus_1 for payment ch_in_other since"
                                + " 2026-03-02T23:59:59Z",
                        "stripe:evt_refund_5000in_1:0 stripe_refunded of cus_1 for payment ch_in_1 since"
                                + " 2026-02-01T00:00:00Z given up 2026-03-03T00:00:00Z");
        assertThat(merchant.shop().audited(merchant.shop().id())).containsOnlyOnce("stripe_billing.given_up");

        merchant.told(Merchant.checkout("cus_1", ann.code(), _ -> {}));
        merchant.told(Merchant.bareInvoice("in_1", "cus_1"));
        merchant.told(Merchant.payment("in_1"));
        assertThat(merchant.shop().line(ann, "in_1", "FIRST").get("reversed").asLong())
                .isEqualTo(1_500);
        assertThat(merchant.connection().at("/events/given_up").asLong()).isZero();
        assertThat(all()).hasSize(1);
    }

    private static ObjectNode refundOf(String stripeCustomer) {
        var refund = Merchant.event("refund-full", "evt_refund", charge -> charge.put("customer", stripeCustomer));
        return Merchant.at("2026-01-08T00:00:00Z", refund);
    }

    private List<String> all() {
        var reply =
                merchant.shop().getAsManager("/v1/programs/" + merchant.shop().id() + "/waiting");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json()
                .get("data")
                .valueStream()
                .map(StripeWaitingTest::words)
                .toList();
    }

    private static String words(JsonNode waiting) {
        var words = "%s %s of %s for %s %s since %s"
                .formatted(
                        waiting.get("event").asString(),
                        waiting.get("type").asString(),
                        waiting.path("customer").asString("null"),
                        waiting.at("/waits_for/kind").asString(),
                        waiting.at("/waits_for/ref").asString(),
                        waiting.get("since").asString());
        var givenUp = waiting.path("given_up_at");
        return givenUp.isString() ? words + " given up " + givenUp.asString() : words;
    }
}
