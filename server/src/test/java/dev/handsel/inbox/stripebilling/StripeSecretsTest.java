package dev.handsel.inbox.stripebilling;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.access.Role;
import dev.handsel.inbox.stripebilling.SecretStore.DatedSecret;
import dev.handsel.platform.keyring.KeyRotation;
import dev.handsel.platform.keyring.Keyring;
import dev.handsel.platform.settings.Secret;
import dev.handsel.testing.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may send webhooks: whoever has the secret that an owner or a manager has set. */
class StripeSecretsTest extends MerchantScene {

    @Autowired
    private SecretStore secrets;

    @Autowired
    private KeyRotation keys;

    @Autowired
    private Keyring keyring;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void only_the_programmes_secret_signs() {
        assertThat(merchant.deliver(CHECKOUT, "whsec_other", Instant.now()).code())
                .isEqualTo("signature_invalid");
        var foreign = new Merchant(url, bearers, scene.shop()).connected();
        assertThat(merchant.deliver(CHECKOUT, foreign.secret(), Instant.now()).status())
                .isEqualTo(401);
        assertThat(merchant.post(CHECKOUT, "").status()).isEqualTo(401);
        assertThat(merchant.post(
                                CHECKOUT + " ",
                                Sandbox.signature(merchant.secret(), CHECKOUT.getBytes(UTF_8), Instant.now()))
                        .status())
                .isEqualTo(401);
        nothingCame();
    }

    @Test
    void a_signature_counts_for_five_minutes_either_way() {
        var now = Instant.now();
        for (var age : List.of(Duration.ofSeconds(310), Duration.ofSeconds(-310))) {
            assertThat(merchant.deliver(CHECKOUT, merchant.secret(), now.minus(age))
                            .code())
                    .isEqualTo("signature_invalid");
        }
        assertThat(merchant.deliver(CHECKOUT, merchant.secret(), now.minusSeconds(280))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_programme_without_a_secret_takes_nothing() {
        var other = new Merchant(url, bearers, scene.shop());
        assertThat(other.deliver(CHECKOUT).code()).isEqualTo("signature_invalid");
        assertThat(other.connection().get("connected").asBoolean()).isFalse();
    }

    @Test
    void the_secret_before_counts_for_a_day() {
        var first = merchant.secret();
        merchant.connect("whsec_second_of_this_shop");
        assertThat(merchant.deliver(CHECKOUT, first, Instant.now()).status()).isEqualTo(200);
        assertThat(merchant.deliver(CHECKOUT, "whsec_second_of_this_shop", Instant.now())
                        .status())
                .isEqualTo(200);
        assertThat(merchant.connection().get("previous_until").asString()).isNotBlank();
        var program = ProgramId.parse(merchant.shop().id());
        assertThat(secrets.valid(program, Instant.now().plus(Duration.ofHours(23))))
                .hasSize(2);
        assertThat(secrets.valid(program, Instant.now().plus(Duration.ofHours(25))))
                .extracting(DatedSecret::secret)
                .containsExactly(new Secret("whsec_second_of_this_shop"));

        merchant.connect("whsec_second_of_this_shop");
        assertThat(merchant.deliver(CHECKOUT, first, Instant.now()).status()).isEqualTo(200);
        merchant.connect("whsec_third_of_this_shop");
        assertThat(merchant.deliver(CHECKOUT, first, Instant.now()).status()).isEqualTo(401);
        assertThat(merchant.shop().audited(merchant.shop().id()))
                .containsSubsequence(
                        "stripe_billing.connected", "stripe_billing.secret_replaced", "stripe_billing.secret_replaced");
    }

    @Test
    void a_secret_is_wrapped_and_shown_to_nobody() {
        var row = jdbc.sql("select wrapped from stripe_billing_secret s join program p on p.id = s.program_id"
                        + " where p.id = :id")
                .param("id", ProgramId.parse(merchant.shop().id()).value())
                .query((found, _) -> new String(found.getBytes("wrapped"), ISO_8859_1))
                .single();
        assertThat(row).doesNotContain("whsec_");
        assertThat(merchant.connection().toString()).doesNotContain(merchant.secret());
        assertThat(new ConnectionController.ConnectionRequest("whsec_x", null).toString())
                .doesNotContain("whsec_x");
        assertThat(keys.status().rows()).containsKey("stripe billing secrets");
    }

    @Test
    void a_secret_still_signs_when_another_key_has_wrapped_it() {
        var program = ProgramId.parse(merchant.shop().id());
        jdbc.sql("update stripe_billing_secret set key_id = key_id - 1 where program_id = :id")
                .param("id", program.value())
                .update();
        assertThat(secrets.rewrap(keyring, 500)).isEqualTo(1);
        assertThat(merchant.deliver(CHECKOUT).status()).isEqualTo(200);
    }

    @Test
    void a_disconnected_programme_takes_nothing() {
        assertThat(merchant.disconnect().status()).isEqualTo(204);
        assertThat(merchant.disconnect().status()).isEqualTo(204);
        assertThat(merchant.deliver(CHECKOUT).status()).isEqualTo(401);
        assertThat(merchant.shop().audited(merchant.shop().id())).endsWith("stripe_billing.disconnected");
    }

    @Test
    void only_owners_and_managers_connect() {
        var body = "{\"signing_secret\": \"whsec_x\"}";
        assertThat(merchant.put(body, Role.ANALYST).status()).isEqualTo(403);
        assertThat(merchant.put(body).status()).isEqualTo(403);
        assertThat(merchant.put("{\"signing_secret\": \"sk_live_x\"}", Role.OWNER)
                        .faults())
                .containsExactly("/signing_secret malformed");
        assertThat(merchant.put("{}", Role.OWNER).faults()).containsExactly("/signing_secret required");
    }

    @Test
    void an_account_that_cannot_be_is_refused() {
        assertThat(merchant.put("{\"signing_secret\": \"whsec_x\", \"account\": \"me\"}", Role.OWNER)
                        .faults())
                .containsExactly("/account malformed");
    }
}
