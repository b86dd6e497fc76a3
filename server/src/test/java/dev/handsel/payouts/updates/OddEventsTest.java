package dev.handsel.payouts.updates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.payouts.transfers.StripeScene;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events that come to the endpoint and are not what it waits for, or about what is no longer. */
class OddEventsTest extends StripeScene {

    @Autowired
    EventDrive events;

    @Autowired
    MeterRegistry meters;

    private static JsonNode event(String type, String more) {
        return JsonMapper.shared()
                .readTree("{\"id\": \"evt_" + UUID.randomUUID()
                        + "\", \"object\": \"event\", \"api_version\": \"2026-11-18.endive\", \"type\": \"" + type
                        + "\", "
                        + more + "}");
    }

    private String kept(JsonNode event) {
        return jdbc.sql("select coalesce((select state from stripe_event where id = :id), 'no')")
                .param("id", event.get("id").asString())
                .query(String.class)
                .single();
    }

    @Test
    void events_about_the_other_kind_of_money_are_counted_and_forgotten() {
        var counted = meters.get("handsel.stripe.events.other_mode").counter();
        double before = counted.count();
        var live = event(
                "transfer.created",
                "\"livemode\": true, \"data\": {\"object\": {\"id\": \"tr_live\", \"object\": \"transfer\"}}");

        events.deliver(live);

        assertThat(counted.count()).isEqualTo(before + 1);
        assertThat(kept(live)).isEqualTo("no");
    }

    @Test
    void events_without_the_object_in_them_are_taken_and_left_alone() {
        var thin = JsonMapper.shared().readTree("""
                {"id": "evt_%s", "object": "v2.core.event", "type": "v2.core.account[requirements].updated", "livemode": false,
                 "created": "2026-11-29T00:00:00.000Z", "context": null, "reason": null,
                 "related_object": {"id": "acct_1", "type": "v2.core.account", "url": "/v2/core/accounts/acct_1"}}
                """.formatted(UUID.randomUUID()));
        var empty =
                event("customer.created", "\"livemode\": false, \"created\": 1767225600, \"data\": {\"object\": null}");

        events.deliver(thin);
        events.deliver(empty);
        events.apply();

        assertThat(kept(thin)).isEqualTo("ignored");
        assertThat(kept(empty)).isEqualTo("ignored");
    }

    @Test
    void a_bank_payout_that_fails_counts_though_the_account_was_replaced() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var account = destination(payee);
        var payout = reserved(shop, payee, 6_000);
        send();
        stripe.later(Duration.ofDays(3));
        jdbc.sql("update payout_account set reference = :other, generation = generation + 1 where affiliate_id = :id")
                .param("other", stripe.account())
                .param("id", payee.id().value())
                .update();
        var failed = stripe.asked("accounts/" + account + "/payouts")
                .at("/payouts/0/id")
                .asString();
        stripe.control("payouts/" + failed + "/fail", Map.of());

        events.of("payout.failed", account).forEach(events::deliver);
        events.apply();

        assertThat(get(shop.key(), "/v1/payouts/" + payout)
                        .json()
                        .get("bank_state")
                        .asString())
                .isEqualTo("failed");
        sound(payout, payee, 6_000);
    }

    /** As the documents of that version describe an event, with members that this server has never heard of. */
    private static JsonNode newest(JsonNode event) {
        var written = (ObjectNode) event.deepCopy();
        written.put("api_version", "2026-11-18.endive").putNull("context");
        written.putObject("request").put("id", "req_1").putNull("idempotency_key");
        ((ObjectNode) written.at("/data/object")).put("something_new", true);
        return written;
    }

    @Test
    void events_written_after_the_newest_documents_are_applied() {
        var shop = stripeShop();
        var payee = stripePayee(shop);
        var account = destination(payee);
        var payout = reserved(shop, payee, 6_000);
        send();
        stripe.later(Duration.ofDays(3));

        var transfer = newest(events.ofTransfer("transfer.created", payout).getFirst());
        events.deliver(transfer);
        var paid = newest(events.of("payout.paid", account).getFirst());
        events.deliver(paid);
        events.apply();

        assertThat(kept(transfer)).isEqualTo("applied");
        assertThat(kept(paid)).isEqualTo("applied");
        assertThat(get(shop.key(), "/v1/payouts/" + payout)
                        .json()
                        .get("bank_state")
                        .asString())
                .isEqualTo("paid");
        sound(payout, payee, 6_000);
    }
}
