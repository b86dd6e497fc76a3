package dev.handsel.payouts.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.money.Currency;
import dev.handsel.base.money.Money;
import dev.handsel.payouts.lifecycle.PayoutSteps;
import dev.handsel.platform.stripe.Stripe;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of payouts when the balance at Stripe does not suffice for all of them. */
class CurrencyStopsTest extends StripeScene {

    @Autowired
    Stripe provider;

    @Autowired
    PayoutSteps payouts;

    @Autowired
    InstantSource clock;

    @Test
    void an_empty_balance_stops_the_currency_until_there_is_enough() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var other = stripePayee(shop);
        long there = stripe.available("usd");
        var payout = reserved(shop, payee, there + 1);
        var small = reserved(shop, other, 5_000);

        send();

        assertThat(state(payout)).isEqualTo("reserved");
        assertThat(state(small)).as("behind an older one").isEqualTo("reserved");
        assertThat(get(shop.key(), "/v1/payouts/" + payout).json().get("hold").asString())
                .isEqualTo(Preflight.SHORT);
        stripe.topUp(10_000, "usd");
        stops.recheck();
        send();
        assertThat(state(payout)).isEqualTo("transferred");
        assertThat(state(small)).isEqualTo("transferred");
        sound(payout, payee, there + 1);
    }

    @Test
    void a_payout_that_was_too_large_keeps_its_turn() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var other = stripePayee(shop);
        long there = stripe.available("usd");
        var payout = reserved(shop, payee, there + 1);
        send();
        var small = reserved(shop, other, 5_000);
        stripe.topUp(1, "usd");
        stops.recheck();

        send();

        assertThat(state(payout)).isEqualTo("transferred");
        assertThat(state(small)).as("there is nothing left for it").isEqualTo("reserved");
        stripe.topUp(5_000, "usd");
        stops.recheck();
        send();
        assertThat(state(small)).isEqualTo("transferred");
    }

    @Test
    void a_currency_goes_on_when_the_payout_that_stopped_it_is_called_off() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var other = stripePayee(shop);
        var payout = reserved(shop, payee, stripe.available("usd") + 1);
        var small = reserved(shop, other, 5_000);
        send();
        assertThat(state(small)).isEqualTo("reserved");
        assertThat(post(somebody("finance").token(), "/v1/payouts/" + payout + "/cancel", "")
                        .status())
                .isEqualTo(200);

        stops.recheck();
        send();

        assertThat(state(small)).isEqualTo("transferred");
        sound(small, other, 5_000);
    }

    @Test
    void a_currency_stops_before_stripe_is_asked_how_much_is_missing() {
        var seen = new ArrayList<String>();
        var silent = new StripeBalance(provider, clock) {
            @Override
            OptionalLong fresh(Currency currency) {
                seen.addAll(stops.currencies());
                return OptionalLong.empty();
            }
        };
        stripeShop();

        new CurrencyStops(jdbc, silent, payouts).stop(new Money(6_000, USD));

        assertThat(seen).containsExactly("USD");
        assertThat(stops.all())
                .singleElement()
                .satisfies(stop -> assertThat(stop.shortfall().minor()).isGreaterThanOrEqualTo(6_000));
        stops.recheck();
        assertThat(stops.all()).isEmpty();
    }

    @Test
    void a_refusal_for_want_of_money_stops_the_currency() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        stripe.fault("/v1/transfers$", "status_before", Map.of("status", 400, "code", "balance_insufficient"));

        send();

        assertThat(state(payout)).isEqualTo("failed");
        assertThat(stops.currencies()).containsExactly("USD");
        stops.recheck();
        assertThat(stops.all()).isEmpty();
        sound(payout, payee, 6_000);
    }
}
