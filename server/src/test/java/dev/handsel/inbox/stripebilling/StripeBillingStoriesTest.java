package dev.handsel.inbox.stripebilling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.inbox.stripeevents.Payloads;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.HandselTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** Merchants on Stripe whose webhooks earn commissions; over HTTP, with signatures. */
@HandselTest
class StripeBillingStoriesTest {

    @Autowired
    private EventScene scene;

    @Autowired
    private Bearers bearers;

    @Autowired
    private OverdueDeliveries overdue;

    @Autowired
    private JdbcClient jdbc;

    @Value("${handsel.public-url}")
    private String url = "";

    private Merchant merchant;

    @BeforeEach
    void a_merchant_in_spring() {
        merchant = new Merchant(url, bearers, scene.shop()).connected();
        merchant.shop().moveTo("2026-03-01T00:00:00Z");
    }

    @Test
    void a_checkout_and_an_invoice_earn_a_commission() {
        var ann = merchant.shop().affiliate("ann");

        assertThat(merchant.told(Merchant.checkout("cus_1", ann.code(), _ -> {})))
                .containsExactly("signup recorded");
        assertThat(merchant.told(Merchant.invoice("in_1", "cus_1"))).containsExactly("invoice_paid recorded");

        assertThat(merchant.shop().lines(ann)).containsExactly("in_1 FIRST 3000");
        assertThat(merchant.shop().line(ann, "in_1", "FIRST").get("customer").asString())
                .isEqualTo("cus_1");
    }

    @Test
    void a_coupon_of_the_first_invoice_brings_a_customer_whom_nobody_brought() {
        var ann = merchant.shop().affiliate("ann");
        merchant.told(Merchant.checkout("cus_1", "some-order-17", _ -> {}));
        var invoice = Merchant.invoice("in_1", "cus_1");
        ((ObjectNode) invoice.at("/data/object"))
                .putObject("discount")
                .putObject("promotion_code")
                .put("code", ann.coupon());

        assertThat(merchant.told(invoice)).containsExactly("invoice_paid recorded");
        assertThat(merchant.shop().lines(ann)).containsExactly("in_1 FIRST 3000");
    }

    @Test
    void the_merchants_own_id_of_a_customer_holds_for_later_invoices() {
        var ann = merchant.shop().affiliate("ann");
        merchant.told(Merchant.checkout(
                "cus_1", ann.code(), session -> session.withObject("metadata").put("handsel_customer", "user-17")));
        merchant.told(Merchant.invoice("in_1", "cus_1"));

        assertThat(merchant.shop().line(ann, "in_1", "FIRST").get("customer").asString())
                .isEqualTo("user-17");
    }

    @Test
    void a_yearly_plan_earns_for_each_of_its_months() {
        var ann = merchant.shop().affiliate("ann");
        merchant.told(Merchant.checkout("cus_1", ann.code(), _ -> {}));
        merchant.told(Merchant.event("yearly-inclusive-tax", "evt_1", _ -> {}));

        long base = merchant.shop().commissions(ann).stream()
                .filter(line -> !line.get("kind").asString().equals("BONUS"))
                .mapToLong(line -> line.get("base").asLong())
                .sum();
        assertThat(base).isEqualTo(10_000);
    }

    @Test
    void an_event_counts_once_however_often_it_comes() {
        var ann = merchant.shop().affiliate("ann");
        var checkout = Merchant.checkout("cus_1", ann.code(), _ -> {});
        var invoice = Merchant.invoice("in_1", "cus_1");
        merchant.told(checkout);
        merchant.told(invoice);
        merchant.told(Merchant.refunded("in_1", 2_000));

        assertThat(merchant.told(checkout)).isEmpty();
        assertThat(merchant.told(invoice)).isEmpty();
        assertThat(merchant.told(Merchant.refunded("in_1", 2_000))).isEmpty();
        assertThat(reversed("in_1", ann)).isEqualTo(600);
        assertThat(merchant.shop().lines(ann)).hasSize(1);
    }

    @Test
    void whoever_signed_up_by_the_api_under_stripes_id_needs_no_checkout() {
        var ann = merchant.shop().affiliate("ann");
        assertThat(merchant.told(Merchant.invoice("in_1", "cus_1"))).containsExactly("invoice_paid parked");
        merchant.signedUp(ann, "cus_1");

        var second = Merchant.invoice("in_2", "cus_1");
        ((ObjectNode) second.at("/data/object")).put("billing_reason", "subscription_cycle");
        assertThat(merchant.told(second)).containsExactly("invoice_paid recorded", "invoice_paid recorded");
        assertThat(merchant.shop().lines(ann)).contains("in_1 FIRST 3000");
    }

    @Test
    void an_invoice_that_the_merchant_told_otherwise_is_quarantined() {
        merchant.told(Merchant.checkout("cus_1", "nobody", _ -> {}));
        merchant.shop().tell(Event.invoice("in_1", "cus_1", 4_000));
        assertThat(merchant.told(Merchant.invoice("in_1", "cus_1"))).containsExactly("invoice_paid quarantined");
    }

    @Test
    void what_means_nothing_is_kept_and_counted() {
        merchant.told(Merchant.checkout("cus_1", "nobody", _ -> {}));
        merchant.told(Merchant.invoice("in_2", "cus_unknown"));
        var other = Merchant.event("dispute-won", "evt_other", _ -> {});
        other.put("type", "charge.dispute.funds_reinstated");
        assertThat(merchant.told(other)).isEmpty();

        var connection = merchant.connection();
        assertThat(connection.get("connected").asBoolean()).isTrue();
        assertThat(connection.get("events").get("applied").asLong()).isEqualTo(1);
        assertThat(connection.get("events").get("waiting").asLong()).isEqualTo(1);
        assertThat(connection.get("events").get("ignored").asLong()).isEqualTo(1);
        assertThat(connection.get("last_event_at").asString()).isNotBlank();
    }

    @Test
    void a_subscription_that_ends_is_told() {
        merchant.told(Merchant.checkout("cus_1", "nobody", _ -> {}));
        assertThat(merchant.told(Merchant.event("subscription-deleted", "evt_1", _ -> {})))
                .containsExactly("subscription_canceled recorded");
    }

    @Test
    void a_checkout_that_never_comes_is_not_awaited_for_ever() {
        var ann = merchant.shop().affiliate("ann");
        merchant.told(Merchant.invoice("in_1", "cus_1"));
        merchant.told(Merchant.refunded("in_of_somebody", 2_000));
        aged(Duration.ofDays(4));
        overdue.catchUp();
        assertThat(merchant.connection().at("/events/applied").asLong()).isEqualTo(1);
        assertThat(merchant.connection().at("/events/waiting").asLong()).isEqualTo(1);

        merchant.signedUp(ann, "cus_1");
        assertThat(merchant.shop().lines(ann)).containsExactly("in_1 FIRST 3000");

        aged(Duration.ofDays(100));
        overdue.catchUp();
        assertThat(merchant.told(Merchant.invoice("in_1", "cus_1"))).isEmpty();
    }

    @Test
    void one_customer_about_whom_nothing_can_be_told_holds_up_nobody() {
        merchant.told(Merchant.invoice("in_1", "cus_1"));
        merchant.told(Merchant.invoice("in_2", "cus_2"));
        jdbc.sql(
                        "update stripe_billing_waiting set body = '{\"type\": \"odd\"}' where event_id = 'evt_in_1' and program_id = :id")
                .param("id", ProgramId.parse(merchant.shop().id()).value())
                .update();
        aged(Duration.ofDays(100));
        overdue.catchUp();
        assertThat(merchant.connection().at("/events/applied").asLong()).isEqualTo(1);
        assertThat(merchant.connection().at("/events/waiting").asLong()).isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from stripe_billing_event where program_id = :id and payload is not null")
                        .param("id", ProgramId.parse(merchant.shop().id()).value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void a_checkout_that_comes_after_all_is_under_the_name_that_its_invoice_had() {
        var ann = merchant.shop().affiliate("ann");
        merchant.told(Merchant.invoice("in_1", "cus_1"));
        aged(Duration.ofDays(4));
        overdue.catchUp();

        merchant.told(Merchant.checkout(
                "cus_1", ann.code(), session -> session.withObject("metadata").put("handsel_customer", "user-17")));
        assertThat(merchant.shop().lines(ann)).containsExactly("in_1 FIRST 3000");
    }

    @Test
    void a_fee_earns_at_once_and_the_trial_beside_it_opens_nothing() {
        var ann = merchant.shop().affiliate("ann");
        merchant.told(Merchant.checkout("cus_1", ann.code(), _ -> {}));
        merchant.told(Merchant.event("versions/2026-11-18.endive", "evt_1", invoice -> {
            invoice.put("amount_paid", 5_000).put("starting_balance", 0).put("total", 5_000);
            invoice.putArray("total_taxes");
            ((ObjectNode) invoice.at("/lines/data/0")).put("amount", 0).putArray("discount_amounts");
            invoice.withObject("lines").withArray("data").remove(2);
        }));
        var month = Merchant.invoice("in_2", "cus_1");
        ((ObjectNode) month.at("/data/object/status_transitions")).put("paid_at", 1_769_904_060L);
        Payloads.period((ObjectNode) month.at("/data/object"), "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z");
        month.put("created", 1_769_904_070L);
        merchant.told(month);

        assertThat(merchant.shop().lines(ann)).containsExactlyInAnyOrder("in_1 FIRST 1500", "in_2 FIRST 3000");
    }

    private void aged(Duration age) {
        jdbc.sql("update stripe_billing_event set received_at = now() - :age::interval where program_id = :program")
                .param("age", age.toString())
                .param("program", ProgramId.parse(merchant.shop().id()).value())
                .update();
    }

    private long reversed(String invoice, Shop.Affiliate affiliate) {
        return merchant.shop().line(affiliate, invoice, "FIRST").get("reversed").asLong();
    }
}
