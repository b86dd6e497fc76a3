package dev.handsel.inbox.stripebilling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.stripebilling.WaitingDeliveries.Waiting;
import dev.handsel.inbox.stripebilling.WaitingDeliveries.WaitsFor;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.HandselTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.node.ObjectNode;

/** What waits for another event of Stripe is listed, given up by the programme's clock, and applies after all. */
@HandselTest
class StripeWaitingTest {

    private static final Instant CAME = Instant.parse("2026-02-01T00:00:00Z");

    @Autowired
    private EventScene scene;

    @Autowired
    private Bearers bearers;

    @Autowired
    private WaitingDeliveries waiting;

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
                .containsExactly(
                        new Waiting(
                                "stripe:evt_charge.dispute.createdlostin_2:0",
                                "stripe_dispute",
                                null,
                                new WaitsFor("payment", "ch_in_2"),
                                CAME,
                                null),
                        new Waiting(
                                "stripe:evt_refund:0",
                                "stripe_refunded",
                                "cus_9",
                                new WaitsFor("payment", "ch_discount"),
                                CAME,
                                null),
                        new Waiting(
                                "stripe:evt_in_1:0",
                                "invoice_paid",
                                "cus_1",
                                new WaitsFor("signup", "cus_1"),
                                CAME,
                                null));
    }

    @Test
    void a_customer_is_listed_by_the_merchants_name_where_it_is_known() {
        merchant.told(Merchant.checkout(
                "cus_1", "nobody", session -> session.withObject("metadata").put("handsel_customer", "user-17")));
        merchant.told(refundOf("cus_1"));
        assertThat(all()).extracting(Waiting::customer).containsExactly("user-17");
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
                .extracting(Waiting::event, Waiting::givenUpAt)
                .containsExactly(
                        tuple("stripe:evt_refund_100in_other:0", null),
                        tuple(
                                "stripe:evt_refund_5000in_1:0", Instant.parse("2026-03-03T00:00:00Z")));
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

    private List<Waiting> all() {
        return waiting.of(ProgramId.parse(merchant.shop().id()));
    }
}
