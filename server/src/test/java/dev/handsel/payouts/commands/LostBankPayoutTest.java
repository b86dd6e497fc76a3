package dev.handsel.payouts.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.commands.StripeCommand.CommandState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Bank payouts of a database that was restored and does not know them any more. */
class LostBankPayoutTest extends BankPayoutScene {

    @Autowired
    BankPayouts banks;

    @Test
    void a_payment_of_a_lost_database_is_found() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        commands.send();
        var made = order(payout).reference();
        forget(payout);

        commands.sendAgain(payout);

        assertThat(order(payout).state()).isEqualTo(CommandState.DONE);
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

        assertThat(order(payout).state()).isEqualTo(CommandState.DONE);
        assertThat(order(payout).generation()).isEqualTo(3);
        assertThat(bankState(payout)).isEqualTo("pending");
        assertThat(bankPayouts(payee)).extracting(Map.Entry::getValue).containsExactly("pending", "failed");
        sound(payout, payee, AMOUNT);
    }

    @Test
    void what_failed_before_does_not_undo_what_was_found() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        commands.send();
        fails(payout, payee);
        backdateRefusal(payout, 8 * 24);
        commands.sendAgain(payout);
        var made = order(payout).reference();
        forget(payout);
        commands.sendAgain(payout);
        assertThat(order(payout).reference()).isEqualTo(made);

        banks.ask(destination(payee), Instant.EPOCH);

        assertThat(order(payout).reference()).isEqualTo(made);
        assertThat(order(payout).state()).isEqualTo(CommandState.DONE);
        assertThat(bankState(payout)).isEqualTo("pending");
        assertThat(bankPayouts(payee)).hasSize(2);
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
