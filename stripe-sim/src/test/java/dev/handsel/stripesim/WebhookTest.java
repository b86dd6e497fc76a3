package dev.handsel.stripesim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Transfer;
import com.stripe.net.Webhook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookTest extends SimulatorTest {

    private Inbox inbox;

    @BeforeEach
    void open() throws IOException {
        inbox = new Inbox();
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void a_delivery_is_signed_and_carries_the_object() throws StripeException {
        var secret = endpoint("transfer.created", false);
        var transfer = transfer(100, "Idempotency-Key", "k1");

        var letter = inbox.next();
        var event = Webhook.constructEvent(letter.body(), letter.signature(), secret);

        assertThat(event.getType()).isEqualTo("transfer.created");
        assertThat(event.getRequest().getIdempotencyKey()).isEqualTo("k1");
        assertThat(event.getRequest().getId()).isEqualTo(transfer.header("Request-Id"));
        assertThat(event.getDataObjectDeserializer().getObject())
                .get()
                .isInstanceOfSatisfying(
                        Transfer.class, sent -> assertThat(sent.getId()).isEqualTo(transfer.id()));
        assertThatThrownBy(() -> Webhook.constructEvent(letter.body(), letter.signature(), "whsec_other"))
                .isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void the_secret_is_shown_once() {
        var made = wire.post("/v1/webhook_endpoints", "url=" + inbox.url() + "&enabled_events[]=*");

        assertThat(made.text("/secret")).startsWith("whsec_");
        assertThat(wire.get("/v1/webhook_endpoints/" + made.id()).json().has("secret"))
                .isFalse();
        assertThat(wire.get("/v1/webhook_endpoints").json().at("/data/0").has("secret"))
                .isFalse();
    }

    @Test
    void connected_accounts_are_heard_by_connect_endpoints_only() {
        endpoint("*", true);
        transfer(100);
        wire.control("accounts/" + nora + "/disable", "{}");

        var letters = List.of(inbox.next(), inbox.next());
        assertThat(letters)
                .extracting(Inbox.Letter::type)
                .containsExactlyInAnyOrder("capability.updated", "account.updated");
        assertThat(letters)
                .allSatisfy(letter -> assertThat(letter.body())
                        .contains("\"account\":\"" + nora + "\"")
                        .contains("previous_attributes"));
    }

    @Test
    void a_refused_delivery_is_tried_three_times() {
        endpoint("transfer.created", false);
        inbox.refuse(2);
        wire.control("webhooks", "{\"backoff_millis\":10}");

        transfer(100);

        var bodies =
                List.of(inbox.next().body(), inbox.next().body(), inbox.next().body());
        assertThat(bodies.stream().map(WebhookTest::id).distinct()).hasSize(1);
        wire.control("webhooks/flush", "{}");
        var attempts = wire.control("deliveries").json().get("deliveries");
        assertThat(attempts.valueStream().map(each -> each.get("status").asInt()))
                .containsExactly(500, 500, 200);
        assertThat(wire.get("/v1/events?type=transfer.created").number("/data/0/pending_webhooks"))
                .isZero();
    }

    @Test
    void a_delivery_given_up_is_found_among_the_failed() {
        endpoint("transfer.created", false);
        inbox.refuse(3);
        wire.control("webhooks", "{\"backoff_millis\":1}");
        transfer(100);
        wire.control("webhooks/flush", "{}");

        assertThat(wire.get("/v1/events?delivery_success=false").json().get("data"))
                .hasSize(1);
        assertThat(wire.get("/v1/events?delivery_success=true&type=transfer.created")
                        .json()
                        .get("data"))
                .isEmpty();
    }

    @Test
    void duplicates_are_the_same_event_again() {
        endpoint("transfer.created", false);
        wire.control("webhooks", "{\"duplicates\":2}");

        transfer(100);

        assertThat(List.of(
                        id(inbox.next().body()),
                        id(inbox.next().body()),
                        id(inbox.next().body())))
                .containsOnly(wire.get("/v1/events?type=transfer.created").text("/data/0/id"));
    }

    @Test
    void held_deliveries_wait_for_the_flush_and_may_be_shuffled() {
        endpoint("transfer.created", false);
        wire.control("webhooks", "{\"hold\":true}");
        var made = new ArrayList<String>();
        for (int each = 0; each < 20; each++) {
            made.add(transfer(1).id());
        }
        assertThat(inbox.sofar()).isEmpty();
        assertThat(wire.control("state").number("/deliveries_held")).isEqualTo(20);

        assertThat(wire.control("webhooks/flush", "{\"shuffle\":true,\"seed\":5}")
                        .number("/flushed"))
                .isEqualTo(20);

        var seen = inbox.sofar().stream()
                .map(letter -> letter.body().replaceAll("(?s).*?\"id\":\"(tr_[^\"]+)\".*", "$1"))
                .toList();
        assertThat(seen).containsExactlyInAnyOrderElementsOf(made).isNotEqualTo(made);
    }

    @Test
    void an_event_of_another_product_can_be_sent() throws StripeException {
        var secret = endpoint("invoice.paid", false);

        var event = wire.control(
                "events", "{\"type\":\"invoice.paid\",\"object\":{\"id\":\"in_1\",\"object\":\"invoice\"}}");

        var letter = inbox.next();
        assertThat(Webhook.constructEvent(letter.body(), letter.signature(), secret)
                        .getId())
                .isEqualTo(event.id());
        assertThat(wire.get("/v1/events/" + event.id()).text("/data/object/id")).isEqualTo("in_1");
    }

    @Test
    void a_disabled_or_deleted_endpoint_hears_nothing() {
        var id = wire.post("/v1/webhook_endpoints", "url=" + inbox.url() + "&enabled_events[]=*")
                .id();
        assertThat(wire.post("/v1/webhook_endpoints/" + id, "disabled=true").text("/status"))
                .isEqualTo("disabled");
        transfer(1);
        wire.post("/v1/webhook_endpoints/" + id, "disabled=false&enabled_events[]=transfer.created");
        wire.delete("/v1/webhook_endpoints/" + id);
        transfer(1);
        wire.control("webhooks/flush", "{}");

        assertThat(inbox.sofar()).isEmpty();
        assertThat(wire.get("/v1/webhook_endpoints").json().get("data")).isEmpty();
    }

    private String endpoint(String type, boolean connect) {
        var form = "url=" + inbox.url() + "&enabled_events[]=" + type + "&connect=" + connect;
        return wire.post("/v1/webhook_endpoints", form).text("/secret");
    }

    private static String id(String body) {
        return body.replaceAll("(?s)^\\{\"id\":\"(evt_[^\"]+)\".*", "$1");
    }
}
