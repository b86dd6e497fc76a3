package dev.handsel.payouts.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.PayoutId;
import dev.handsel.payouts.commands.StripeCommand.CommandKind;
import dev.handsel.payouts.commands.StripeCommand.CommandState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is learned of bank payouts where no webhook arrives. */
class BankPollTest extends CommandScene {

    @Autowired
    BankPoll poll;

    @Autowired
    BankWatch watch;

    private void pollAfter(Payee payee, String pause) {
        jdbc.sql("update bank_watch set due_at = due_at - :pause::interval where account = :account")
                .param("pause", pause)
                .param("account", destination(payee))
                .update();
        poll.poll();
    }

    /** How long until it is asked again; empty where it is not. */
    private Optional<Duration> pause(Payee payee) {
        return jdbc.sql(
                        "select ceil(extract(epoch from due_at - now()))::bigint from bank_watch where account = :account")
                .param("account", destination(payee))
                .query(Long.class)
                .optional()
                .map(Duration::ofSeconds);
    }

    private String made(PayoutId payout) {
        return String.valueOf(commands.last(CommandKind.BANK_PAYOUT, payout).reference());
    }

    @Test
    void a_bank_payout_is_followed_until_it_is_paid() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        commands.send();
        stripe.control("payouts/" + made(payout) + "/paid", Map.of());

        pollAfter(payee, "0 seconds");
        assertThat(bankState(payout)).as("an hour after the last news").isEqualTo("pending");
        pollAfter(payee, "61 minutes");

        assertThat(bankState(payout)).isEqualTo("paid");
    }

    @Test
    void a_bank_that_sends_paid_money_back_is_heard_a_day_later() {
        var shop = stripeShop();
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        commands.send();
        stripe.control("payouts/" + made(payout) + "/paid", Map.of());
        pollAfter(payee, "61 minutes");
        pollAfter(payee, "61 minutes");
        assertThat(pause(payee)).hasValueSatisfying(pause -> assertThat(pause).isGreaterThan(Duration.ofHours(23)));
        stripe.control("payouts/" + made(payout) + "/fail", Map.of("failure_code", "account_closed"));

        pollAfter(payee, "25 hours");

        assertThat(bankState(payout)).isEqualTo("failed");
        assertThat(commands.last(CommandKind.BANK_PAYOUT, payout).state()).isEqualTo(CommandState.WAITING);
    }

    @Test
    void after_two_weeks_without_news_nothing_is_asked_any_more() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = transferred(shop, payee);
        jdbc.sql("update payout set bank_at = bank_at - interval '15 days' where id = :id")
                .param("id", payout.value())
                .update();

        pollAfter(payee, "61 minutes");

        assertThat(pause(payee)).isEmpty();
    }

    @Test
    void news_that_come_while_it_is_asked_do_not_end_the_watch() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        transferred(shop, payee);
        jdbc.sql("update bank_watch set due_at = '-infinity' where account = :account")
                .param("account", destination(payee))
                .update();
        var claimed = watch.claim(1).getFirst();
        assertThat(claimed.account()).isEqualTo(destination(payee));

        transferred(shop, payee);
        watch.again(claimed, Duration.ofDays(1));
        watch.end(claimed);

        assertThat(pause(payee))
                .hasValueSatisfying(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofHours(1)));
    }

    @Test
    void an_account_that_stripe_says_nothing_of_is_asked_again_and_holds_nobody_up() {
        var shop = stripeShop();
        var dark = stripePayee(shop);
        transferred(shop, dark);
        var payee = byHand(shop);
        var payout = transferred(shop, payee);
        commands.send();
        stripe.control("payouts/" + made(payout) + "/paid", Map.of());
        stripe.control("accounts/" + destination(dark) + "/deauthorize", Map.of());
        jdbc.sql("update bank_watch set due_at = '-infinity' where account = :account")
                .param("account", destination(dark))
                .update();

        pollAfter(payee, "61 minutes");

        assertThat(bankState(payout)).isEqualTo("paid");
        assertThat(pause(dark)).isPresent();
    }

    @Test
    void what_was_transferred_before_the_schedule_was_known_goes_to_the_bank_as_well() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = transferred(shop, payee);
        pollAfter(payee, "61 minutes");
        assertThat(ordered(payout)).isZero();

        nowPaysByHand(payee);
        pollAfter(payee, "61 minutes");
        pollAfter(payee, "61 minutes");
        commands.send();

        assertThat(ordered(payout)).isOne();
        assertThat(bankState(payout)).isEqualTo("pending");
        sound(payout, payee, AMOUNT);
    }

    @Test
    void what_stripe_paid_out_by_itself_is_not_ordered_too() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = transferred(shop, payee);
        stripe.later(Duration.ofHours(25));
        nowPaysByHand(payee);

        pollAfter(payee, "61 minutes");

        assertThat(bankState(payout)).isEqualTo("pending");
        assertThat(ordered(payout)).isZero();
    }

    @Test
    void what_stripe_paid_out_by_itself_and_the_bank_sent_back_is_ordered() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = transferred(shop, payee);
        stripe.later(Duration.ofHours(25));
        pollAfter(payee, "61 minutes");
        var sentBack = bankPayouts(payee).getFirst().getKey();
        stripe.control("payouts/" + sentBack + "/fail", Map.of("failure_code", "account_closed"));
        nowPaysByHand(payee);

        pollAfter(payee, "61 minutes");
        commands.send();

        assertThat(ordered(payout)).isOne();
        assertThat(bankState(payout)).isEqualTo("pending");
        sound(payout, payee, AMOUNT);
    }

    private void nowPaysByHand(Payee payee) {
        jdbc.sql("update payout_account set pays_by_hand = true where affiliate_id = :id")
                .param("id", payee.id().value())
                .update();
    }

    private int ordered(PayoutId payout) {
        return jdbc.sql("select count(*)::int from stripe_command where payout_id = :id")
                .param("id", payout.value())
                .query(Integer.class)
                .single();
    }
}
