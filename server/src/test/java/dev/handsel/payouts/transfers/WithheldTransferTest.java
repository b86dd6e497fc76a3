package dev.handsel.payouts.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.AffiliateId;
import dev.handsel.base.ids.PayoutId;
import dev.handsel.base.ids.ProgramId;
import dev.handsel.commissions.restrictions.Doubts;
import dev.handsel.inbox.events.Event;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop.Affiliate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Payouts that wait to be sent to Stripe while what they pay is doubted. Nora earned 900 by Ann. */
// Each test makes its own scene first.
@SuppressWarnings("NullAway.Init")
class WithheldTransferTest extends StripeScene {

    @Autowired
    EventScene scene;

    @Autowired
    Doubts doubts;

    private dev.handsel.inbox.events.Shop shop;
    private Affiliate nora;

    @BeforeEach
    void earned() {
        shop = scene.shop();
        nora = shop.affiliate("nora");
        stripe.provide(1_000_000, "usd");
        stops.recheck();
        jdbc.sql("update payout_account set provider = 'stripe', reference = :reference where affiliate_id = :id")
                .param("reference", stripe.account())
                .param("id", AffiliateId.parse(nora.id()).value())
                .update();
        jdbc.sql("update program set payout_provider = 'stripe' where id = :id")
                .param("id", ProgramId.parse(shop.id()).value())
                .update();
        shop.brought(nora, "ann");
        shop.tell(Event.invoice("a1", "ann", 3_000));
        shop.moveDays(40);
    }

    private PayoutId reserved() {
        shop.asManager("/v1/programs/" + shop.id() + "/payouts/run", Map.of());
        var payout = shop.payouts(nora).getLast();
        assertThat(payout.get("state").asString()).isEqualTo("reserved");
        return PayoutId.parse(payout.get("id").asString());
    }

    private String state() {
        return shop.payouts(nora).getLast().get("state").asString();
    }

    @Test
    void what_is_held_before_it_is_sent_waits_until_it_is_released() {
        var payout = reserved();
        doubts.hold(shop, "k1", "ann");
        send();
        sendAgain(payout);
        assertThat(state()).isEqualTo("reserved");
        assertThat(shop.payouts(nora).getLast().toString()).contains(TransferRows.UNDER_REVIEW);
        doubts.clear(shop, "k1");
        sendAgain(payout);
        assertThat(state()).isEqualTo("transferred");
    }

    @Test
    void what_a_block_took_back_is_not_sent_and_can_be_called_off() {
        var payout = reserved();
        doubts.block(shop, "k1", "ann");
        send();
        assertThat(state()).isEqualTo("reserved");
        var canceled = shop.asManager("/v1/payouts/" + payout + "/cancel", Map.of());
        assertThat(canceled.status()).as(canceled.text()).isEqualTo(200);
        assertThat(shop.owed(nora)).noneMatch(owed -> owed.contains("in_flight"));
    }

    @Test
    void what_the_provider_may_have_stays_on_its_way() {
        var payout = reserved();
        stripe.fault("/v1/transfers$", "drop_after", Map.of("method", "POST"));
        send();
        assertThat(state()).isEqualTo("unknown");
        doubts.hold(shop, "k1", "ann");
        sendAgain(payout);
        assertThat(state()).isEqualTo("transferred");
    }

    @Test
    void what_the_provider_may_have_when_a_block_comes_is_met_by_later_earnings() {
        var payout = reserved();
        stripe.fault("/v1/transfers$", "drop_after", Map.of("method", "POST"));
        send();
        assertThat(state()).isEqualTo("unknown");
        doubts.block(shop, "k1", "ann");
        sendAgain(payout);
        assertThat(state()).isEqualTo("transferred");
        assertThat(shop.owed(nora)).contains("USD payable -900", "USD paid 900");
        shop.brought(nora, "bob");
        shop.tell(Event.invoice("b1", "bob", 4_000));
        shop.moveDays(40);
        assertThat(shop.owed(nora)).contains("USD payable 300", "USD paid 900");
    }
}
