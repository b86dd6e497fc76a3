package dev.handsel.payouts.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.payouts.lifecycle.PayoutScene;
import dev.handsel.testing.Client.Reply;
import org.junit.jupiter.api.Test;

class PayoutAccountTest extends PayoutScene {

    private static String path(Shop shop) {
        return "/v1/affiliates/me/payout_account?program=" + shop.id();
    }

    private static String state(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().get("state").asString();
    }

    @Test
    void an_affiliate_begins_an_account_once_and_the_command_enables_it() {
        var shop = shop();
        var payee = stranger(shop);
        var token = payee.person().token();
        assertThat(get(token, path(shop)).status()).isEqualTo(404);

        var begun = post(token, path(shop), "");
        assertThat(state(begun)).isEqualTo("onboarding");
        assertThat(begun.json().get("onboarding_url").isNull()).isTrue();
        assertThat(state(post(token, path(shop), ""))).isEqualTo("onboarding");

        enable(shop, payee.id(), true);
        assertThat(state(get(token, path(shop)))).isEqualTo("enabled");
        enable(shop, payee.id(), true);
        enable(shop, payee.id(), false);
        var restricted = get(token, path(shop));
        assertThat(state(restricted)).isEqualTo("restricted");
        assertThat(restricted.header("ETag")).isEqualTo("\"v3\"");
        assertThat(jdbc.sql("select action from audit_entry where object = :id order by id")
                        .param("id", payee.id().toString())
                        .query(String.class)
                        .list())
                .containsExactly("payout_account.created", "payout_account.changed", "payout_account.changed");
    }

    @Test
    void only_those_in_charge_command_the_provider() {
        var shop = shop();
        var payee = stranger(shop);
        var command = "/v1/affiliates/" + payee.id() + "/payout_account/simulate";
        var body = "{\"payouts_enabled\": true}";
        assertThat(post(payee.person().token(), command, body).status()).isEqualTo(403);
        assertThat(post(somebody("analyst").token(), command, body).status()).isEqualTo(403);
        assertThat(post(somebody().token(), command, body).status()).isEqualTo(404);
        assertThat(post(shop().key(), command, body).status()).isEqualTo(404);
        assertThat(post(shop.key(), command, "{}").faults()).containsExactly("/payouts_enabled required");
        assertThat(state(post(somebody("finance").token(), command, body))).isEqualTo("enabled");
    }

    @Test
    void a_real_provider_takes_no_commands() {
        var shop = shop("stripe", false);
        var payee = stranger(shop);
        var command = post(
                shop.key(), "/v1/affiliates/" + payee.id() + "/payout_account/simulate", "{\"payouts_enabled\": true}");
        assertThat(command.code()).isEqualTo("not_simulated");
    }
}
