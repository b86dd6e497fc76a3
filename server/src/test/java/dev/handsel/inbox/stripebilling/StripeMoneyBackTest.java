package dev.handsel.inbox.stripebilling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.events.Shop;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.HandselTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.node.ObjectNode;

/** What goes back of a payment at Stripe is taken back of the commission, and what does not is not. */
@HandselTest
class StripeMoneyBackTest {

    @Autowired
    private EventScene scene;

    @Autowired
    private Bearers bearers;

    @Value("${handsel.public-url}")
    private String url = "";

    private Merchant merchant;
    private Shop.Affiliate ann;

    @BeforeEach
    void an_invoice_of_january() {
        merchant = new Merchant(url, bearers, scene.shop()).connected();
        merchant.shop().moveTo("2026-03-01T00:00:00Z");
        ann = merchant.shop().affiliate("ann");
        merchant.told(Merchant.checkout("cus_1", ann.code(), _ -> {}));
        merchant.told(Merchant.invoice("in_1", "cus_1"));
    }

    @Test
    void sums_of_refunds_count_once() {
        assertThat(merchant.told(Merchant.refunded("in_1", 2_000))).containsExactly("stripe_refunded recorded");
        assertThat(reversed()).isEqualTo(600);
        merchant.told(Merchant.refunded("in_1", 10_000));
        assertThat(reversed()).isEqualTo(3_000);
        merchant.told(Merchant.refunded("in_1", 5_000));
        assertThat(reversed()).isEqualTo(3_000);
        assertThat(merchant.shop().verdict().get("ok").asBoolean()).isTrue();
    }

    @Test
    void a_refund_that_failed_never_was() {
        merchant.told(Merchant.at("2026-01-05T00:00:00Z", Merchant.refunded("in_1", 500)));
        merchant.told(Merchant.at("2026-01-06T00:00:00Z", Merchant.refunded("in_1", 2_000)));
        assertThat(reversed()).isEqualTo(600);
        merchant.told(Merchant.failed("in_1", "re_2", 1_500, "2026-01-12T00:00:00Z"));
        assertThat(reversed()).isEqualTo(150);
    }

    @Test
    void a_failure_that_is_told_by_several_types_counts_once() {
        merchant.told(Merchant.at("2026-01-05T00:00:00Z", Merchant.refunded("in_1", 10_000)));
        var failed = Merchant.failed("in_1", "re_1", 6_000, "2026-01-12T00:00:00Z");
        merchant.told(failed);
        merchant.told(failed.deepCopy().put("id", "evt_again").put("type", "charge.refund.updated"));
        merchant.told(failed.deepCopy().put("id", "evt_once_more").put("type", "refund.updated"));
        assertThat(reversed()).isEqualTo(1_200);
    }

    @Test
    void a_credit_note_out_of_band_is_a_refund_until_it_is_voided() {
        var note = Merchant.event("credit-note", "evt_note", _ -> {});
        assertThat(merchant.told(note)).containsExactly("refund recorded");
        assertThat(reversed()).isEqualTo(900);
        var voided = note.deepCopy().put("id", "evt_void").put("type", "credit_note.voided");
        assertThat(merchant.told(voided)).containsExactly("refund_failed recorded");
        assertThat(reversed()).isZero();
    }

    @Test
    void each_of_several_payments_is_a_part_of_the_invoice() {
        merchant.told(Merchant.bareInvoice("in_2", "cus_1"));
        for (var part : new String[] {"a", "b", "c"}) {
            var payment = Merchant.payment("in_2").put("id", "evt_payment_" + part);
            ((ObjectNode) payment.at("/data/object/payment")).put("payment_intent", "pi_" + part);
            merchant.told(payment);
        }
        merchant.told(part(Merchant.refunded("in_2", 1_000), "b"));
        merchant.told(part(Merchant.refunded("in_2", 2_000), "c"));
        assertThat(merchant.shop().line(ann, "in_2", "FIRST").get("reversed").asLong())
                .isEqualTo(900);
    }

    private static ObjectNode part(ObjectNode refund, String part) {
        ((ObjectNode) refund.at("/data/object")).put("id", "ch_" + part).put("payment_intent", "pi_" + part);
        return refund;
    }

    @Test
    void a_dispute_takes_back_and_gives_again() {
        assertThat(merchant.told(Merchant.disputed("dispute-created", "in_1", 10_000)))
                .containsExactly("stripe_dispute recorded");
        assertThat(reversed()).isEqualTo(3_000);
        merchant.told(Merchant.disputed("dispute-won", "in_1", 10_000));
        assertThat(reversed()).isZero();
    }

    @Test
    void an_inquiry_takes_nothing_until_money_is_withdrawn() {
        stands("charge.dispute.created", "warning_needs_response", "2026-01-10T00:00:00Z", 0);
        stands("charge.dispute.funds_withdrawn", "needs_response", "2026-01-20T00:00:00Z", 1_500);
        stands("charge.dispute.updated", "under_review", "2026-01-22T00:00:00Z", 1_500);
        stands("charge.dispute.closed", "won", "2026-02-10T00:00:00Z", 0);
        stands("charge.dispute.updated", "warning_under_review", "2026-01-15T00:00:00Z", 0);
    }

    @Test
    void an_inquiry_that_is_closed_took_nothing() {
        stands("charge.dispute.created", "warning_needs_response", "2026-01-10T00:00:00Z", 0);
        stands("charge.dispute.closed", "warning_closed", "2026-02-10T00:00:00Z", 0);
    }

    private void stands(String type, String status, String at, long reversed) {
        merchant.told(Merchant.dispute(type, status, "in_1", 5_000, at));
        assertThat(reversed()).as(type).isEqualTo(reversed);
    }

    private long reversed() {
        return merchant.shop().line(ann, "in_1", "FIRST").get("reversed").asLong();
    }
}
