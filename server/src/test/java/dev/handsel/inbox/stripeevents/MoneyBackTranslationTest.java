package dev.handsel.inbox.stripeevents;

import static dev.handsel.inbox.stripeevents.Payloads.changed;
import static dev.handsel.inbox.stripeevents.Payloads.draft;
import static dev.handsel.inbox.stripeevents.Payloads.event;
import static dev.handsel.inbox.stripeevents.Payloads.json;
import static dev.handsel.inbox.stripeevents.Payloads.reread;
import static dev.handsel.inbox.stripeevents.Payloads.told;
import static dev.handsel.inbox.stripeevents.Payloads.translated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.inbox.stripeevents.BillingChange.AboutPayment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/** What Stripe says of money that went back or is disputed, payload by payload, without a server. */
class MoneyBackTranslationTest {

    @Test
    void a_refund_is_told_as_the_sum_that_stripe_tells() {
        assertThat(translated("refund-partial")).isInstanceOfSatisfying(AboutPayment.class, refund -> {
            assertThat(refund.invoice()).contains("in_discount");
            assertThat(refund.draft().json().get("total").asLong()).isEqualTo(2000);
        });
        assertThat(translated("refund-full")).isInstanceOfSatisfying(AboutPayment.class, refund -> {
            assertThat(refund.invoice()).isEmpty();
            assertThat(refund.payments()).containsExactly("ch_discount", "pi_discount");
            assertThat(refund.draft().type()).isEqualTo("stripe_refunded");
            assertThat(refund.draft().json().get("charge").asString()).isEqualTo("ch_discount");
            assertThat(refund.draft().json().get("total").asLong()).isEqualTo(9520);
        });
        assertThat(Translator.translate(changed("refund-full", charge -> charge.putNull("invoice"))))
                .isInstanceOf(BillingChange.Nothing.class);
    }

    @ParameterizedTest
    @CsvSource({
        "refund.failed, failed, stripe_refund_failed",
        "refund.failed, pending, stripe_refund_failed",
        "refund.updated, failed, stripe_refund_failed",
        "refund.updated, canceled, stripe_refund_failed",
        "charge.refund.updated, failed, stripe_refund_failed",
        "charge.refund.updated, canceled, stripe_refund_failed",
        "refund.updated, succeeded,",
        "charge.refund.updated, pending,",
        "refund.created, succeeded,"
    })
    void a_refund_that_went_wrong_is_told_by_whatever_tells_it(String type, String status, String told) {
        assertThat(type(typed("refund-failed", type, status))).isEqualTo(told);
    }

    @Test
    void a_failed_refund_names_what_it_can_be_found_by() {
        assertThat(reread(draft("refund-failed"))).isEqualTo(json("""
                {"id": "stripe:evt_failed:0", "type": "stripe_refund_failed", "occurred_at": "2026-01-12T00:00:00Z",
                 "charge": "ch_discount", "refund": "re_1", "amount": 2000}"""));
        assertThat(((AboutPayment) translated("refund-failed")).payments())
                .containsExactly("ch_discount", "pi_discount");
    }

    @Test
    void a_credit_note_counts_by_what_it_gave_back_outside_of_stripe() {
        assertThat(reread(draft("credit-note"))).isEqualTo(json("""
                {"id": "stripe:evt_note:0", "type": "refund", "occurred_at": "2026-01-05T00:00:00Z",
                 "invoice": "in_1", "refund": "cn_1", "amount": 3000}"""));
        var voided = typed("credit-note", "credit_note.voided", "void");
        assertThat(reread(told(voided))).isEqualTo(json("""
                {"id": "stripe:evt_note:0", "type": "refund_failed", "occurred_at": "2026-01-05T00:00:00Z", "refund": "cn_1"}"""));
        var byCard = changed("credit-note", note -> note.put("out_of_band_amount", 0));
        assertThat(Translator.translate(byCard)).isInstanceOf(BillingChange.Nothing.class);
    }

    @ParameterizedTest
    @CsvSource({
        "charge.dispute.created, warning_needs_response, inquiry",
        "charge.dispute.created, needs_response, open",
        "charge.dispute.created, lost, lost",
        "charge.dispute.updated, warning_under_review, inquiry",
        "charge.dispute.updated, under_review, open",
        "charge.dispute.updated, prevented, won",
        "charge.dispute.funds_withdrawn, needs_response, open",
        "charge.dispute.funds_withdrawn, warning_needs_response, open",
        "charge.dispute.closed, won, won",
        "charge.dispute.closed, lost, lost",
        "charge.dispute.closed, warning_closed, won",
        "charge.dispute.closed, under_review,",
        "charge.dispute.funds_reinstated, won,"
    })
    void a_dispute_stands_where_its_event_says(String type, String status, String state) {
        var event = typed("dispute-created", type, status);
        if (state == null) {
            assertThat(type(event)).isNull();
        } else {
            assertThat(reread(told(event))).isEqualTo(json("""
                    {"id": "stripe:evt_dispute1:0", "type": "stripe_dispute", "occurred_at": "2026-01-08T00:00:00Z",
                     "dispute": "du_1", "amount": 9520, "state": "%s"}""".formatted(state)));
        }
    }

    private static BillingEvent typed(String name, String type, String status) {
        var event = Payloads.resource(name);
        event.put("type", type);
        ((ObjectNode) event.at("/data/object")).put("status", status);
        return Payloads.read(event);
    }

    private static @Nullable String type(BillingEvent event) {
        return Translator.translate(event) instanceof BillingChange.Nothing
                ? null
                : told(event).type();
    }
}
