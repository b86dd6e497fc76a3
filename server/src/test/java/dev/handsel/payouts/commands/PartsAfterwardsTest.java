package dev.handsel.payouts.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.payouts.commands.StripeCommand.CommandKind;
import org.junit.jupiter.api.Test;

/** What becomes of a payout that was sent in parts after it left. */
class PartsAfterwardsTest extends CommandScene {

    @Test
    void an_order_takes_back_as_much_of_each_part_as_is_needed() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        stripe.limit(AMOUNT / 2, "usd");
        var payout = transferred(shop, payee);
        long half = AMOUNT / 2;

        var first = takeBack(payout, half + 1_000);
        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.json().get("amount").asLong()).isEqualTo(half);
        assertThat(first.json().get("part").asInt()).isEqualTo(1);
        assertThat(takeBack(payout, 1L).code()).isEqualTo("reversal_in_progress");
        commands.send();

        assertThat(state(payout)).isEqualTo("partly_reversed");
        assertThat(balance(payee).payable()).isEqualTo(half + 1_000);
        assertThat(commands.last(CommandKind.REVERSAL, payout).instruction().part())
                .isEqualTo(2);
        assertThat(takeBack(payout, null).json().get("amount").asLong()).isEqualTo(half - 1_000);
        commands.send();

        assertThat(state(payout)).isEqualTo("reversed");
        assertThat(balance(payee).payable()).isEqualTo(AMOUNT);
        sound(payout, payee, AMOUNT);
    }
}
