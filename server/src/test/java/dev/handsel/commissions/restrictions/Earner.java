package dev.handsel.commissions.restrictions;

import dev.handsel.inbox.events.Shop;
import java.util.List;
import java.util.Map;

/** An affiliate who earns, and is paid out or not. */
record Earner(Shop shop, Shop.Affiliate affiliate) {

    static Earner of(Shop shop, String name) {
        return new Earner(shop, shop.affiliate(name));
    }

    /** Each line, as {@code a1 900 held}. */
    List<String> states() {
        return shop.lines(
                affiliate,
                line -> line.get("invoice").asString() + " "
                        + line.get("amount").asLong() + " " + line.get("state").asString());
    }

    long held() {
        return shop.balance(affiliate, "USD").get("held").asLong();
    }

    /** The amounts of all payouts there were. */
    List<Long> payouts() {
        return shop.payouts(affiliate).stream()
                .map(payout -> payout.get("amount").asLong())
                .toList();
    }

    /** The amounts of what is paid out now that a batch is run. */
    List<Long> run() {
        return shop.asManager("/v1/programs/" + shop.id() + "/payouts/run", Map.of())
                .json()
                .get("payouts")
                .valueStream()
                .map(payout -> payout.get("amount").asLong())
                .toList();
    }

    /** {@code asked}, or the code of the refusal. */
    String ask(long amount) {
        return shop.asMerchant(
                        "/v1/payouts",
                        Map.of("program", shop.id(), "affiliate", affiliate.id(), "currency", "USD", "amount", amount))
                .json()
                .path("code")
                .asString("asked");
    }

    /** So the last payout goes out. */
    void pay(String outcome) {
        var payout = shop.payouts(affiliate).getLast().get("id").asString();
        shop.asMerchant("/v1/payouts/" + payout + "/simulate", Map.of("outcome", outcome));
    }
}
