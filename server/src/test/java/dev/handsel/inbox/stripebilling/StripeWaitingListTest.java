package dev.handsel.inbox.stripebilling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.HandselTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What Stripe told and waits stands in one list with what the merchant told. */
@HandselTest
class StripeWaitingListTest {

    @Autowired
    private EventScene scene;

    @Autowired
    private Bearers bearers;

    @Value("${handsel.public-url}")
    private String url = "";

    private Merchant merchant;

    @BeforeEach
    void a_merchant() {
        merchant = new Merchant(url, bearers, scene.shop()).connected();
    }

    private List<String> waiting() {
        return merchant.shop().all("/v1/programs/" + merchant.shop().id() + "/waiting?limit=1").stream()
                .map(thing -> thing.get("type").asString() + " for "
                        + thing.get("waits_for").get("kind").asString() + " "
                        + thing.get("waits_for").get("ref").asString())
                .toList();
    }

    @Test
    void both_are_listed_by_time_and_counted() {
        var shop = merchant.shop();
        shop.tell(Event.refund("in9", 100));
        shop.moveDays(20);
        merchant.told(Merchant.event("refund-full", "evt_refund", charge -> charge.put("customer", "cus_9")));
        shop.moveDays(1);
        shop.tell(Event.tradeClosed("t1"));
        assertThat(waiting())
                .containsExactly(
                        "trade_closed for trade t1",
                        "stripe_refunded for payment ch_discount",
                        "refund for invoice in9");
        shop.moveDays(15);
        var page = shop.get("/v1/programs/" + shop.id() + "/waiting?limit=2").json();
        assertThat(page.get("waiting").asLong()).isEqualTo(2);
        assertThat(page.get("given_up").asLong()).isOne();
        shop.moveDays(40);
        assertThat(shop.get("/v1/programs/" + shop.id() + "/waiting")
                        .json()
                        .get("given_up")
                        .asLong())
                .isEqualTo(3);
    }
}
