package dev.handsel.inbox.stripebilling;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.ProgramId;
import dev.handsel.identity.access.Role;
import dev.handsel.inbox.events.EventScene;
import dev.handsel.inbox.stripebilling.SecretStore.DatedSecret;
import dev.handsel.platform.keyring.KeyRotation;
import dev.handsel.platform.keyring.Keyring;
import dev.handsel.platform.settings.Secret;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.HandselTest;
import dev.handsel.testing.Sandbox;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** Who may send webhooks, and what is refused though it is signed. */
@HandselTest
class StripeBillingRefusalsTest {

    private static final String CHECKOUT =
            Merchant.checkout("cus_1", "nobody", _ -> {}).toString();

    @Autowired
    private EventScene scene;

    @Autowired
    private Bearers bearers;

    @Autowired
    private SecretStore secrets;

    @Autowired
    private KeyRotation keys;

    @Autowired
    private Keyring keyring;

    @Autowired
    private JdbcClient jdbc;

    @Value("${handsel.public-url}")
    private String url = "";

    private Merchant merchant;

    @BeforeEach
    void a_merchant() {
        merchant = new Merchant(url, bearers, scene.shop()).connected();
    }

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "7",
                "null",
                "{}",
                "{\"id\": 7, \"type\": \"invoice.paid\"}",
                "{\"id\": \"evt_1\", \"id\": \"evt_2\", \"type\": \"x\", \"created\": 1, \"data\": {\"object\": {}}}",
                "{\"id\": \"evt_1\", \"type\": \"invoice.paid\", \"created\": \"now\", \"data\": {\"object\": {}}}",
                "{\"id\": \"evt_1\", \"type\": \"invoice.paid\", \"created\": 1, \"data\": {\"object\": []}}",
                "{\"id\": \"evt_1\", \"type\": \"invoice.paid\", \"created\": 1, \"data\": {\"object\": {}}}",
                "{\"id\": \"evt_\\u0000\", \"type\": \"x\", \"created\": 1, \"data\": {\"object\": {}}}",
                "{\"id\": \"evt_1\", \"type\": \"x\", \"created\": 1e400, \"data\": {\"object\": {}}}",
                "{\"id\": \"evt_1\", \"type\": \"x\", \"created\": 99999999999999999999, \"data\": {\"object\": {}}}"
            })
    void what_is_no_event_is_refused_and_not_kept(String body) {
        var reply = merchant.deliver(body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.code()).isIn("event_invalid", "invalid_request");
        nothingCame();
    }

    @Test
    void depth_and_size_have_limits() {
        var deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(merchant.deliver(deep).code()).isEqualTo("event_invalid");
        var huge = "{\"id\": \"" + "x".repeat(2_000_000) + "\"}";
        assertThat(merchant.deliver(huge).status()).isEqualTo(413);
        nothingCame();
    }

    @Test
    void amounts_that_cannot_be_are_refused() {
        merchant.shop().moveTo("2026-03-01T00:00:00Z");
        var invoice = Merchant.invoice("in_1", "cus_1");
        ((ObjectNode) invoice.at("/data/object")).put("total", Long.MAX_VALUE);
        var reply = merchant.deliver(invoice.toString());
        assertThat(reply.code()).isEqualTo("event_invalid");
        assertThat(reply.json().get("detail").asString()).contains("data.object.total");
        nothingCame();
    }

    @Test
    void an_invoice_that_was_paid_after_its_currency_had_ended_is_refused() {
        merchant.shop().moveTo("2026-03-01T00:00:00Z");
        merchant.told(Merchant.checkout("cus_1", "nobody", _ -> {}));
        var invoice = Merchant.invoice("in_1", "cus_1");
        ((ObjectNode) invoice.at("/data/object")).put("currency", "bgn");
        var reply = merchant.deliver(invoice.toString());
        assertThat(reply.code()).isEqualTo("event_invalid");
        assertThat(reply.json().get("detail").asString()).contains("The last day of BGN was 2025-12-31");
        ((ObjectNode) invoice.at("/data/object/status_transitions")).put("paid_at", 1_767_225_599L);
        assertThat(merchant.deliver(invoice.toString()).status()).isEqualTo(200);
    }

    @Test
    void nothing_happens_before_its_time() {
        var early = Merchant.event("checkout", "evt_1", _ -> {});
        early.put("created", Instant.parse("2026-01-01T00:06:00Z").getEpochSecond());
        assertThat(merchant.deliver(early.toString()).code()).isEqualTo("event_invalid");
        nothingCame();
        merchant.shop().moveTo("2026-01-02T00:00:00Z");
        assertThat(merchant.deliver(early.toString()).status()).isEqualTo(200);
    }

    @Test
    void a_live_programme_takes_no_test_money() {
        var client = new Client(url);
        var manager = bearers.with(Role.MANAGER);
        var program = client.post("/v1/programs", """
                {"name": "Live", "mode": "live", "landing_url": "https://shop.example/",
                 "allowed_landing_hosts": ["shop.example"], "currency": "USD", "hold_days": 30,
                 "payout_minimums": {"USD": 100}, "payout_schedule": "manual", "payout_provider": "stripe",
                 "attribution": {"model": "last_click", "window_days": 30}}
                """, "Authorization", manager);
        var path = "/v1/programs/" + program.json().get("id").asString() + "/stripe/billing";
        client.send(
                "PUT", path, BodyPublishers.ofString("{\"signing_secret\": \"whsec_live\"}"), "Authorization", manager);
        var real = CHECKOUT.replace("\"livemode\":false,\"pending", "\"livemode\":true,\"pending");
        assertThat(signed(client, path, CHECKOUT).code()).isEqualTo("event_invalid");
        assertThat(signed(client, path, real).status()).isEqualTo(200);
    }

    @Test
    void a_test_programme_takes_no_live_money() {
        var live = Merchant.checkout("cus_1", "nobody", _ -> {}).put("livemode", true);
        var reply = merchant.deliver(live.toString());
        assertThat(reply.code()).isEqualTo("event_invalid");
        assertThat(reply.json().get("detail").asString()).startsWith("livemode is true");
        nothingCame();
    }

    @Test
    void what_a_connected_account_sold_is_refused_unless_it_is_named() {
        var foreign = Merchant.checkout("cus_1", "nobody", _ -> {})
                .put("account", "acct_1Abc")
                .toString();
        var reply = merchant.deliver(foreign);
        assertThat(reply.code()).isEqualTo("event_invalid");
        assertThat(reply.json().get("detail").asString()).contains("account is acct_1Abc", "\"account\"");
        nothingCame();

        name("\"acct_2Abc\"");
        assertThat(merchant.deliver(foreign).status()).isEqualTo(400);
        name("\"acct_1Abc\"");
        assertThat(merchant.connection().get("account").asString()).isEqualTo("acct_1Abc");
        assertThat(merchant.deliver(foreign).status()).isEqualTo(200);
        assertThat(merchant.deliver(Merchant.checkout("cus_2", "nobody", _ -> {}).toString())
                        .status())
                .isEqualTo(200);
        name("null");
        assertThat(merchant.connection().get("account").isNull()).isTrue();
        assertThat(merchant.deliver(foreign).status()).isEqualTo(400);
        assertThat(merchant.shop().audited(merchant.shop().id()))
                .endsWith(
                        "stripe_billing.account_changed",
                        "stripe_billing.account_changed",
                        "stripe_billing.account_changed");
    }

    private void name(String account) {
        var body = "{\"signing_secret\": \"%s\", \"account\": %s}".formatted(merchant.secret(), account);
        var reply = merchant.put(body, Role.MANAGER);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    }

    @Test
    void an_account_that_cannot_be_is_refused() {
        assertThat(merchant.put("{\"signing_secret\": \"whsec_x\", \"account\": \"me\"}", Role.OWNER)
                        .faults())
                .containsExactly("/account malformed");
    }

    @Test
    void a_thin_event_is_answered_with_what_to_choose_instead() {
        var reply = merchant.deliver("""
                {"id": "evt_thin", "object": "v2.core.event", "type": "v1.invoice.paid", "livemode": false,
                 "created": "2026-01-01T00:00:00.000Z",
                 "related_object": {"id": "in_1", "type": "invoice", "url": "/v1/invoices/in_1"}}""");
        assertThat(reply.code()).isEqualTo("event_invalid");
        assertThat(reply.json().get("detail").asString()).contains("thin event", "snapshot", "invoice.paid");
        nothingCame();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id': 'evt_1', 'object': 'v2.core.event', 'type': 'v2.core.event_destination.ping', 'livemode': false,"
                        + " 'created': '2026-01-01T00:00:00.000Z', 'related_object': {'id': 'ed_1'}}",
                "{'id': 'evt_1', 'object': 'v2.core.event', 'type': 'v2.core.account[requirements].updated',"
                        + " 'created': '2026-01-01T00:00:00.000Z', 'livemode': false}",
                "{'id': 'evt_1', 'object': 'v2.core.event', 'type': 'v1.customer.created', 'created': '2026-01-01T00:00:00Z'}",
                "{'id': 'evt_1', 'object': 'event', 'type': 'customer.created', 'created': 1767225600, 'data': {'object': null}}",
                "{'id': 'evt_1', 'object': 'event', 'type': 'price.updated', 'created': 1893456000.0}"
            })
    void what_means_nothing_is_taken_and_ignored(String body) {
        var reply = merchant.deliver(body.replace('\'', '"'));
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("events").isEmpty()).isTrue();
        assertThat(merchant.connection().at("/events/ignored").asLong()).isEqualTo(1);
    }

    @Test
    void an_event_is_taken_out_of_an_envelope_of_eventbridge() {
        var envelope = """
                {"version": "0", "id": "c5e0a1", "detail-type": "checkout.session.completed", "account": "111122223333",
                 "source": "aws.partner/stripe.com/ed_1", "time": "2026-01-01T00:00:51Z", "region": "eu-central-1",
                 "resources": [], "detail": %s}""".formatted(CHECKOUT);
        var reply = merchant.deliver(envelope);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().at("/events/0/type").asString()).isEqualTo("signup");
        assertThat(merchant.deliver(CHECKOUT).json().get("events").isEmpty()).isTrue();
    }

    @Test
    void an_invoice_of_an_older_version_is_refused_with_what_to_do() {
        merchant.shop().moveTo("2026-03-01T00:00:00Z");
        var invoice = Merchant.invoice("in_1", "cus_1").put("api_version", "2022-11-15");
        var reply = merchant.deliver(invoice.toString());
        assertThat(reply.code()).isEqualTo("event_invalid");
        assertThat(reply.json().get("detail").asString()).contains("api_version is 2022-11-15");
        nothingCame();
    }

    private static Reply signed(Client client, String path, String body) {
        return client.post(
                path, body, "Stripe-Signature", Sandbox.signature("whsec_live", body.getBytes(UTF_8), Instant.now()));
    }

    @Test
    void an_idempotency_key_is_refused() {
        var signature = Sandbox.signature(merchant.secret(), CHECKOUT.getBytes(UTF_8), Instant.now());
        var keyed = merchant.post(CHECKOUT, signature, "Idempotency-Key", "k");
        assertThat(keyed.status()).isEqualTo(400);
        assertThat(keyed.code()).isEqualTo("idempotency_key_not_taken");
        nothingCame();
    }

    private void nothingCame() {
        assertThat(merchant.connection().get("last_event_at").isNull()).isTrue();
    }
}
