package dev.handsel.bankpayouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.ids.PayoutId;
import dev.handsel.payouts.PayoutSteps;
import dev.handsel.payouts.PayoutSteps.Banked;
import dev.handsel.stripecommands.CommandScene;
import dev.handsel.stripecommands.StripeCommand.Kind;
import dev.handsel.stripecommands.StripeCommand.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is learned of bank payouts where no webhook arrives. */
class BankPollTest extends CommandScene {

    @Autowired
    BankPayouts banks;

    @Autowired
    BankPayoutOrders orders;

    @Autowired
    PayoutSteps payouts;

    private Instant now = Instant.now();

    /** As in a process that has just begun. */
    private BankPoll fresh() {
        return new BankPoll(banks, orders, payouts, (InstantSource) () -> now);
    }

    private String made(PayoutId payout) {
        return String.valueOf(commands.last(Kind.BANK_PAYOUT, payout).reference());
    }

    @Test
    void a_bank_payout_is_followed_until_it_is_paid() {
        var shop = stripeShop();
        var payout = transferred(shop, byHand(shop));
        commands.send();
        stripe.control("payouts/" + made(payout) + "/paid", Map.of());

        fresh().poll();

        assertThat(bankState(payout)).isEqualTo("paid");
    }

    @Test
    void a_bank_that_sends_paid_money_back_is_heard_a_day_later() {
        var shop = stripeShop();
        var payout = transferred(shop, byHand(shop));
        commands.send();
        stripe.control("payouts/" + made(payout) + "/paid", Map.of());
        var poll = fresh();
        poll.poll();
        poll.poll();
        stripe.control("payouts/" + made(payout) + "/fail", Map.of("failure_code", "account_closed"));

        poll.poll();
        assertThat(bankState(payout)).as("once a day").isEqualTo("paid");
        now = now.plus(Duration.ofHours(25));
        poll.poll();

        assertThat(bankState(payout)).isEqualTo("failed");
        assertThat(commands.last(Kind.BANK_PAYOUT, payout).state()).isEqualTo(State.WAITING);
    }

    @Test
    void what_was_transferred_before_the_schedule_was_known_goes_to_the_bank_as_well() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = transferred(shop, payee);
        fresh().poll();
        assertThat(ordered(payout)).isZero();

        nowPaysByHand(payee);
        fresh().poll();
        fresh().poll();
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

        fresh().poll();

        assertThat(bankState(payout)).isEqualTo("pending");
        assertThat(ordered(payout)).isZero();
    }

    @Test
    void one_account_after_the_other_has_its_turn() {
        var shop = stripeShop();
        List<String> destinations = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            var payee = stripePayee(shop);
            transferred(shop, payee);
            destinations.add(destination(payee));
        }
        destinations.sort(null);

        assertThat(accountsAfter("", 1_000)).isSorted().containsAll(destinations);
        assertThat(accountsAfter(destinations.getFirst(), 1_000))
                .doesNotContain(destinations.getFirst())
                .contains(destinations.getLast());
        assertThat(accountsAfter("", 1)).hasSize(1);
    }

    private List<String> accountsAfter(String last, int most) {
        return payouts.banked(false, now.minus(Duration.ofDays(1)), last, most).stream()
                .map(Banked::account)
                .toList();
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
