package dev.handsel.inbox.stripeevents;

import static dev.handsel.inbox.stripeevents.Payloads.changed;
import static dev.handsel.inbox.stripeevents.Payloads.draft;
import static dev.handsel.inbox.stripeevents.Payloads.event;
import static dev.handsel.inbox.stripeevents.Payloads.invoice;
import static dev.handsel.inbox.stripeevents.Payloads.json;
import static dev.handsel.inbox.stripeevents.Payloads.line;
import static dev.handsel.inbox.stripeevents.Payloads.lines;
import static dev.handsel.inbox.stripeevents.Payloads.reread;
import static dev.handsel.inbox.stripeevents.Payloads.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.stripeevents.BillingChange.InvoiceSettled;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a paid invoice of Stripe's means: its lines, its tax and its cash, payload by payload, without a server. */
class InvoiceTranslationTest {

    @Test
    void a_yearly_plan_is_told_with_its_period_and_without_the_tax_inside() {
        var change = invoice("yearly-inclusive-tax");

        assertThat(reread(change.draft())).isEqualTo(json("""
                {"id": "stripe:evt_yearly:0", "type": "invoice_paid", "occurred_at": "2026-01-01T00:00:40Z",
                 "invoice": "in_yearly", "currency": "EUR", "tax": 1900, "credit_applied": 0,
                 "lines": [{"amount": 10000, "period_start": "2026-01-01T00:00:00Z", "period_end": "2027-01-01T00:00:00Z",
                            "product": "prod_1"}]}"""));
        assertThat(change.payments()).containsExactly("pi_yearly");
        assertThat(change.stripeCustomer()).isEqualTo("cus_1");
    }

    @Test
    void a_discount_is_taken_off_its_line_and_its_words_are_kept() {
        var change = invoice("monthly-discount");

        assertThat(reread(change.draft())).isEqualTo(json("""
                {"id": "stripe:evt_discount:0", "type": "invoice_paid", "occurred_at": "2026-01-01T00:00:40Z",
                 "invoice": "in_discount", "currency": "USD", "tax": 1520, "credit_applied": 0,
                 "coupons": [{"promotion": "promo_1", "code": "ANN20", "coupon": "Z4OV52SU"}],
                 "lines": [{"amount": 8000, "period_start": "2026-01-01T00:00:00Z", "period_end": "2026-02-01T00:00:00Z",
                            "product": "price_1"}]}"""));
        assertThat(change.payments()).containsExactly("ch_discount", "pi_discount");
    }

    @Test
    void prorations_keep_their_period_and_their_sign() {
        assertThat(lines("update-with-credit"))
                .containsExactly(
                        "-5000 2026-01-16T00:00:00Z 2026-02-01T00:00:00Z",
                        "10000 2026-01-16T00:00:00Z 2026-02-01T00:00:00Z");
    }

    @Test
    void a_week_is_a_period_like_any_other() {
        assertThat(lines("weekly")).containsExactly("700 2026-01-29T00:00:00Z 2026-02-05T00:00:00Z");
    }

    @Test
    void a_proration_without_length_has_no_period() {
        var flat = changed(
                "update-with-credit",
                invoice -> line(invoice).withObject("period").put("start", 1_769_904_000L));
        assertThat(lines(told(flat)).getFirst()).isEqualTo("-5000 2026-02-01T00:00:00Z 0");
    }

    @Test
    void an_item_has_a_period_on_an_invoice_that_is_no_subscriptions() {
        assertThat(lines("one-off")).containsExactly("4900 2026-01-04T00:00:00Z 0");
        var support =
                changed("one-off", invoice -> Payloads.period(invoice, "2026-01-04T00:00:00Z", "2027-01-04T00:00:00Z"));
        assertThat(lines(told(support))).containsExactly("4900 2026-01-04T00:00:00Z 2027-01-04T00:00:00Z");
    }

    @Test
    void an_item_beside_a_subscription_has_none_whatever_says_so() {
        for (Consumer<ObjectNode> saying : List.<Consumer<ObjectNode>>of(
                invoice -> invoice.put("subscription", "sub_1"),
                invoice -> invoice.put("billing_reason", "subscription_cycle"),
                invoice -> invoice.putObject("parent").put("type", "subscription_details"),
                invoice -> line(invoice).put("subscription", "sub_1"),
                invoice -> invoice.withObject("lines")
                        .withArray("data")
                        .addObject()
                        .put("amount", 0)
                        .put("type", "subscription"))) {
            var beside = changed("one-off", invoice -> {
                Payloads.period(invoice, "2026-01-04T00:00:00Z", "2026-02-04T00:00:00Z");
                saying.accept(invoice);
            });
            assertThat(lines(told(beside)).getFirst()).isEqualTo("4900 2026-01-04T00:00:00Z 0");
        }
    }

    @Test
    void what_the_balance_paid_is_no_cash() {
        assertThat(credit("credit-balance", _ -> {})).isEqualTo(3000);
        assertThat(credit("credit-balance", invoice -> invoice.put("amount_paid", 10_000)))
                .isZero();
        assertThat(credit("credit-balance", invoice -> invoice.put("amount_paid", 99_000)))
                .isZero();
        assertThat(credit("credit-balance", invoice -> invoice.put("amount_paid", 0)))
                .isEqualTo(10_000);
    }

    @Test
    void what_settled_an_older_debt_is_told_beside() {
        var owing = told(changed(
                        "credit-balance",
                        invoice -> invoice.put("starting_balance", 500)
                                .put("amount_due", 10_500)
                                .put("amount_paid", 10_500)))
                .json();
        assertThat(owing.get("credit_applied").asLong()).isZero();
        assertThat(owing.get("debt_settled").asLong()).isEqualTo(500);
        var partly = told(changed(
                        "credit-balance",
                        invoice -> invoice.put("starting_balance", 500).put("amount_paid", 4_500)))
                .json();
        assertThat(partly.get("credit_applied").asLong()).isEqualTo(6_000);
        assertThat(draft("credit-balance").json().has("debt_settled")).isFalse();
    }

    @Test
    void an_invoice_of_less_than_nothing_has_no_cash() {
        var negative = told(changed("update-with-credit", invoice -> {
                    ((ObjectNode) invoice.at("/lines/data/1")).put("amount", 1000);
                    invoice.put("total", -4000).put("amount_paid", 0).putArray("total_taxes");
                }))
                .json();
        assertThat(negative.get("credit_applied").asLong()).isZero();
        assertThat(negative.has("debt_settled")).isFalse();
    }

    @Test
    void what_was_paid_outside_of_stripe_is_cash_as_the_merchant_says() {
        assertThat(credit(
                        "monthly-discount",
                        invoice -> invoice.put("amount_paid", 0).put("paid_out_of_band", true)))
                .isZero();
        assertThat(credit(
                        "monthly-discount",
                        invoice -> invoice.put("amount_paid", 0)
                                .put("starting_balance", -2_000)
                                .put("amount_due", 7_520)
                                .put("paid_out_of_band", true)))
                .isEqualTo(2_000);
        assertThat(credit("monthly-discount", invoice -> invoice.put("amount_paid", 0)))
                .isEqualTo(9_520);
    }

    private static long credit(String name, Consumer<ObjectNode> change) {
        return told(changed(name, change)).json().get("credit_applied").asLong();
    }

    @Test
    void currencies_keep_their_units_but_for_those_that_stripe_writes_otherwise() {
        assertThat(draft("yen-quarterly").json().get("tax").asLong()).isEqualTo(300);
        assertThat(lines("yen-quarterly")).containsExactly("3000 2026-01-01T00:00:00Z 2026-04-01T00:00:00Z");
        assertThat(draft("krona").json().get("tax").asLong()).isEqualTo(240);
        assertThat(lines("krona")).containsExactly("1000 2026-01-01T00:00:00Z 2026-02-01T00:00:00Z");
        var ariary = changed("yen-quarterly", invoice -> invoice.put("currency", "mga"));
        assertThat(told(ariary).json().get("tax").asLong()).isEqualTo(30_000);
    }

    @Test
    void what_is_on_no_line_is_a_sale_at_the_time_of_the_payment() {
        assertThat(lines("long-invoice"))
                .containsExactly(
                        "1000 2026-01-01T00:00:00Z 2026-02-01T00:00:00Z",
                        "1000 2026-01-01T00:00:00Z 2026-02-01T00:00:00Z",
                        "1000 2026-01-01T00:00:00Z 2026-02-01T00:00:00Z",
                        "2000 2026-01-01T00:00:40Z 0");
    }

    @Test
    void usage_of_the_past_has_its_period_and_a_fee_none() {
        assertThat(lines("usage-in-arrears"))
                .containsExactly(
                        "2000 2026-01-01T00:00:00Z 2026-02-01T00:00:00Z",
                        "10000 2026-02-01T00:00:00Z 2026-03-01T00:00:00Z",
                        "500 2026-02-01T00:00:00Z 0");
    }

    @Test
    void a_product_is_named_before_its_price() {
        assertThat(product(invoice -> {})).isEqualTo("prod_1");
        assertThat(product(invoice -> line(invoice)
                        .withObject("pricing")
                        .withObject("price_details")
                        .remove("product")))
                .isEqualTo("price_1");
        assertThat(product(invoice -> line(invoice).remove("pricing"))).isEqualTo("none");
        assertThat(product(invoice -> {
                    line(invoice).remove("pricing");
                    line(invoice)
                            .putObject("price")
                            .put("id", "price_2")
                            .putObject("product")
                            .put("id", "prod_2");
                }))
                .isEqualTo("prod_2");
    }

    private static String product(Consumer<ObjectNode> change) {
        return told(changed("yearly-inclusive-tax", change))
                .json()
                .at("/lines/0")
                .path("product")
                .asString("none");
    }

    @Test
    void the_tax_is_found_in_every_shape() {
        for (Consumer<ObjectNode> shape : List.<Consumer<ObjectNode>>of(
                _ -> {},
                invoice -> invoice.remove("total_tax_amounts"),
                invoice -> invoice.remove(List.of("total_tax_amounts", "tax")),
                invoice -> {
                    invoice.remove(List.of("total_tax_amounts", "tax"));
                    invoice.put("total_excluding_tax", 8_000);
                    line(invoice).remove("tax_amounts");
                })) {
            assertThat(told(changed("monthly-discount", shape))
                            .json()
                            .get("tax")
                            .asLong())
                    .isEqualTo(1_520);
        }
    }

    @Test
    void the_subscription_may_name_the_merchants_customer() {
        var named = changed(
                "yearly-inclusive-tax",
                invoice -> invoice.withObject("parent")
                        .withObject("subscription_details")
                        .withObject("metadata")
                        .put("handsel_customer", "user-17"));
        assertThat(((InvoiceSettled) Translator.translate(named)).customer()).isEqualTo(Optional.of("user-17"));
    }

    @Test
    void every_invoice_adds_up_to_its_total() {
        for (var name : List.of(
                "yearly-inclusive-tax",
                "monthly-discount",
                "update-with-credit",
                "credit-balance",
                "yen-quarterly",
                "long-invoice",
                "weekly",
                "usage-in-arrears",
                "one-off")) {
            var told = draft(name).json();
            long sum = told.get("lines")
                    .valueStream()
                    .mapToLong(line -> line.get("amount").asLong())
                    .sum();
            assertThat(sum + told.get("tax").asLong())
                    .as(name)
                    .isEqualTo(event(name).object().amount("total"));
        }
    }
}
