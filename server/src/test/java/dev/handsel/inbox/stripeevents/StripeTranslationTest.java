package dev.handsel.inbox.stripeevents;

import static dev.handsel.inbox.stripeevents.Payloads.changed;
import static dev.handsel.inbox.stripeevents.Payloads.draft;
import static dev.handsel.inbox.stripeevents.Payloads.json;
import static dev.handsel.inbox.stripeevents.Payloads.reread;
import static dev.handsel.inbox.stripeevents.Payloads.told;
import static dev.handsel.inbox.stripeevents.Payloads.translated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.stripeevents.BillingChange.SubscriptionEnded;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Stripe's events of checkouts, payments and subscriptions mean, payload by payload, without a server. */
class StripeTranslationTest {

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
}
