package dev.handsel.stripesim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalancesAddUpTest extends SimulatorTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatever_happens_no_money_appears_or_is_lost(long seed) {
        var random = new Random(seed);
        var accounts = List.of(nora, ready(), ready());
        var transfers = new ArrayList<String>();
        for (int step = 0; step < 300; step++) {
            nora = accounts.get(random.nextInt(accounts.size()));
            act(random, transfers);
        }

        var state = wire.control("state");
        long toppedUp = state.number("/topped_up/usd");
        long transferred = state.number("/transferred/usd");
        long reversed = state.number("/reversed/usd");
        assertThat(state.number("/platform/available/usd")).isEqualTo(toppedUp - transferred + reversed);
        assertThat(state.number("/connected/available/usd") + paidOut(accounts)).isEqualTo(transferred - reversed);
        assertThat(sum("/v1/balance_transactions")).isEqualTo(available());
        for (var account : accounts) {
            assertThat(sum("/v1/balance_transactions", "Stripe-Account", account))
                    .isEqualTo(available(account));
            assertThat(available(account)).isNotNegative();
        }
    }

    private void act(Random random, List<String> transfers) {
        long amount = random.nextLong(1, 4000);
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                var id = transfer(amount).id();
                if (!id.isEmpty()) {
                    transfers.add(id);
                }
            }
            case 2 -> {
                if (!transfers.isEmpty()) {
                    reverse(transfers.get(random.nextInt(transfers.size())), amount);
                }
            }
            case 3 -> wire.post("/v1/payouts", "amount=" + amount + "&currency=usd", "Stripe-Account", nora);
            case 4 -> payout(random);
            default -> wire.post("/v1/topups", "amount=" + (100 + amount) + "&currency=usd");
        }
        if (random.nextInt(40) == 0) {
            advance(random.nextInt(200_000));
        }
    }

    private void payout(Random random) {
        var payouts = wire.control("accounts/" + nora + "/payouts").json().get("payouts");
        if (!payouts.isEmpty()) {
            var id = payouts.get(random.nextInt(payouts.size())).get("id").asString();
            var step = List.of("in_transit", "paid", "fail").get(random.nextInt(3));
            wire.control("payouts/" + id + "/" + step, "{}");
        }
    }

    private long paidOut(List<String> accounts) {
        long sum = 0;
        for (var account : accounts) {
            for (var payout :
                    wire.control("accounts/" + account + "/payouts").json().get("payouts")) {
                if (!List.of("failed", "canceled").contains(payout.get("status").asString())) {
                    sum += payout.get("amount").asLong();
                }
            }
        }
        return sum;
    }

    private long sum(String path, String... headers) {
        long sum = 0;
        var page = wire.get(path + "?limit=100", headers).json();
        while (true) {
            var last = "";
            for (var each : page.get("data")) {
                sum += each.get("net").asLong();
                last = each.get("id").asString();
            }
            if (!page.get("has_more").asBoolean()) {
                return sum;
            }
            page = wire.get(path + "?limit=100&starting_after=" + last, headers).json();
        }
    }
}
