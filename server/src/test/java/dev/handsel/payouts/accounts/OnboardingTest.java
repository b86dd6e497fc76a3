package dev.handsel.payouts.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.payouts.lifecycle.PayoutScene;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class OnboardingTest extends PayoutScene {

    private final Sandbox stripe = Sandbox.shared();

    @AfterEach
    void nothing_goes_wrong() {
        stripe.noFaults();
    }

    private static String path(Shop shop) {
        return "/v1/affiliates/me/payout_account?program=" + shop.id();
    }

    private String reference(Payee payee) {
        return jdbc.sql("select reference from payout_account where affiliate_id = :id")
                .param("id", payee.id().value())
                .query((row, _) -> row.getString(1))
                .single();
    }

    private Reply begin(Shop shop, Payee payee) {
        return post(payee.person().token(), path(shop), "");
    }

    @Test
    void an_affiliate_opens_one_account_and_fills_it_in() {
        var shop = shop("stripe", false);
        var payee = stranger(shop);

        var begun = begin(shop, payee);

        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        assertThat(begun.json().get("state").asString()).isEqualTo("onboarding");
        assertThat(begun.json().get("requirements").valueStream().map(node -> node.asString()))
                .contains("A bank account to pay to", "Agreement to the terms of service");
        var account = reference(payee);
        var shown = stripe.api("GET", "/v1/accounts/" + account, "");
        assertThat(shown.get("metadata").get("affiliate_id").asString())
                .isEqualTo(payee.id().toString());
        assertThat(shown.get("type").asString()).isEqualTo("express");
        var link = begun.json().get("onboarding_url").asString();
        assertThat(link).startsWith(stripe.api() + "/setup/");
        assertThat(begin(shop, payee).json().get("onboarding_url").asString()).isNotEqualTo(link);
        assertThat(reference(payee)).isEqualTo(account);

        stripe.control("accounts/" + account + "/complete", Map.of());
        var done = begin(shop, payee);

        assertThat(done.json().get("state").asString()).isEqualTo("enabled");
        assertThat(done.json().get("payouts_enabled").asBoolean()).isTrue();
        assertThat(done.json().get("requirements")).isEmpty();
        assertThat(done.json().get("onboarding_url").asString())
                .as("its own pages")
                .contains("/express/");
    }

    @Test
    void the_pages_that_stripe_sends_people_back_to_know_nobody() {
        for (var page : List.of("done", "expired")) {
            var shown = client().get("/payout-account/" + page);
            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.header("Content-Security-Policy")).contains("default-src 'none'");
            assertThat(shown.text()).contains("Your payout account");
        }
    }

    @Test
    void an_account_that_was_opened_in_silence_is_found_again() {
        var shop = shop("stripe", false);
        var payee = stranger(shop);
        stripe.fault("/v1/accounts$", "drop_after", Map.of());
        var silent = begin(shop, payee);
        assertThat(silent.status()).isEqualTo(503);
        assertThat(silent.code()).isEqualTo("provider_silent");
        assertThat(silent.header("Retry-After")).isEqualTo("5");
        long accounts = stripe.asked("state").get("accounts").asLong();

        assertThat(begin(shop, payee).status()).isEqualTo(200);

        assertThat(stripe.asked("state").get("accounts").asLong()).isEqualTo(accounts);
    }

    /** Connections of this database that have held a transaction open for a while without using it. */
    private int idleInTransaction() {
        return jdbc.sql("""
                select count(*) from pg_stat_activity where datname = current_database()
                    and state = 'idle in transaction' and state_change < clock_timestamp() - interval '300 milliseconds'
                """).query((row, _) -> row.getInt(1)).single();
    }

    private List<String> deeds(Payee payee) {
        return jdbc.sql("select action from audit_entry where object = :id order by id")
                .param("id", payee.id().toString())
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void stripe_is_waited_for_with_no_transaction_open_and_what_it_opened_stays_known() throws Exception {
        var shop = shop("stripe", false);
        var payee = stranger(shop);
        var key = UUID.randomUUID().toString();
        var token = "Bearer " + payee.person().token();
        stripe.fault("/v1/account_links$", "delay_before", Map.of("seconds", 4));
        long accounts = stripe.asked("state").get("accounts").asLong();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var silent =
                    threads.submit(() -> client().post(path(shop), "", "Authorization", token, "Idempotency-Key", key));
            int open = 0;
            while (!silent.isDone()) {
                open = Math.max(open, idleInTransaction());
                Eventually.passes(Duration.ofMillis(50));
            }
            assertThat(silent.get().code()).isEqualTo("provider_silent");
            assertThat(open).isZero();
        }
        var account = reference(payee);
        assertThat(account).startsWith("acct_");
        assertThat(deeds(payee))
                .containsExactly("payout_account.created", "payout_account.changed", "payout_account.changed");

        var again = client().post(path(shop), "", "Authorization", token, "Idempotency-Key", key);
        var without = client().post(path(shop), "", "Authorization", token);

        assertThat(List.of(again.status(), without.status())).containsOnly(200);
        assertThat(reference(payee)).isEqualTo(account);
        assertThat(stripe.asked("state").get("accounts").asLong()).isEqualTo(accounts + 1);
    }

    @Test
    void what_stripe_refuses_is_told_and_nothing_is_half_done() {
        var shop = shop("stripe", false);
        var payee = stranger(shop);
        stripe.fault("/v1/accounts$", "status_before", Map.of("status", 400, "code", "country_unsupported"));
        var refused = begin(shop, payee);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("provider_refused");
        assertThat(begin(shop, payee).status()).isEqualTo(200);
        var malformed = post(payee.person().token(), path(shop) + "&country=Germany", "");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(post(payee.person().token(), path(shop()) + "", "").status()).isEqualTo(404);
    }

    @Test
    void a_key_that_stripe_does_not_accept_is_our_trouble() {
        var shop = shop("stripe", false);
        var payee = stranger(shop);
        stripe.fault("/v1/accounts$", "unauthorized", Map.of());
        assertThat(begin(shop, payee).code()).isEqualTo("provider_unavailable");
        stripe.fault("/v1/accounts$", "rate_limit", Map.of("retry_after", 1));
        var busy = begin(shop, payee);
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.header("Retry-After")).isEqualTo("1");
        assertThat(begin(shop, payee).status()).isEqualTo(200);
    }

    private Reply begin(Shop shop, Payee payee, String country) {
        return post(payee.person().token(), path(shop) + "&country=" + country, "");
    }

    private JsonNode atStripe(String account) {
        return stripe.api("GET", "/v1/accounts/" + account, "");
    }

    @ParameterizedTest
    @CsvSource({"US, full", "DE, full", "GB, full", "MX, recipient", "IN, recipient", "JP, recipient", "SG, recipient"})
    void an_account_is_opened_under_the_agreement_that_lets_it_be_paid(String country, String agreement) {
        var shop = shop("stripe", false);
        var payee = stranger(shop);

        var begun = begin(shop, payee, country);

        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        assertThat(atStripe(reference(payee))
                        .at("/tos_acceptance/service_agreement")
                        .asString())
                .isEqualTo(agreement);
    }

    @Test
    void another_country_opens_another_account_as_long_as_nothing_was_filled_in() {
        var shop = shop("stripe", false);
        var payee = stranger(shop);
        begin(shop, payee);
        var unused = reference(payee);

        assertThat(begin(shop, payee, "DE").status()).isEqualTo(200);

        var account = reference(payee);
        assertThat(account).isNotEqualTo(unused);
        assertThat(atStripe(account).get("country").asString()).isEqualTo("DE");
        assertThat(begin(shop, payee, "DE").status()).isEqualTo(200);
        assertThat(begin(shop, payee).status()).isEqualTo(200);
        assertThat(reference(payee)).isEqualTo(account);

        stripe.control("accounts/" + account + "/complete", Map.of());
        assertThat(begin(shop, payee, "DE").status()).isEqualTo(200);
        var late = begin(shop, payee, "MX");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("country_settled");
        assertThat(reference(payee)).isEqualTo(account);
    }

    @Test
    void another_country_after_silence_leaves_no_account_that_nobody_knows() {
        var shop = shop("stripe", false);
        var payee = stranger(shop);
        long before = stripe.asked("state").get("accounts").asLong();
        stripe.fault("/v1/accounts$", "drop_after", Map.of());
        assertThat(begin(shop, payee).status()).isEqualTo(503);

        assertThat(begin(shop, payee, "DE").status()).isEqualTo(200);

        assertThat(stripe.asked("state").get("accounts").asLong())
                .as("the one that was opened in silence, and the one in its place")
                .isEqualTo(before + 2);
        assertThat(atStripe(reference(payee)).get("country").asString()).isEqualTo("DE");
        assertThat(deeds(payee)).contains("payout_account.changed");
    }

    @Test
    void an_account_that_cannot_be_paid_where_it_is_gets_another_in_its_place() {
        var shop = shop("stripe", false);
        var payee = stranger(shop);
        var old = stripe.control(
                        "accounts", Map.of("count", 1, "country", "MX", "service_agreement", "full", "ready", false))
                .at("/ids/0")
                .asString();
        connect(shop, payee, old);

        assertThat(begin(shop, payee).status()).isEqualTo(200);

        assertThat(reference(payee)).isNotEqualTo(old);
        assertThat(atStripe(reference(payee))
                        .at("/tos_acceptance/service_agreement")
                        .asString())
                .isEqualTo("recipient");
        assertThat(atStripe(reference(payee)).get("country").asString()).isEqualTo("MX");
    }

    private void connect(Shop shop, Payee payee, String account) {
        jdbc.sql("""
                insert into payout_account (affiliate_id, program_id, provider, payouts_enabled, state, reference, created_at,
                    changed_at) values (:id, :program, 'stripe', false, 'onboarding', :reference, now(), now())
                """)
                .param("id", payee.id().value())
                .param("program", shop.id().value())
                .param("reference", account)
                .update();
    }

    @Test
    void an_account_under_review_says_so_in_words() {
        var shop = shop("stripe", false);
        var payee = stranger(shop);
        begin(shop, payee);
        var account = reference(payee);
        stripe.control("accounts/" + account + "/complete", Map.of());
        stripe.control(
                "accounts/" + account + "/disable",
                Map.of(
                        "reason",
                        "requirements.past_due",
                        "currently_due",
                        List.of("individual.verification.document")));

        var told = begin(shop, payee).json();

        assertThat(told.get("state").asString()).isEqualTo("restricted");
        assertThat(told.get("note").asString()).isEqualTo("Stripe waits for information that is overdue.");
        assertThat(told.get("requirements").get(0).asString()).isEqualTo("A photo of an identity document");
    }
}
