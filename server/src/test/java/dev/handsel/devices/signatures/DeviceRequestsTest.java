package dev.handsel.devices.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.StatementCount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What devices are told, once each time that they ask. */
class DeviceRequestsTest extends SigningScene {

    @Test
    void a_device_learns_who_it_is() {
        var device = active();

        var reply = self(device);

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("id").asString()).isEqualTo(device.id());
        assertThat(reply.json().at("/credential/id").asString()).isEqualTo(device.keyId());
        assertThat(reply.json().get("state").asString()).isEqualTo("active");
    }

    @Test
    void the_compatible_scheme_counts_too_where_it_was_asked_for() {
        var device = legacyActive();

        var reply = send(get("/v1/device/self"), device.fourHeaders().sign(get("/v1/device/self")));

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("id").asString()).isEqualTo(device.id());
    }

    @Test
    void what_a_proxy_has_signed_for_others_is_left_alone() {
        var device = legacyActive();
        var request = get("/v1/device/self");
        var ours = new HashMap<>(device.signer().sign(request));
        ours.computeIfPresent(
                "Signature-Input", (_, value) -> "cdn=(\"@method\");created=@1763800000;tag=edge, " + value);
        ours.computeIfPresent("Signature", (_, value) -> "cdn=:AAAA:, " + value);
        var four = new HashMap<>(device.fourHeaders().sign(request));
        four.put("Signature-Input", "cdn=(\"@method\");tag=edge");
        four.put("Signature", "cdn=:AAAA:");

        for (var headers : List.of(ours, four)) {
            var reply = send(request, headers);
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        }
    }

    @Test
    void a_request_counts_once() {
        var device = active();
        var headers = device.signer().sign(get("/v1/device/self"));

        assertThat(send(get("/v1/device/self"), headers).status()).isEqualTo(200);
        refused(send(get("/v1/device/self"), headers), 401, "replayed");
        assertThat(nonces(device)).isEqualTo(1);
    }

    @Test
    void of_a_hundred_at_once_one_wins() throws Exception {
        var device = active();
        var poll = device.signer().sign(get("/v1/device/self"));
        var beat = request("POST", "/v1/device/heartbeat", "{}".getBytes(StandardCharsets.UTF_8), Map.of());
        var beating = device.signer().sign(beat);

        for (var attempt : List.<java.util.function.Supplier<Reply>>of(
                () -> send(get("/v1/device/self"), poll), () -> send(beat, beating))) {
            var go = new CountDownLatch(1);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var replies = IntStream.range(0, 100)
                        .mapToObj(_ -> threads.submit(() -> {
                            go.await();
                            return attempt.get();
                        }))
                        .toList();
                go.countDown();
                int won = 0;
                for (var reply : replies) {
                    if (reply.get().status() == 200) {
                        won++;
                    } else {
                        refused(reply.get(), 401, "replayed");
                    }
                }
                assertThat(won).isEqualTo(1);
            }
        }
    }

    @Test
    void both_credentials_count_during_a_rotation() {
        var device = legacyActive();
        var reply = client.post(
                "/v1/devices/" + device.id() + "/credentials",
                "{\"overlap_seconds\": 3600}",
                "Authorization",
                owner,
                "Idempotency-Key",
                "rotate");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        var fresh = device(device.id(), reply.json().get("credential"));

        assertThat(self(device).status()).isEqualTo(200);
        assertThat(self(fresh).status()).isEqualTo(200);
        assertThat(send(get("/v1/device/self"), fresh.fourHeaders().sign(get("/v1/device/self")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_heartbeat_is_kept() {
        var device = active();

        var reply = heartbeat(device, "{\"version\": \"1.2\", \"posture\": {\"os\": \"linux\"}}");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(jdbc.sql("select version || ' ' || (posture ->> 'os') from device_heartbeat where device_id = :id")
                        .param(
                                "id",
                                dev.handsel.base.ids.DeviceId.parse(device.id()).value())
                        .query((row, _) -> row.getString(1))
                        .single())
                .isEqualTo("1.2 linux");
        refused(heartbeat(device, "{\"nonsense\": 1}"), 400, "invalid_request");
        refused(heartbeat(device, "{\"posture\": []}"), 400, "invalid_request");
    }

    @Test
    void what_is_not_there_is_404_and_other_methods_are_405() {
        assertThat(client.get("/v1/device/nonsense").status()).isEqualTo(404);
        assertThat(client.post("/v1/device/self", "{}").status()).isEqualTo(405);
    }

    @Test
    void an_idempotency_key_is_refused_and_uses_no_nonce_up() {
        var device = active();
        var request = request("POST", "/v1/device/heartbeat", "{}".getBytes(StandardCharsets.UTF_8), Map.of());
        var signature = device.signer().sign(request);
        var keyed = new HashMap<>(signature);
        keyed.put("Idempotency-Key", "k1");

        refused(send(request, keyed), 400, "idempotency_key_not_taken");
        assertThat(send(request, signature).status()).isEqualTo(200);
    }

    @Test
    void a_poll_costs_one_statement_and_a_heartbeat_three() {
        var device = active();
        self(device);

        var poll = StatementCount.of(() -> self(device));
        var beat = StatementCount.of(() -> heartbeat(device, "{}"));

        assertThat(poll.statements()).hasSize(1);
        assertThat(beat.statements()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void the_time_is_told_to_anybody() {
        var reply = client.get("/v1/time");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("epoch_seconds").asLong())
                .isCloseTo(Instant.now().getEpochSecond(), org.assertj.core.data.Offset.offset(5L));
    }
}
