package dev.handsel.payouts.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.payouts.commands.StripeCommand.CommandState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BankPayoutTest extends BankPayoutScene {

    @Test
    void a_transfer_to_an_account_that_pays_by_hand_goes_on_to_the_bank() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        assertThat(order(payout).state()).isEqualTo(CommandState.WAITING);

        commands.send();

        assertThat(order(payout).state()).isEqualTo(CommandState.DONE);
        assertThat(bankState(payout)).isEqualTo("pending");
        var made =
                stripe.api("GET", "/v1/payouts/" + order(payout).reference(), "", "Stripe-Account", destination(payee));
        assertThat(made.get("amount").asLong()).isEqualTo(AMOUNT);
        assertThat(made.get("metadata").get("payout_id").asString()).isEqualTo(payout.toString());
        assertThat(deeds(payout)).contains("bank_payout.ordered", "payout.bank_pending", "bank_payout.done");

        stripe.control("payouts/" + order(payout).reference() + "/paid", Map.of());
        told("payout.paid", payee);
        assertThat(bankState(payout)).isEqualTo("paid");
        sound(payout, payee, AMOUNT);
    }

    @Test
    void an_account_that_stripe_pays_out_by_itself_orders_nothing() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = transferred(shop, payee);

        commands.send();

        assertThat(bankPayouts(payee)).isEmpty();
        assertThat(bankState(payout)).isEmpty();
    }

    @Test
    void an_account_that_pays_nothing_out_waits_with_its_reason() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        var account = destination(payee);
        stripe.control("accounts/" + account + "/disable", Map.of("reason", "under_review"));
        told("account.updated", payee);

        commands.send();

        assertThat(order(payout).state()).isEqualTo(CommandState.WAITING);
        assertThat(get(payee.person().token(), "/v1/payouts/" + payout)
                        .json()
                        .get("hold")
                        .asString())
                .isEqualTo(BankPayoutWork.NOT_ENABLED);
        stripe.control("accounts/" + account + "/enable", Map.of());
        told("account.updated", payee);
        commands.send();
        assertThat(order(payout).state()).as("Stripe's news let it go on").isEqualTo(CommandState.DONE);
        assertThat(hold(payout)).isEmpty();
    }

    @Test
    void a_bank_that_refuses_makes_it_wait_for_another_bank_account() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        commands.send();
        var first = String.valueOf(order(payout).reference());
        stripe.control("payouts/" + first + "/fail", Map.of("failure_code", "account_closed"));
        told("payout.failed", payee);

        assertThat(bankState(payout)).isEqualTo("failed");
        assertThat(order(payout).state()).isEqualTo(CommandState.WAITING);
        assertThat(hold(payout)).isEqualTo(BankPayoutWork.BANK_REFUSED);
        commands.sendAgain(payout);
        assertThat(bankPayouts(payee)).hasSize(1);

        jdbc.sql("update payout_account set bank_account = 'ba_new', bank_changed_at = now() - interval '25 hours'"
                        + " where affiliate_id = :id")
                .param("id", payee.id().value())
                .update();
        backdateRefusal(payout, 26);
        commands.sendAgain(payout);

        assertThat(order(payout).state()).isEqualTo(CommandState.DONE);
        assertThat(bankState(payout)).isEqualTo("pending");
        assertThat(bankPayouts(payee)).hasSize(2);
        told("payout.failed", payee);
        assertThat(bankState(payout)).as("old news").isEqualTo("pending");
        assertThat(violations()).isEmpty();
    }

    @Test
    void a_bank_account_that_was_just_changed_makes_it_wait() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        jdbc.sql("update payout_account set bank_account = 'ba_new', bank_changed_at = now() where affiliate_id = :id")
                .param("id", payee.id().value())
                .update();

        commands.send();

        assertThat(bankPayouts(payee)).isEmpty();
        assertThat(hold(payout)).isEqualTo(BankPayoutWork.BANK_CHANGED);
    }

    @Test
    void a_reversal_leaves_the_reason_why_it_waits() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        jdbc.sql("update payout_account set bank_account = 'ba_new', bank_changed_at = now() where affiliate_id = :id")
                .param("id", payee.id().value())
                .update();
        commands.send();

        takeBack(payout, 1_000L);
        commands.send();

        assertThat(state(payout)).isEqualTo("partly_reversed");
        assertThat(hold(payout)).isEqualTo(BankPayoutWork.BANK_CHANGED);
    }

    @Test
    void what_is_being_taken_back_does_not_go_to_the_bank_meanwhile() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        takeBack(payout, null);
        stripe.fault("/reversals$", "drop_before", Map.of("method", "POST"));
        commands.send();
        commands.sendAgain(payout);
        commands.sendAgain(payout);

        assertThat(state(payout)).isEqualTo("reversed");
        assertThat(bankPayouts(payee)).isEmpty();
        assertThat(order(payout).state()).isEqualTo(CommandState.REFUSED);
        sound(payout, payee, AMOUNT);
    }

    @Test
    void one_that_somebody_made_by_hand_is_left_alone() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        stripe.api("POST", "/v1/payouts", "amount=1000&currency=usd", "Stripe-Account", destination(payee));
        told("payout.created", payee);

        assertThat(bankState(payout)).isEmpty();
    }

    @Test
    void money_that_is_not_free_yet_is_waited_for() {
        var shop = stripeShop();
        var payee = stranger(shop);
        var account = stripe.control(
                        "accounts",
                        Map.of("count", 1, "country", "US", "interval", "manual", "service_agreement", "recipient"))
                .get("ids")
                .get(0)
                .asString();
        connect(shop, payee.id(), account);
        var payout = transferred(shop, payee);

        commands.send();
        assertThat(hold(payout)).isEqualTo(BankPayoutWork.NOT_YET);
        stripe.later(Duration.ofHours(25));
        commands.sendAgain(payout);

        assertThat(bankState(payout)).isEqualTo("pending");
    }

    @Test
    void only_what_was_not_taken_back_goes_to_the_bank() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        var transfer = stripe.api("GET", "/v1/transfers?transfer_group=" + payout.value(), "")
                .get("data")
                .get(0)
                .get("id")
                .asString();
        stripe.api("POST", "/v1/transfers/" + transfer + "/reversals", "amount=1000");
        events.ofTransfer("transfer.reversed", payout).forEach(events::deliver);
        events.apply();

        commands.send();

        var made =
                stripe.api("GET", "/v1/payouts/" + order(payout).reference(), "", "Stripe-Account", destination(payee));
        assertThat(made.get("amount").asLong()).isEqualTo(AMOUNT - 1_000);
        assertThat(state(payout)).isEqualTo("partly_reversed");
        sound(payout, payee, AMOUNT);
    }

    @Test
    void what_stripe_refuses_waits_and_is_asked_with_another_key() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        refuse();

        commands.send();

        assertThat(order(payout).state()).isEqualTo(CommandState.WAITING);
        assertThat(order(payout).generation()).isEqualTo(2);
        assertThat(hold(payout)).isNotEmpty();
        assertThat(bankPayouts(payee)).isEmpty();
        commands.sendAgain(payout);
        assertThat(order(payout).state()).isEqualTo(CommandState.DONE);
        assertThat(hold(payout)).isEmpty();
    }
}
