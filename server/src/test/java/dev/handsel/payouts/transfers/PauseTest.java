package dev.handsel.payouts.transfers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.PayoutId;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What Stripe refuses for good is told once, and not tried again until something has changed. */
// Each test makes its own scene first.
@SuppressWarnings("NullAway.Init")
class PauseTest extends StripeScene {

    private static final String TRANSFERS = "/v1/transfers$";

    private Shop shop;
    private Payee payee;

    @BeforeEach
    void somebody_with_an_address() {
        shop = stripeShop();
        payee = stripePayee(shop);
        jdbc.sql("update account set email = :email, email_verified = true where id = :id")
                .param("email", payee.id() + "@example.com")
                .param("id", payee.person().id().value())
                .update();
    }

    private PayoutId refused(String code) {
        var payout = reserved(shop, payee, 6_000);
        stripe.fault(TRANSFERS, "status_before", Map.of("status", 400, "code", code, "method", "POST"));
        send();
        assertThat(state(payout)).isEqualTo("failed");
        return payout;
    }

    /** What a batch says of the affiliate's balance; null where it pays. */
    private String skipped() {
        var result = post(somebody("finance").token(), "/v1/programs/" + shop.id() + "/payouts/run", "{}")
                .json();
        return result.get("skipped").isEmpty()
                ? "paid"
                : result.get("skipped").get(0).get("reason").asString();
    }

    private List<String> mails() {
        return jdbc.sql("select subject from mail where account_id = :id order by id")
                .param("id", payee.person().id().value())
                .query((row, _) -> row.getString("subject"))
                .list();
    }

    private JsonNode account() {
        return get(payee.person().token(), "/v1/affiliates/me/payout_account?program=" + shop.id())
                .json();
    }

    private JsonNode listed() {
        return get(somebody("manager").token(), "/v1/programs/" + shop.id() + "/payouts/pauses")
                .json()
                .get("data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account_closed",
                "transfers_not_allowed",
                "insufficient_capabilities_for_transfer",
                "invalid_currency",
                "amount_too_small",
            })
    void nothing_is_paid_after_a_refusal_for_good_and_everybody_reads_why(String code) {
        var payout = refused(code);
        long asked = stripe.requests(TRANSFERS);

        for (int day = 0; day < 3; day++) {
            assertThat(skipped().toLowerCase(Locale.ROOT)).isEqualTo("payouts_paused");
            send();
        }

        assertThat(stripe.requests(TRANSFERS)).isEqualTo(asked);
        assertThat(mails()).containsExactly("Payout requested", "Payout approved", "Payout failed");
        var refused = ask(shop, payee, null);
        assertThat(refused.code()).isEqualTo("payouts_paused");
        assertThat(refused.text()).contains("Simulated fault");
        var shown = account().get("pauses").get(0);
        assertThat(shown.get("code").asString()).isEqualTo(code);
        assertThat(shown.get("payout").asString()).isEqualTo(payout.toString());
        assertThat(listed().get(0).get("affiliate").asString())
                .isEqualTo(payee.id().toString());
        assertThat(balance(payee).payable()).isEqualTo(6_000);
        sound(payout, payee, 6_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"balance_insufficient", "lock_timeout"})
    void what_passes_by_itself_pauses_nobody(String code) {
        refused(code);
        jdbc.sql("delete from currency_stop").update();

        assertThat(listed()).isEmpty();
        assertThat(skipped()).isEqualTo("paid");
        send();
        assertThat(balance(payee).paid()).isEqualTo(6_000);
    }

    @Test
    void an_unclear_end_pauses_nobody() {
        var payout = reserved(shop, payee, 6_000);
        stripe.fault(TRANSFERS, "drop_before", Map.of("method", "POST"));
        send();
        hoursAgo(payout, 26);
        sendAgain(payout);

        assertThat(state(payout)).isEqualTo("failed");
        assertThat(listed()).isEmpty();
    }

    @Test
    void a_manager_lifts_it_and_others_cannot() {
        refused("account_closed");
        assertThat(client().send(
                                "DELETE",
                                "/v1/affiliates/" + payee.id() + "/payout_pauses/USD",
                                BodyPublishers.noBody(),
                                "Authorization",
                                "Bearer " + payee.person().token())
                        .status())
                .isEqualTo(403);

        assertThat(lift(payee).status()).isEqualTo(204);
        assertThat(lift(payee).status()).isEqualTo(404);

        assertThat(listed()).isEmpty();
        assertThat(account().get("pauses")).isEmpty();
        assertThat(skipped()).isEqualTo("paid");
        send();
        assertThat(balance(payee).paid()).isEqualTo(6_000);
    }

    @Test
    void news_of_the_account_lift_it() {
        refused("account_closed");
        jdbc.sql("update payout_account set version = version + 1 where affiliate_id = :id")
                .param("id", payee.id().value())
                .update();

        assertThat(listed()).isEmpty();
        assertThat(skipped()).isEqualTo("paid");
    }

    @Test
    void another_account_lifts_it() {
        refused("account_closed");
        jdbc.sql("update payout_account set reference = :another where affiliate_id = :id")
                .param("another", stripe.account())
                .param("id", payee.id().value())
                .update();

        assertThat(skipped()).isEqualTo("paid");
        send();
        assertThat(balance(payee).paid()).isEqualTo(6_000);
    }

    @Test
    void another_amount_lifts_it_only_where_the_amount_was_the_reason() {
        refused("amount_too_small");
        earned(shop, payee, 5_999);
        assertThat(skipped()).isNotEqualTo("paid");
        earned(shop, payee, 1);
        assertThat(skipped()).isEqualTo("paid");
        send();
        assertThat(balance(payee).paid()).isEqualTo(12_000);
        assertThat(listed()).as("what passed pauses nobody").isEmpty();

        refused("account_closed");
        earned(shop, payee, 100_000);
        assertThat(skipped()).isNotEqualTo("paid");
    }

    @Test
    void a_part_that_is_refused_for_good_pauses_too() {
        var payout = reserved(shop, payee, 6_000);
        stripe.limit(3_000, "usd");
        for (int step = 0; step < 2; step++) {
            due(payout);
            work(claim(payout));
        }
        stripe.fault(TRANSFERS, "status_before", Map.of("status", 400, "code", "account_closed", "method", "POST"));
        send();

        assertThat(state(payout)).isEqualTo("transferred");
        assertThat(mails()).containsExactly("Payout requested", "Payout approved", "Payout sent in part");
        assertThat(listed()).hasSize(1);
        assertThat(balance(payee).payable()).isEqualTo(3_000);
        sound(payout, payee, 6_000);
    }
}
