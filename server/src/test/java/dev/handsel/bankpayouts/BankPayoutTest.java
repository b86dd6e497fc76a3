package dev.handsel.bankpayouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.ids.PayoutId;
import dev.handsel.stripecommands.CommandScene;
import dev.handsel.stripecommands.StripeCommand;
import dev.handsel.stripecommands.StripeCommand.Kind;
import dev.handsel.stripecommands.StripeCommand.State;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BankPayoutTest extends CommandScene {

    private StripeCommand order(PayoutId payout) {
        return commands.last(Kind.BANK_PAYOUT, payout);
    }

    private void told(String type, Payee payee) {
        events.of(type, destination(payee)).forEach(events::deliver);
        events.apply();
    }

    @Test
    void a_transfer_to_an_account_that_pays_by_hand_goes_on_to_the_bank() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        assertThat(order(payout).state()).isEqualTo(State.WAITING);

        commands.send();

        assertThat(order(payout).state()).isEqualTo(State.DONE);
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

        assertThat(order(payout).state()).isEqualTo(State.WAITING);
        assertThat(get(payee.person().token(), "/v1/payouts/" + payout)
                        .json()
                        .get("hold")
                        .asString())
                .isEqualTo(BankPayoutWork.NOT_ENABLED);
        stripe.control("accounts/" + account + "/enable", Map.of());
        told("account.updated", payee);
        commands.send();
        assertThat(order(payout).state()).as("Stripe's news let it go on").isEqualTo(State.DONE);
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
        assertThat(order(payout).state()).isEqualTo(State.WAITING);
        assertThat(hold(payout)).isEqualTo(BankPayoutWork.BANK_REFUSED);
        commands.sendAgain(payout);
        assertThat(bankPayouts(payee)).hasSize(1);

        jdbc.sql("update payout_account set bank_account = 'ba_new', bank_changed_at = now() - interval '25 hours'"
                        + " where affiliate_id = :id")
                .param("id", payee.id().value())
                .update();
        backdateRefusal(payout, 26);
        commands.sendAgain(payout);

        assertThat(order(payout).state()).isEqualTo(State.DONE);
        assertThat(bankState(payout)).isEqualTo("pending");
        assertThat(bankPayouts(payee)).hasSize(2);
        told("payout.failed", payee);
        assertThat(bankState(payout)).as("old news").isEqualTo("pending");
        assertThat(violations()).isEmpty();
    }

    private void backdateRefusal(PayoutId payout, int hours) {
        jdbc.sql("update stripe_command set undone_at = undone_at - make_interval(hours => :hours)"
                        + " where payout_id = :id and undone_at is not null")
                .param("hours", hours)
                .param("id", payout.value())
                .update();
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
        assertThat(order(payout).state()).isEqualTo(State.REFUSED);
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

        assertThat(order(payout).state()).isEqualTo(State.WAITING);
        assertThat(order(payout).generation()).isEqualTo(2);
        assertThat(hold(payout)).isNotEmpty();
        assertThat(bankPayouts(payee)).isEmpty();
        commands.sendAgain(payout);
        assertThat(order(payout).state()).isEqualTo(State.DONE);
        assertThat(hold(payout)).isEmpty();
    }

    @Test
    void a_payment_of_a_lost_database_is_found() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        commands.send();
        var made = order(payout).reference();
        forget(payout);

        commands.sendAgain(payout);

        assertThat(order(payout).state()).isEqualTo(State.DONE);
        assertThat(order(payout).reference()).isEqualTo(made);
        assertThat(bankPayouts(payee)).hasSize(1);
    }

    @Test
    void a_payment_of_a_later_generation_of_a_lost_database_is_found_and_followed() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        refuse();
        commands.send();
        commands.sendAgain(payout);
        var made = String.valueOf(order(payout).reference());
        forget(payout);

        commands.sendAgain(payout);

        assertThat(order(payout).reference()).isEqualTo(made);
        assertThat(order(payout).generation()).isEqualTo(1);
        assertThat(bankPayouts(payee)).hasSize(1);
        stripe.control("payouts/" + made + "/fail", Map.of("failure_code", "account_closed"));
        told("payout.failed", payee);
        assertThat(bankState(payout)).isEqualTo("failed");

        // The second key was used already: what it made is found by its look-up, and a third one is asked.
        backdateRefusal(payout, 8 * 24);
        commands.sendAgain(payout);
        backdateRefusal(payout, 8 * 24);
        commands.sendAgain(payout);

        assertThat(order(payout).state()).isEqualTo(State.DONE);
        assertThat(order(payout).generation()).isEqualTo(3);
        assertThat(bankState(payout)).isEqualTo("pending");
        assertThat(bankPayouts(payee)).extracting(Map.Entry::getValue).containsExactly("pending", "failed");
        sound(payout, payee, AMOUNT);
    }

    private void refuse() {
        stripe.fault(
                "/v1/payouts$",
                "status_before_pinned",
                Map.of("method", "POST", "status", 400, "code", "balance_insufficient"));
    }

    /** As a database that was lost would be after it found the transfer at Stripe, a day later. */
    private void forget(PayoutId payout) {
        jdbc.sql("alter table stripe_command disable trigger stripe_command_kept")
                .update();
        jdbc.sql("delete from stripe_command where payout_id = :id")
                .param("id", payout.value())
                .update();
        jdbc.sql("alter table stripe_command enable trigger stripe_command_kept")
                .update();
        jdbc.sql("""
                insert into stripe_command (id, kind, payout_id, account, amount, actor)
                select gen_random_uuid(), 'bank_payout', id, destination, amount, 'system' from payout where id = :id
                """).param("id", payout.value()).update();
        stripe.later(Duration.ofHours(25));
    }
}
