package dev.handsel.payouts.transfers;

import static dev.handsel.platform.database.Timestamps.utc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.PayoutId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class CatchUpTest extends StripeScene {

    @Autowired
    CatchUp catchUp;

    @Autowired
    DatabaseIdentity identity;

    @Autowired
    InstantSource clock;

    @BeforeEach
    void nothing_is_known() {
        jdbc.sql("delete from sender_checkpoint").update();
    }

    private String transfer(Shop shop, Payee payee, PayoutId payout, long amount) {
        return stripe.api(
                        "POST",
                        "/v1/transfers",
                        "amount=" + amount + "&currency=usd&destination=" + destination(payee)
                                + "&metadata[payout_id]=" + payout + "&metadata[affiliate_id]=" + payee.id()
                                + "&metadata[program_id]=" + shop.id() + "&transfer_group=" + payout.value())
                .get("id")
                .asString();
    }

    @Test
    void a_payout_that_this_database_has_lost_is_written_down_again() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        earned(shop, payee, 6_000);
        var lost = PayoutId.fresh();
        var reference = transfer(shop, payee, lost, 6_000);

        assertThat(catchUp.run()).isTrue();
        assertThat(catchUp.run()).isTrue();

        assertThat(state(lost)).isEqualTo("transferred");
        assertThat(balance(payee).payable()).isZero();
        assertThat(balance(payee).paid()).isEqualTo(6_000);
        var shown = get(shop.key(), "/v1/payouts/" + lost).json();
        assertThat(shown.get("origin").asString()).isEqualTo("recovered");
        assertThat(shown.get("reference").asString()).isEqualTo(reference);
        sound(lost, payee, 6_000);
    }

    @Test
    void what_left_is_taken_from_what_is_payable_even_below_nothing() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        earned(shop, payee, 1_000);
        var lost = PayoutId.fresh();
        var reference = transfer(shop, payee, lost, 6_000);
        stripe.api("POST", "/v1/transfers/" + reference + "/reversals", "amount=500");

        assertThat(catchUp.run()).isTrue();

        assertThat(state(lost)).isEqualTo("partly_reversed");
        assertThat(balance(payee).payable()).isEqualTo(-4_500);
        assertThat(balance(payee).paid()).isEqualTo(5_500);
        sound(lost, payee, 6_000);
    }

    @Test
    void a_payout_that_was_opened_again_before_the_lost_one_was_found_is_not_sent() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var again = reserved(shop, payee, 6_000);
        var lost = PayoutId.fresh();
        transfer(shop, payee, lost, 6_000);

        assertThat(catchUp.run()).isTrue();
        send();

        assertThat(state(again)).isEqualTo("canceled");
        assertThat(stripe.transfers(again.toString())).isZero();
        assertThat(balance(payee).payable()).isZero();
        sound(lost, payee, 6_000);
    }

    @Test
    void a_payout_that_was_called_off_and_left_all_the_same_is_settled() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        post(somebody("finance").token(), "/v1/payouts/" + payout + "/cancel", "");
        assertThat(state(payout)).isEqualTo("canceled");
        transfer(shop, payee, payout, 6_000);

        assertThat(catchUp.run()).isTrue();

        assertThat(state(payout)).isEqualTo("transferred");
        assertThat(balance(payee).payable()).isZero();
        sound(payout, payee, 6_000);
    }

    @Test
    void a_transfer_that_cannot_be_explained_keeps_the_gate_closed() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        var wrong = transfer(shop, payee, payout, 5_999);
        var gate = new SenderGate(identity, catchUp, clock);

        assertThat(gate.opens()).isFalse();
        assertThat(gate.reason()).contains(wrong);
        due(payout);
        jdbc.sql("update payout set due_at = now() + interval '1 year' where id = :id")
                .param("id", payout.value())
                .update();
        stripe.api("POST", "/v1/transfers/" + wrong, "metadata[payout_id]=");
        post(somebody("finance").token(), "/v1/payouts/" + payout + "/cancel", "");
        assertThat(new SenderGate(identity, catchUp, clock).opens()).isTrue();
    }

    @Test
    void the_gate_stays_closed_until_stripe_has_listed_everything() {
        stripe.fault("/v1/transfers$", "status_before", Map.of("status", 503));
        var gate = new SenderGate(identity, catchUp, clock);
        assertThat(gate.reason()).isEqualTo("starting");
        assertThat(gate.opens()).isFalse();
        assertThat(gate.opens()).as("asked again after a pause only").isFalse();
        assertThat(new SenderGate(identity, catchUp, clock).opens()).isTrue();
    }

    @Test
    void another_database_asks_from_further_back() {
        var seen = clock.instant().minus(Duration.ofDays(10));
        jdbc.sql("""
                insert into sender_checkpoint (system_identifier, timeline, seen_until) values ('another', 1, :seen)
                """).param("seen", utc(seen)).update();
        assertThat(catchUp.run()).isTrue();
        assertThat(stripe.asked("requests?path=/v1/transfers$").get("requests").toString())
                .contains(String.valueOf(seen.minus(Duration.ofDays(3)).getEpochSecond()));
        Instant until = jdbc.sql("select seen_until from sender_checkpoint")
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
        assertThat(until).isAfter(seen);
    }

    @Test
    void transfers_of_others_are_left_alone() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        stripe.api("POST", "/v1/transfers", "amount=70&currency=usd&destination=" + destination(payee));
        assertThat(catchUp.run()).isTrue();
    }

    @Test
    void a_time_that_a_wrong_clock_wrote_down_hides_nothing() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        earned(shop, payee, 6_000);
        var lost = PayoutId.fresh();
        transfer(shop, payee, lost, 6_000);
        var known = identity.ask();
        jdbc.sql("insert into sender_checkpoint (system_identifier, timeline, seen_until)"
                        + " values (:system, :timeline, now() + interval '2 years')")
                .param("system", known.system())
                .param("timeline", known.timeline())
                .update();

        assertThat(catchUp.run()).isTrue();

        assertThat(state(lost)).isEqualTo("transferred");
        assertThat(jdbc.sql("select seen_until <= now() from sender_checkpoint")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }
}
