package dev.handsel.inbox.stripebilling;

import static dev.handsel.inbox.stripebilling.Payloads.changed;
import static dev.handsel.inbox.stripebilling.Payloads.draft;
import static dev.handsel.inbox.stripebilling.Payloads.event;
import static dev.handsel.inbox.stripebilling.Payloads.invoice;
import static dev.handsel.inbox.stripebilling.Payloads.json;
import static dev.handsel.inbox.stripebilling.Payloads.lines;
import static dev.handsel.inbox.stripebilling.Payloads.reread;
import static dev.handsel.inbox.stripebilling.Payloads.told;
import static dev.handsel.inbox.stripebilling.Payloads.translated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.stripebilling.BillingChange.ChargeRefunded;
import dev.handsel.inbox.stripebilling.BillingChange.InvoiceSettled;
import dev.handsel.inbox.stripebilling.BillingChange.SubscriptionEnded;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What Stripe's events mean, payload by payload, without a server. */
class StripeBillingTranslationTest {

    @Test
    void a_yearly_plan_opens_twelve_months_and_its_price_includes_tax() {
        var change = invoice("yearly-inclusive-tax");

        assertThat(reread(change.draft())).isEqualTo(json("""
                {"id": "stripe:evt_yearly:0", "type": "invoice_paid", "occurred_at": "2026-01-01T00:00:40Z",
                 "invoice": "in_yearly", "currency": "EUR", "reason": "create", "tax": 1900, "credit_applied": 0,
                 "lines": [{"amount": 10000, "period_start": "2026-01-01T00:00:00Z", "months": 12}]}"""));
        assertThat(change.payments()).containsExactly("pi_yearly");
        assertThat(change.stripeCustomer()).isEqualTo("cus_1");
    }

    @Test
    void a_discount_is_taken_off_its_line_and_its_code_is_told() {
        var change = invoice("monthly-discount");

        assertThat(reread(change.draft())).isEqualTo(json("""
                {"id": "stripe:evt_discount:0", "type": "invoice_paid", "occurred_at": "2026-01-01T00:00:40Z",
                 "invoice": "in_discount", "currency": "USD", "reason": "create", "tax": 1520, "credit_applied": 0,
                 "coupon": "ANN20",
                 "lines": [{"amount": 8000, "period_start": "2026-01-01T00:00:00Z", "months": 1}]}"""));
        assertThat(change.payments()).containsExactly("ch_discount", "pi_discount");
    }

    @Test
    void an_update_keeps_its_negative_line_and_opens_nothing() {
        assertThat(lines("update-with-credit"))
                .containsExactly("-5000 2026-01-16T00:00:00Z 0", "10000 2026-01-16T00:00:00Z 0");
        assertThat(draft("update-with-credit").json().get("reason").asString()).isEqualTo("update");
    }

    @Test
    void what_the_balance_paid_is_no_cash() {
        assertThat(draft("credit-balance").json().get("credit_applied").asLong())
                .isEqualTo(3000);
        var owing = changed("credit-balance", invoice -> invoice.put("starting_balance", 500));
        assertThat(told(owing).json().get("credit_applied").asLong()).isZero();
        var unknown = changed("credit-balance", invoice -> invoice.remove("ending_balance"));
        assertThat(told(unknown).json().get("credit_applied").asLong()).isEqualTo(3000);
    }

    @Test
    void currencies_keep_their_units_but_for_those_that_stripe_writes_otherwise() {
        assertThat(draft("yen-quarterly").json().get("tax").asLong()).isEqualTo(300);
        assertThat(lines("yen-quarterly")).containsExactly("3000 2026-01-01T00:00:00Z 3");
        assertThat(draft("krona").json().get("tax").asLong()).isEqualTo(240);
        assertThat(lines("krona")).containsExactly("1000 2026-01-01T00:00:00Z 1");
        var ariary = changed("yen-quarterly", invoice -> invoice.put("currency", "mga"));
        assertThat(told(ariary).json().get("tax").asLong()).isEqualTo(30_000);
    }

    @Test
    void what_is_on_no_line_is_a_line_of_its_own() {
        assertThat(lines("long-invoice"))
                .containsExactly(
                        "1000 2026-01-01T00:00:00Z 1",
                        "1000 2026-01-01T00:00:00Z 1",
                        "1000 2026-01-01T00:00:00Z 1",
                        "2000 2026-01-01T00:00:00Z 0");
    }

    @Test
    void more_lines_than_an_event_can_have_still_add_up() {
        var long200 = changed("long-invoice", invoice -> {
            var data = invoice.withObject("lines").withArray("data");
            for (int i = 0; i < 200; i++) {
                var line = (ObjectNode) data.get(0).deepCopy();
                line.withObject("period").put("start", 1_767_225_600L + i);
                data.add(line);
            }
            invoice.put("total", 300_000);
        });
        var lines = told(long200).json().get("lines");
        assertThat(lines.size()).isLessThanOrEqualTo(90);
        assertThat(lines.valueStream()
                        .mapToLong(line -> line.get("amount").asLong())
                        .sum())
                .isEqualTo(300_000);
    }

    @Test
    void usage_of_the_past_and_one_off_lines_open_nothing() {
        assertThat(lines("usage-in-arrears"))
                .containsExactly(
                        "2000 2026-01-01T00:00:00Z 0", "10000 2026-02-01T00:00:00Z 1", "500 2026-02-01T00:00:00Z 0");
    }

    @Test
    void an_invoice_by_hand_is_a_cycle_if_it_opens_months_and_an_update_else() {
        assertThat(draft("one-off").json().get("reason").asString()).isEqualTo("update");
        var recurring = changed("yearly-inclusive-tax", invoice -> invoice.put("billing_reason", "manual"));
        assertThat(told(recurring).json().get("reason").asString()).isEqualTo("cycle");
    }

    @Test
    void a_refund_names_what_it_can_be_found_by() {
        assertThat(translated("refund-partial")).isInstanceOfSatisfying(ChargeRefunded.class, refund -> {
            assertThat(refund.invoice()).contains("in_discount");
            assertThat(refund.refunded()).isEqualTo(2000);
        });
        assertThat(translated("refund-full")).isInstanceOfSatisfying(ChargeRefunded.class, refund -> {
            assertThat(refund.invoice()).isEmpty();
            assertThat(refund.payments()).containsExactly("ch_discount", "pi_discount");
            assertThat(refund.refunded()).isEqualTo(9520);
        });
        assertThat(Translator.translate(changed("refund-full", charge -> charge.putNull("invoice"))))
                .isInstanceOf(BillingChange.Nothing.class);
    }

    @Test
    void disputes_are_opened_and_end() {
        assertThat(reread(draft("dispute-created"))).isEqualTo(json("""
                {"id": "stripe:evt_dispute1:0", "type": "dispute_opened", "occurred_at": "2026-01-08T00:00:00Z",
                 "dispute": "du_1", "amount": 9520}"""));
        assertThat(draft("dispute-won").type()).isEqualTo("dispute_won");
        assertThat(told(changed("dispute-won", dispute -> dispute.put("status", "lost")))
                        .type())
                .isEqualTo("dispute_lost");
        assertThat(told(changed("dispute-won", dispute -> dispute.put("status", "warning_closed")))
                        .type())
                .isEqualTo("dispute_won");
        assertThat(Translator.translate(changed("dispute-won", dispute -> dispute.put("status", "under_review"))))
                .isInstanceOf(BillingChange.Nothing.class);
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
                 "customer": "cus_1", "code": "ann-2026", "coupon": "ANN10", "email": "Kim@example.com"}"""));
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
