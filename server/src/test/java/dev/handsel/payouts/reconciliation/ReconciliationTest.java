package dev.handsel.payouts.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.payouts.reconciliation.ReconciliationReport.DifferenceReason;
import dev.handsel.payouts.reconciliation.ReconciliationReport.TransferDifference;
import dev.handsel.payouts.transfers.StripeScene;
import dev.handsel.platform.database.Timestamps;
import dev.handsel.testing.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ReconciliationTest extends StripeScene {

    @Autowired
    Reconciliation reconciliation;

    @Autowired
    InstantSource clock;

    @Autowired
    ReconciliationStore store;

    /** What was found about these transfers; other tests leave their own behind. */
    private List<TransferDifference> about(Instant from, String... transfers) {
        var to = clock.instant().plus(Duration.ofDays(400));
        var reports = reconciliation.run(from, to).orElseThrow();
        return reports.stream()
                .flatMap(report -> report.differences().stream())
                .filter(difference -> List.of(transfers).contains(difference.transfer()))
                .toList();
    }

    private Instant before() {
        // Stripe counts in whole seconds.
        Eventually.passes(Duration.ofMillis(1_100));
        return clock.instant().minusMillis(50);
    }

    private String reference(Object payout, Shop shop) {
        return get(shop.key(), "/v1/payouts/" + payout).json().get("reference").asString();
    }

    @Test
    void what_both_sides_know_needs_no_explanation() throws Exception {
        var from = before();
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        send();

        assertThat(about(from, reference(payout, shop))).isEmpty();

        var listed = get(somebody("analyst").token(), "/v1/reconciliations")
                .json()
                .get("data")
                .get(0);
        assertThat(listed.get("currency").asString()).isEqualTo("USD");
        assertThat(listed.get("unexplained").asLong()).isZero();
        assertThat(get(somebody().token(), "/v1/reconciliations").status()).isEqualTo(403);
    }

    @Test
    void what_was_missing_here_is_booked_and_said() throws Exception {
        var from = before();
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var payout = reserved(shop, payee, 6_000);
        stripe.fault("/v1/transfers$", "drop_after", Map.of());
        send();
        assertThat(state(payout)).isEqualTo("unknown");
        var transfer = stripe.api("GET", "/v1/transfers?transfer_group=" + payout.value(), "")
                .get("data")
                .get(0)
                .get("id")
                .asString();

        assertThat(about(from, transfer))
                .containsExactly(new TransferDifference(transfer, 6_000, 0, DifferenceReason.BOOKED_NOW));

        assertThat(state(payout)).isEqualTo("transferred");
        sound(payout, payee, 6_000);
        stripe.api("POST", "/v1/transfers/" + transfer + "/reversals", "amount=1000");
        var found = about(from, transfer);
        assertThat(found).extracting(TransferDifference::reason).containsOnly(DifferenceReason.BOOKED_NOW);
        assertThat(state(payout)).isEqualTo("partly_reversed");
        sound(payout, payee, 6_000);
    }

    @Test
    void the_platforms_own_transfers_and_false_ones_are_told_apart() throws Exception {
        var from = before();
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var own = stripe.api("POST", "/v1/transfers", "amount=70&currency=usd&destination=" + destination(payee))
                .get("id")
                .asString();
        var payout = reserved(shop, payee, 6_000);
        send();
        var twice = stripe.api(
                        "POST",
                        "/v1/transfers",
                        "amount=6000&currency=usd&destination=" + destination(payee) + "&metadata[payout_id]=" + payout
                                + "&metadata[program_id]=" + shop.id() + "&metadata[affiliate_id]=" + payee.id())
                .get("id")
                .asString();

        assertThat(about(from, own, twice))
                .containsExactlyInAnyOrder(
                        new TransferDifference(own, 70, 0, DifferenceReason.NOT_A_PAYOUT),
                        new TransferDifference(twice, 6_000, 0, DifferenceReason.UNEXPLAINED));
        stripe.api("POST", "/v1/transfers/" + twice, "metadata[payout_id]=");
    }

    @Test
    void days_that_were_missed_are_compared_afterwards() {
        var today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        jdbc.sql("insert into reconciliation_run (from_at, to_at) values (:from, :to) on conflict do nothing")
                .param("from", Timestamps.utc(today.minus(Duration.ofDays(4))))
                .param("to", Timestamps.utc(today.minus(Duration.ofDays(3))))
                .update();

        reconciliation.compareUntil(today);

        for (int days = 1; days <= 4; days++) {
            assertThat(made(today.minus(Duration.ofDays(days))))
                    .as("%d days ago", days)
                    .isTrue();
        }
    }

    private boolean made(Instant day) {
        return store.made(day);
    }
}
