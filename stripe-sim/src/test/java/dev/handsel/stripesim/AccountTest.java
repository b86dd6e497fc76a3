package dev.handsel.stripesim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Account;
import com.stripe.param.AccountCreateParams;
import com.stripe.param.AccountLinkCreateParams;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountTest extends SimulatorTest {

    private static final String BACK = "http://127.0.0.1:9/back";
    private static final String REFRESH = "http://127.0.0.1:9/refresh";

    @Test
    void a_new_account_has_everything_still_to_do() throws StripeException {
        var account = opened();

        assertThat(account.getCapabilities().getTransfers()).isEqualTo("inactive");
        assertThat(account.getPayoutsEnabled()).isFalse();
        assertThat(account.getDetailsSubmitted()).isFalse();
        assertThat(account.getRequirements().getDisabledReason()).isEqualTo("requirements.past_due");
        assertThat(account.getRequirements().getCurrentlyDue()).contains("external_account");
        assertThat(account.getDefaultCurrency()).isEqualTo("eur");
        assertThat(account.getController().getStripeDashboard().getType()).isEqualTo("express");
    }

    @Test
    void the_page_completes_onboarding_and_sends_back() throws StripeException {
        var account = opened();
        var url = link(account);

        var page = wire.page(url);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<button>Complete</button>").contains(account.getId());
        var done = wire.submit(url);

        assertThat(done.status()).isEqualTo(303);
        assertThat(done.header("Location")).isEqualTo(BACK);
        var ready = stripe.v1().accounts().retrieve(account.getId());
        assertThat(ready.getPayoutsEnabled()).isTrue();
        assertThat(ready.getCapabilities().getTransfers()).isEqualTo("active");
        assertThat(ready.getRequirements().getCurrentlyDue()).isEmpty();
        assertThat(ready.getExternalAccounts().getData()).hasSize(1);
        assertThat(types(account.getId()))
                .contains("account.updated", "capability.updated", "account.external_account.created");
    }

    @Test
    void a_link_opens_once_and_its_form_is_sent_once() throws StripeException {
        var url = link(opened());
        wire.page(url);

        assertThat(wire.page(url).header("Location")).isEqualTo(REFRESH);
        assertThat(wire.submit(url).header("Location")).isEqualTo(BACK);
        assertThat(wire.submit(url).header("Location")).isEqualTo(REFRESH);
    }

    @Test
    void a_link_is_over_after_five_minutes() throws StripeException {
        var url = link(opened());
        advance(301);

        var late = wire.page(url);

        assertThat(late.status()).isEqualTo(303);
        assertThat(late.header("Location")).isEqualTo(REFRESH);
        assertThat(wire.page(simulator.api() + "/setup/s_invented").status()).isEqualTo(404);
    }

    @Test
    void a_form_that_was_never_opened_is_not_taken() throws StripeException {
        var account = opened();

        assertThat(wire.submit(link(account)).header("Location")).isEqualTo(REFRESH);
        assertThat(stripe.v1().accounts().retrieve(account.getId()).getDetailsSubmitted())
                .isFalse();
    }

    @Test
    void links_want_an_account_and_both_addresses() {
        assertThat(wire.post("/v1/account_links", "account=acct_x&type=account_onboarding")
                        .text("/error/param"))
                .isEqualTo("account");
        assertThat(wire.post("/v1/account_links", "account=" + nora + "&type=account_onboarding")
                        .text("/error/param"))
                .isEqualTo("refresh_url");
    }

    @Test
    void login_links_are_for_those_who_finished() throws StripeException {
        var account = opened();

        assertThatThrownBy(() -> stripe.v1().accounts().loginLinks().create(account.getId()))
                .isInstanceOf(InvalidRequestException.class);
        wire.control("accounts/" + account.getId() + "/complete", "{}");
        var link = stripe.v1().accounts().loginLinks().create(account.getId());
        assertThat(wire.page(link.getUrl()).status()).isEqualTo(200);
    }

    @Test
    void a_disabled_account_says_why_and_comes_back() throws StripeException {
        wire.control(
                "accounts/" + nora + "/disable",
                "{\"reason\":\"requirements.past_due\",\"currently_due\":[\"individual.id_number\"]}");
        var disabled = stripe.v1().accounts().retrieve(nora);

        assertThat(disabled.getPayoutsEnabled()).isFalse();
        assertThat(disabled.getDetailsSubmitted()).isTrue();
        assertThat(disabled.getRequirements().getDisabledReason()).isEqualTo("requirements.past_due");
        assertThat(disabled.getRequirements().getCurrentlyDue()).containsExactly("individual.id_number");
        assertThat(disabled.getRequirements().getErrors().getFirst().getRequirement())
                .isEqualTo("individual.id_number");

        wire.control("accounts/" + nora + "/enable", "{}");
        assertThat(stripe.v1().accounts().retrieve(nora).getPayoutsEnabled()).isTrue();
    }

    @Test
    void deauthorizing_tells_and_hides_the_account() {
        wire.control("accounts/" + nora + "/deauthorize", "{}");

        assertThat(wire.get("/v1/accounts/" + nora).status()).isEqualTo(403);
        assertThat(wire.get("/v1/accounts").json().get("data")).isEmpty();
    }

    @Test
    void an_account_is_changed_listed_and_deleted() throws StripeException {
        var id = opened().getId();

        var changed = wire.post(
                "/v1/accounts/" + id,
                "email=new@example.com&metadata[a]=1&settings[payouts][schedule][interval]=weekly"
                        + "&settings[payouts][schedule][weekly_anchor]=friday&business_profile[name]=N");
        assertThat(changed.text("/email")).isEqualTo("new@example.com");
        assertThat(changed.text("/business_profile/name")).isEqualTo("N");
        assertThat(changed.text("/settings/payouts/schedule/weekly_anchor")).isEqualTo("friday");
        assertThat(wire.get("/v1/accounts").json().get("data")).hasSize(2);
        assertThat(wire.post("/v1/accounts/" + id, "type=custom").code()).isEqualTo("parameter_unknown");

        assertThat(wire.delete("/v1/accounts/" + id).json().get("deleted").asBoolean())
                .isTrue();
        assertThat(wire.get("/v1/accounts/" + id).status()).isEqualTo(403);
        transfer(1);
        assertThat(wire.delete("/v1/accounts/" + nora).status()).isEqualTo(400);
    }

    @Test
    void the_service_agreement_stays_once_accepted() {
        var id = wire.post(
                        "/v1/accounts",
                        "type=custom&country=DE&tos_acceptance[service_agreement]=recipient"
                                + "&tos_acceptance[date]=1700000000&tos_acceptance[ip]=127.0.0.1")
                .id();

        assertThat(wire.post("/v1/accounts/" + id, "tos_acceptance[service_agreement]=full")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_hundred_thousand_accounts_take_seconds() {
        var start = System.nanoTime();
        var ids = wire.control("accounts", "{\"count\":100000,\"country\":\"DE\",\"ready\":true}")
                .json()
                .get("ids");

        assertThat(ids).hasSize(100_000);
        assertThat((System.nanoTime() - start) / 1_000_000_000).isLessThan(10);
        nora = ids.get(99_999).asString();
        assertThat(transfer(1).status()).isEqualTo(200);
    }

    private Account opened() throws StripeException {
        return stripe.v1()
                .accounts()
                .create(AccountCreateParams.builder()
                        .setType(AccountCreateParams.Type.EXPRESS)
                        .setCountry("DE")
                        .setEmail("nora@example.com")
                        .setCapabilities(AccountCreateParams.Capabilities.builder()
                                .setTransfers(AccountCreateParams.Capabilities.Transfers.builder()
                                        .setRequested(true)
                                        .build())
                                .build())
                        .build());
    }

    private String link(Account account) throws StripeException {
        return stripe.v1()
                .accountLinks()
                .create(AccountLinkCreateParams.builder()
                        .setAccount(account.getId())
                        .setRefreshUrl(REFRESH)
                        .setReturnUrl(BACK)
                        .setType(AccountLinkCreateParams.Type.ACCOUNT_ONBOARDING)
                        .build())
                .getUrl();
    }

    private List<String> types(String account) {
        return wire.get("/v1/events?limit=100", "Stripe-Account", account)
                .json()
                .get("data")
                .valueStream()
                .map(event -> event.get("type").asString())
                .toList();
    }
}
