package dev.handsel.payouts.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.payouts.commands.StripeCommand.CommandState;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What changes between two looks at a bank payout is seen before anything leaves. */
class BankPayoutGuardsTest extends BankPayoutScene {

    @Test
    void after_stripe_was_busy_a_changed_bank_account_is_noticed() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        stripe.fault("/v1/payouts$", "rate_limit", Map.of("method", "POST", "retry_after", 1));
        commands.send();
        assertThat(order(payout).state()).isEqualTo(CommandState.WAITING);
        bankChanged(payee, "1 minute");

        commands.sendAgain(payout);

        assertThat(bankPayouts(payee)).isEmpty();
        assertThat(hold(payout)).isEqualTo(BankPayoutWork.BANK_CHANGED);
    }

    @Test
    void after_stripe_was_busy_only_what_was_not_taken_back_goes_to_the_bank() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        stripe.fault("/v1/payouts$", "rate_limit", Map.of("method", "POST", "retry_after", 1));
        commands.send();
        takeBack(payout, 1_000L);
        commands.send();

        commands.sendAgain(payout);

        var made =
                stripe.api("GET", "/v1/payouts/" + order(payout).reference(), "", "Stripe-Account", destination(payee));
        assertThat(made.get("amount").asLong()).isEqualTo(AMOUNT - 1_000);
        sound(payout, payee, AMOUNT);
    }

    @Test
    void an_account_that_nobody_asked_about_lately_is_asked_about() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        stripe.control("accounts/" + destination(payee) + "/disable", Map.of("reason", "under_review"));
        jdbc.sql("update payout_account set checked_at = now() - interval '11 minutes' where affiliate_id = :id")
                .param("id", payee.id().value())
                .update();

        commands.send();

        assertThat(hold(payout)).isEqualTo(BankPayoutWork.NOT_ENABLED);
        assertThat(bankPayouts(payee)).isEmpty();
    }

    @Test
    void an_account_that_stripe_pays_out_by_itself_by_now_waits() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        jdbc.sql("update payout_account set pays_by_hand = false where affiliate_id = :id")
                .param("id", payee.id().value())
                .update();

        commands.send();

        assertThat(order(payout).state()).isEqualTo(CommandState.WAITING);
        assertThat(bankPayouts(payee)).isEmpty();
    }

    @Test
    void what_stripe_has_paid_by_itself_is_not_asked_for_any_more() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        jdbc.sql("update payout set bank_state = 'paid' where id = :id")
                .param("id", payout.value())
                .update();

        commands.send();

        assertThat(order(payout).state()).isEqualTo(CommandState.REFUSED);
        assertThat(bankPayouts(payee)).isEmpty();
    }

    @Test
    void a_bank_account_that_was_given_before_the_refusal_was_heard_is_another_one() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        commands.send();
        var reference = String.valueOf(order(payout).reference());
        stripe.control("payouts/" + reference + "/fail", Map.of("failure_code", "account_closed"));
        bankChanged(payee, "-1 second");
        jdbc.sql("update payout_account set checked_at = now() where affiliate_id = :id")
                .param("id", payee.id().value())
                .update();

        told("payout.failed", payee);
        commands.sendAgain(payout);

        assertThat(hold(payout)).as("a day, not a week").isEqualTo(BankPayoutWork.BANK_CHANGED);
    }
}
