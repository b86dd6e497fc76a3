package dev.handsel.inbox.stripebilling;

import static dev.handsel.inbox.stripebilling.Payloads.changed;
import static dev.handsel.inbox.stripebilling.Payloads.draft;
import static dev.handsel.inbox.stripebilling.Payloads.event;
import static dev.handsel.inbox.stripebilling.Payloads.invoice;
import static dev.handsel.inbox.stripebilling.Payloads.json;
import static dev.handsel.inbox.stripebilling.Payloads.line;
import static dev.handsel.inbox.stripebilling.Payloads.lines;
import static dev.handsel.inbox.stripebilling.Payloads.reread;
import static dev.handsel.inbox.stripebilling.Payloads.told;
import static dev.handsel.inbox.stripebilling.Payloads.translated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.stripebilling.BillingChange.AboutPayment;
import dev.handsel.inbox.stripebilling.BillingChange.InvoiceSettled;
import dev.handsel.inbox.stripebilling.BillingChange.SubscriptionEnded;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What Stripe's events mean, payload by payload, without a server. */
class StripeBillingTranslationTest {

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
        var flat = changed("update-with-credit", invoice -> line(invoice)
                .withObject("period")
                .put("start", 1_769_904_000L));
        assertThat(lines(told(flat)).getFirst()).isEqualTo("-5000 2026-02-01T00:00:00Z 0");
    }

    @Test
    void an_item_has_a_period_on_an_invoice_that_is_no_subscriptions() {
        assertThat(lines("one-off")).containsExactly("4900 2026-01-04T00:00:00Z 0");
        var support = changed("one-off", invoice -> Payloads.period(invoice, "2026-01-04T00:00:00Z", "2027-01-04T00:00:00Z"));
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
        assertThat(credit("credit-balance", invoice -> invoice.put("amount_paid", 10_000))).isZero();
        assertThat(credit("credit-balance", invoice -> invoice.put("amount_paid", 99_000))).isZero();
        assertThat(credit("credit-balance", invoice -> invoice.put("amount_paid", 0))).isEqualTo(10_000);
    }

    @Test
    void what_settled_an_older_debt_is_told_beside() {
        var owing = told(changed("credit-balance", invoice -> invoice.put("starting_balance", 500)
                        .put("amount_due", 10_500)
                        .put("amount_paid", 10_500)))
                .json();
        assertThat(owing.get("credit_applied").asLong()).isZero();
        assertThat(owing.get("debt_settled").asLong()).isEqualTo(500);
        var partly = told(changed("credit-balance", invoice -> invoice.put("starting_balance", 500)
                        .put("amount_paid", 4_500)))
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
        assertThat(credit("monthly-discount", invoice -> invoice.put("amount_paid", 0)
                        .put("paid_out_of_band", true)))
                .isZero();
        assertThat(credit("monthly-discount", invoice -> invoice.put("amount_paid", 0)
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
        assertThat(product(invoice -> line(invoice).withObject("pricing").withObject("price_details").remove("product")))
                .isEqualTo("price_1");
        assertThat(product(invoice -> line(invoice).remove("pricing"))).isEqualTo("none");
        assertThat(product(invoice -> {
                    line(invoice).remove("pricing");
                    line(invoice).putObject("price").put("id", "price_2").putObject("product").put("id", "prod_2");
                }))
                .isEqualTo("prod_2");
    }

    private static String product(Consumer<ObjectNode> change) {
        return told(changed("yearly-inclusive-tax", change)).json().at("/lines/0").path("product").asString("none");
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
            assertThat(told(changed("monthly-discount", shape)).json().get("tax").asLong())
                    .isEqualTo(1_520);
        }
    }

    @Test
    void a_refund_is_told_as_the_sum_that_stripe_tells() {
        assertThat(translated("refund-partial")).isInstanceOfSatisfying(AboutPayment.class, refund -> {
            assertThat(refund.invoice()).contains("in_discount");
            assertThat(refund.draft().json().get("total").asLong()).isEqualTo(2000);
        });
        assertThat(translated("refund-full")).isInstanceOfSatisfying(AboutPayment.class, refund -> {
            assertThat(refund.invoice()).isEmpty();
            assertThat(refund.payments()).containsExactly("ch_discount", "pi_discount");
            assertThat(refund.draft().type()).isEqualTo("stripe_refunded");
            assertThat(refund.draft().json().get("charge").asString()).isEqualTo("ch_discount");
            assertThat(refund.draft().json().get("total").asLong()).isEqualTo(9520);
        });
        assertThat(Translator.translate(changed("refund-full", charge -> charge.putNull("invoice"))))
                .isInstanceOf(BillingChange.Nothing.class);
    }

    @ParameterizedTest
    @CsvSource({
        "refund.failed, failed, stripe_refund_failed",
        "refund.failed, pending, stripe_refund_failed",
        "refund.updated, failed, stripe_refund_failed",
        "refund.updated, canceled, stripe_refund_failed",
        "charge.refund.updated, failed, stripe_refund_failed",
        "charge.refund.updated, canceled, stripe_refund_failed",
        "refund.updated, succeeded,",
        "charge.refund.updated, pending,",
        "refund.created, succeeded,"
    })
    void a_refund_that_went_wrong_is_told_by_whatever_tells_it(String type, String status, String told) {
        assertThat(type(typed("refund-failed", type, status))).isEqualTo(told);
    }

    @Test
    void a_failed_refund_names_what_it_can_be_found_by() {
        assertThat(reread(draft("refund-failed"))).isEqualTo(json("""
                {"id": "stripe:evt_failed:0", "type": "stripe_refund_failed", "occurred_at": "2026-01-12T00:00:00Z",
                 "charge": "ch_discount", "refund": "re_1", "amount": 2000}"""));
        assertThat(((AboutPayment) translated("refund-failed")).payments()).containsExactly("ch_discount", "pi_discount");
    }

    @Test
    void a_credit_note_counts_by_what_it_gave_back_outside_of_stripe() {
        assertThat(reread(draft("credit-note"))).isEqualTo(json("""
                {"id": "stripe:evt_note:0", "type": "refund", "occurred_at": "2026-01-05T00:00:00Z",
                 "invoice": "in_1", "refund": "cn_1", "amount": 3000}"""));
        var voided = typed("credit-note", "credit_note.voided", "void");
        assertThat(reread(told(voided))).isEqualTo(json("""
                {"id": "stripe:evt_note:0", "type": "refund_failed", "occurred_at": "2026-01-05T00:00:00Z", "refund": "cn_1"}"""));
        var byCard = changed("credit-note", note -> note.put("out_of_band_amount", 0));
        assertThat(Translator.translate(byCard)).isInstanceOf(BillingChange.Nothing.class);
    }

    @ParameterizedTest
    @CsvSource({
        "charge.dispute.created, warning_needs_response, inquiry",
        "charge.dispute.created, needs_response, open",
        "charge.dispute.created, lost, lost",
        "charge.dispute.updated, warning_under_review, inquiry",
        "charge.dispute.updated, under_review, open",
        "charge.dispute.updated, prevented, won",
        "charge.dispute.funds_withdrawn, needs_response, open",
        "charge.dispute.funds_withdrawn, warning_needs_response, open",
        "charge.dispute.closed, won, won",
        "charge.dispute.closed, lost, lost",
        "charge.dispute.closed, warning_closed, won",
        "charge.dispute.closed, under_review,",
        "charge.dispute.funds_reinstated, won,"
    })
    void a_dispute_stands_where_its_event_says(String type, String status, String state) {
        var event = typed("dispute-created", type, status);
        if (state == null) {
            assertThat(type(event)).isNull();
        } else {
            assertThat(reread(told(event))).isEqualTo(json("""
                    {"id": "stripe:evt_dispute1:0", "type": "stripe_dispute", "occurred_at": "2026-01-08T00:00:00Z",
                     "dispute": "du_1", "amount": 9520, "state": "%s"}""".formatted(state)));
        }
    }

    private static BillingEvent typed(String name, String type, String status) {
        var event = Payloads.resource(name);
        event.put("type", type);
        ((ObjectNode) event.at("/data/object")).put("status", status);
        return Payloads.read(event);
    }

    private static @Nullable String type(BillingEvent event) {
        return Translator.translate(event) instanceof BillingChange.Nothing ? null : told(event).type();
    }

    @Test
    void a_checkout_is_a_signup_by_click_or_code() {
        assertThat(reread(draft("checkout"))).isEqualTo(json("""
                {"id": "stripe:evt_checkout:0", "type": "signup", "occurred_at": "2026-01-01T00:00:50Z",
                 "customer": "user-17", "click_id": "clk_06f00000000000000000000000", "email": "Kim@example.com"}"""));
        var byCode = changed("checkout", session -> {
            session.put("client_reference_id", "ann-2026");
            session.putObject("metadata");
            session.withArray("discounts").addObject().put("coupon", "ANN10").put("promotion_code", "promo_1");
        });
        assertThat(reread(told(byCode))).isEqualTo(json("""
                {"id": "stripe:evt_checkout:0", "type": "signup", "occurred_at": "2026-01-01T00:00:50Z",
                 "customer": "cus_1", "code": "ann-2026", "email": "Kim@example.com",
                 "coupons": [{"promotion": "promo_1", "coupon": "ANN10"}]}"""));
        var guest = changed("checkout", session -> session.putNull("customer").putNull("metadata"));
        assertThat(Translator.translate(guest)).isInstanceOf(BillingChange.Nothing.class);
    }

    @Test
    void payments_and_cancellations_are_understood() {
        assertThat(translated("invoice-payment"))
                .isEqualTo(new BillingChange.Payment("in_yearly", List.of("pi_yearly")));
        assertThat(translated("subscription-deleted"))
                .isInstanceOfSatisfying(
                        SubscriptionEnded.class,
                        canceled -> assertThat(canceled.stripeCustomer()).isEqualTo("cus_1"));
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
