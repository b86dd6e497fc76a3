package dev.handsel.payouts.batches;

import static dev.handsel.platform.database.Timestamps.utc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.payouts.transfers.StripeScene;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DailyBatchTest extends StripeScene {

    @Autowired
    DailyBatch batch;

    @Autowired
    InstantSource clock;

    private Shop daily(int hour) {
        var shop = shop();
        jdbc.sql("update program set payout_schedule = 'daily', payout_hour = :hour where id = :id")
                .param("hour", hour)
                .param("id", shop.id().value())
                .update();
        return shop;
    }

    /** A live programme whose hour was the last full one. */
    private Shop live() {
        var now = clock.instant();
        var shop = daily(now.atOffset(ZoneOffset.UTC).getHour());
        jdbc.sql(
                        "update program set mode = 'live', payout_provider = 'stripe', test_now = null, created_at = :then where id = :id")
                .param("then", utc(now.minus(Duration.ofDays(3))))
                .param("id", shop.id().value())
                .update();
        return shop;
    }

    private List<String> payouts(Shop shop) {
        return jdbc.sql(
                        "select amount || ' ' || created_at at time zone 'UTC' from payout where program_id = :id order by id")
                .param("id", shop.id().value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private void clockTo(Shop shop, String now) {
        var moved =
                post(somebody("manager").token(), "/v1/programs/" + shop.id() + "/clock", "{\"now\": \"" + now + "\"}");
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
    }

    @Test
    void a_test_programme_pays_at_its_hour_when_its_clock_passes_it() {
        var shop = daily(14);
        var payee = payee(shop);
        earned(shop, payee, 6_000);
        clockTo(shop, "2026-03-01T13:59:59Z");
        assertThat(payouts(shop)).isEmpty();

        clockTo(shop, "2026-03-03T15:00:00Z");

        assertThat(payouts(shop)).containsExactly("6000 2026-03-01 14:00:00");
        var batches = get(shop.key(), "/v1/programs/" + shop.id() + "/payouts/batches")
                .json();
        assertThat(batches.get("data").valueStream())
                .extracting(run ->
                        run.get("due_at").asString() + " " + run.get("created").asInt())
                .containsExactly("2026-03-03T14:00:00Z 0", "2026-03-02T14:00:00Z 0", "2026-03-01T14:00:00Z 1");
        assertThat(violations()).isEmpty();
    }

    @Test
    void a_live_programme_pays_once_a_day_whoever_runs_it() {
        var shop = live();
        var payee = stripePayee(shop);
        earned(shop, payee, 6_000);
        batch.runDue();
        earned(shop, payee, 9_000);
        batch.runDue();
        assertThat(payouts(shop)).hasSize(1);
        assertThat(violations()).isEmpty();
    }

    @Test
    void a_batch_that_was_cut_short_goes_on_where_it_was() {
        var shop = live();
        var first = stripePayee(shop);
        var second = stripePayee(shop);
        earned(shop, first, 6_000);
        earned(shop, second, 7_000);
        long account =
                jdbc.sql("""
                select id from ledger_account where affiliate_id = :id and name = 'payable'
                """).param("id", first.id().value()).query(Long.class).single();
        jdbc.sql("""
                insert into payout_batch (id, program_id, due_at, progress, balances, created)
                values (gen_random_uuid(), :program, :due, :progress, 1, 1)
                """)
                .param("program", shop.id().value())
                .param("due", utc(clock.instant().truncatedTo(ChronoUnit.HOURS)))
                .param("progress", account)
                .update();

        batch.runDue();

        assertThat(balance(first).inFlight())
                .as("paid by the run that was cut short")
                .isZero();
        assertThat(balance(second).inFlight()).isEqualTo(7_000);
        var run = get(shop.key(), "/v1/programs/" + shop.id() + "/payouts/batches")
                .json()
                .get("data")
                .get(0);
        assertThat(run.get("created").asInt()).isEqualTo(2);
        assertThat(run.get("ended_at").isNull()).isFalse();
    }

    @Test
    void whoever_is_left_out_can_read_why() {
        var shop = daily(14);
        var poor = payee(shop);
        var closed = stranger(shop);
        earned(shop, poor, 100);
        earned(shop, closed, 8_000);
        clockTo(shop, "2026-03-01T14:00:00Z");
        assertThat(why(shop, poor)).containsExactly("BELOW_MINIMUM 100");
        assertThat(why(shop, closed)).containsExactly("PAYOUTS_DISABLED 8000");

        enable(shop, closed.id(), true);
        clockTo(shop, "2026-03-02T14:00:00Z");

        assertThat(why(shop, closed)).isEmpty();
    }

    private List<String> why(Shop shop, Payee payee) {
        var reply = get(payee.person().token(), "/v1/affiliates/me/payout_skips?program=" + shop.id());
        return reply.json()
                .get("data")
                .valueStream()
                .map(skip -> skip.get("reason").asString().toUpperCase(Locale.ROOT) + " "
                        + skip.get("payable").asLong())
                .toList();
    }

    @Test
    void a_preview_tells_what_a_batch_would_do_and_does_nothing() {
        var shop = shop();
        var payee = payee(shop);
        var poor = payee(shop);
        earned(shop, payee, 6_000);
        earned(shop, poor, 10);

        var preview = get(shop.key(), "/v1/programs/" + shop.id() + "/payouts/preview")
                .json();

        assertThat(preview.get("would_pay").asInt()).isEqualTo(1);
        assertThat(preview.get("totals").get("USD").asLong()).isEqualTo(6_000);
        assertThat(preview.get("payouts").get(0).get("affiliate").asString())
                .isEqualTo(payee.id().toString());
        assertThat(preview.get("skipped").get(0).get("reason").asString()).isEqualToIgnoringCase("below_minimum");
        assertThat(payouts(shop)).isEmpty();
    }
}
