package dev.handsel.devices.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.CredentialId;
import dev.handsel.signing.ContentDigest;
import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.client.DeviceSigner;
import dev.handsel.testing.StatementCount;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Why devices are refused, code by code. */
class DeviceRefusalsTest extends SigningScene {

    @Test
    void nobody_is_told_anything_without_a_signature() {
        refused(client.get("/v1/device/self"), 401, "no_applicable_signature");
        refused(client.get("/v1/device/self", "Authorization", owner), 401, "no_applicable_signature");
    }

    @Test
    void two_proofs_are_one_too_many() {
        var device = active();
        var both = new HashMap<>(device.signer().sign(get("/v1/device/self")));
        both.put("Authorization", owner);
        refused(send(get("/v1/device/self"), both), 400, "ambiguous_signature");
        both.remove("Authorization");
        both.putAll(device.fourHeaders().sign(get("/v1/device/self")));
        refused(send(get("/v1/device/self"), both), 400, "ambiguous_signature");
    }

    @Test
    void what_cannot_be_read_is_named_before_anything_is_looked_up() {
        var signed = active().signer().sign(get("/v1/device/self"));
        var input = String.valueOf(signed.get("Signature-Input"));
        for (var change : List.of(
                List.of("header_malformed", "sig=", "sig==", "400"),
                List.of("header_malformed", "created=", "created=a;created=", "400"),
                List.of("no_applicable_signature", "device-v1", "device-v2", "400"),
                List.of("params_incomplete", ";nonce=", ";nonsense=", "400"),
                List.of("algorithm_not_allowed", "hmac-sha256", "hmac-sha512", "400"),
                List.of("coverage_incomplete", " \"@query\"", "", "400"),
                List.of("coverage_unsupported", "\"@query\"", "\"@query\" \"@status\"", "400"),
                List.of("timestamp_out_of_window", "created=", "created=1;x=", "401"))) {
            var changed = new LinkedHashMap<>(signed);
            changed.put("Signature-Input", input.replace(change.get(1), change.get(2)));
            refused(send(get("/v1/device/self"), changed), Integer.parseInt(change.get(3)), change.get(0));
        }
        var short16 = new LinkedHashMap<>(signed);
        short16.put("Signature-Input", input.replaceFirst("nonce=\"[^\"]+\"", "nonce=\"short\""));
        refused(send(get("/v1/device/self"), short16), 400, "nonce_format");
    }

    @Test
    void a_wrong_clock_is_told_the_right_time() {
        var device = active();
        for (var wrong : List.of(Instant.now().minusSeconds(310), Instant.now().plusSeconds(70))) {
            var reply = send(get("/v1/device/self"), device.signer(wrong).sign(get("/v1/device/self")));
            refused(reply, 401, "timestamp_out_of_window");
            assertThat(Instant.parse(reply.json().get("server_time").asString()))
                    .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1));
        }
    }

    @Test
    void unknown_foreign_and_wrong_look_the_same() {
        var device = active();
        var other = active();
        var stranger = DeviceSecret.random(new SecureRandom());
        var bodies = List.of(
                DeviceSigner.of("dk_00000000000000000000000000", stranger),
                DeviceSigner.of("nonsense", stranger),
                DeviceSigner.of(device.keyId(), stranger),
                DeviceSigner.of(device.keyId(), other.secret()));
        var answers = bodies.stream()
                .map(signer -> send(get("/v1/device/self"), signer.sign(get("/v1/device/self"))))
                .toList();
        answers.forEach(reply -> refused(reply, 401, "invalid_signature"));
        assertThat(answers.stream()
                        .map(reply -> reply.text().replaceFirst("\"request_id\":\"[^\"]+\"", ""))
                        .distinct())
                .hasSize(1);
        assertThat(nonces(device)).isZero();
    }

    /** Whether there is such a credential shall not be told by how long the answer takes, so both do the same. */
    @Test
    void an_unknown_key_costs_what_a_known_one_with_a_wrong_signature_costs() {
        var stranger = DeviceSecret.random(new SecureRandom());
        var known = DeviceSigner.of(active().keyId(), stranger);
        var unknown = DeviceSigner.of(CredentialId.fresh().toString(), stranger);

        var first = statements(known);
        assertThat(first).hasSize(1);
        assertThat(statements(unknown)).isEqualTo(first);
        assertThat(statements(known)).as("again").isEmpty();
        assertThat(statements(unknown)).as("again").isEmpty();
    }

    private List<String> statements(DeviceSigner signer) {
        var request = get("/v1/device/self");
        return StatementCount.of(() -> send(request, signer.sign(request))).statements();
    }

    @Test
    void a_body_must_be_the_one_that_was_signed() {
        var device = active();
        var signed = request(
                "POST", "/v1/device/heartbeat", "{\"version\":\"1\"}".getBytes(StandardCharsets.UTF_8), Map.of());
        var other = request(
                "POST", "/v1/device/heartbeat", "{\"version\":\"2\"}".getBytes(StandardCharsets.UTF_8), Map.of());
        var headers = new LinkedHashMap<>(device.signer().sign(signed));

        refused(send(other, headers), 400, "digest_mismatch");
        headers.put("Content-Digest", ContentDigest.of(other.body()));
        refused(send(other, headers), 401, "invalid_signature");
    }

    @Test
    void a_member_that_appears_twice_is_ambiguous_and_uses_the_nonce_up() {
        var device = active();
        var request = request(
                "POST",
                "/v1/device/heartbeat",
                "{\"version\":\"1\",\"version\":\"2\"}".getBytes(StandardCharsets.UTF_8),
                Map.of());
        var headers = device.signer().sign(request);

        refused(send(request, headers), 400, "body_ambiguous");
        refused(send(request, headers), 401, "replayed");
    }

    @Test
    void what_is_revoked_is_refused_with_the_next_request() {
        var device = active();
        assertThat(self(device).status()).isEqualTo(200);
        revoke(device);

        refused(self(device), 401, "device_revoked");
        refused(heartbeat(device, "{}"), 401, "device_revoked");
    }

    @Test
    void what_waits_for_its_owner_is_told_so_and_works_once_it_is_confirmed() {
        var device = legacyPending();

        refused(self(device), 401, "device_pending");
        refused(heartbeat(device, "{}"), 401, "device_pending");
        refused(send(get("/v1/device/self"), device.fourHeaders().sign(get("/v1/device/self"))), 401, "device_pending");
        assertThat(nonces(device)).isZero();
        confirm(device);
        assertThat(self(device).status()).isEqualTo(200);
        assertThat(heartbeat(device, "{}").status()).isEqualTo(200);
        var ended = pending();
        revoke(ended);
        refused(self(ended), 401, "device_revoked");
    }

    @Test
    void revocation_holds_although_the_key_is_remembered() {
        var device = active();
        assertThat(self(device).status()).isEqualTo(200);

        // As another replica would do it: nothing tells this process.
        jdbc.sql("update device_credential set revoked_at = now() where id = :id")
                .param(
                        "id",
                        dev.handsel.base.ids.CredentialId.parse(device.keyId()).value())
                .update();

        refused(self(device), 401, "credential_revoked");
    }

    @Test
    void guessing_is_slowed_down_and_a_right_signature_clears_it() {
        var device = active();
        var stranger = DeviceSigner.of(device.keyId(), DeviceSecret.random(new SecureRandom()));
        for (int i = 0; i < 29; i++) {
            refused(send(get("/v1/device/self"), stranger.sign(get("/v1/device/self"))), 401, "invalid_signature");
        }
        assertThat(self(device).status()).isEqualTo(200);
        for (int i = 0; i < 30; i++) {
            refused(send(get("/v1/device/self"), stranger.sign(get("/v1/device/self"))), 401, "invalid_signature");
        }

        var blocked = self(device);

        refused(blocked, 429, "too_many_failures");
        assertThat(Integer.parseInt(blocked.header("Retry-After"))).isBetween(1, 60);
        // Another address is none the worse for it.
        var elsewhere = new HashMap<>(device.signer().sign(get("/v1/device/self")));
        elsewhere.put("X-Forwarded-For", "192.0.2.7");
        assertThat(send(get("/v1/device/self"), elsewhere).status()).isEqualTo(200);
    }

    @Test
    void limits_come_first() {
        var device = active();
        var huge = request("POST", "/v1/device/heartbeat", new byte[(256 << 10) + 1], Map.of());

        refused(send(huge, device.signer().sign(huge)), 413, "body_too_large");
    }

    @Test
    void paths_that_could_be_read_in_two_ways_are_refused() {
        var device = active();
        var own = List.of("/v1//device/self", "/v1/device/./self", "/v1/x/../device/self", "/v1/device/self;a=b");
        for (var path : Stream.concat(own.stream(), READ_IN_TWO_WAYS.stream().map("/v1/device/self"::concat))
                .toList()) {
            var reply = send(get(path), device.signer().sign(get(path)));
            assertThat(reply.status()).as(path).isEqualTo(400);
            // What cannot be decoded at all is refused before anybody looks whether it is signed.
            boolean undecodable = path.matches(".*%(00|c0|e0%80|f0%80).*");
            assertThat(reply.code()).as(path).isEqualTo(undecodable ? "malformed_request" : "path_not_canonical");
            assertThat(client.get(path).code()).as(path).isEqualTo("malformed_request");
        }
    }

    @Test
    void by_four_headers_a_revoked_device_is_told_so_and_is_no_guesser() {
        var device = legacyActive();
        revoke(device);

        for (int i = 0; i < 31; i++) {
            refused(
                    send(get("/v1/device/self"), device.fourHeaders().sign(get("/v1/device/self"))),
                    401,
                    "device_revoked");
        }
    }

    @Test
    void where_its_owner_has_not_asked_for_the_compatible_scheme_a_device_is_unknown_by_it() {
        var never = active();
        refused(
                send(get("/v1/device/self"), never.fourHeaders().sign(get("/v1/device/self"))),
                401,
                "invalid_signature");
        var device = legacyActive();
        var reply = client.send(
                "PATCH",
                "/v1/devices/" + device.id(),
                java.net.http.HttpRequest.BodyPublishers.ofString("{\"legacy_signatures\": false}"),
                "Authorization",
                owner);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);

        refused(
                send(get("/v1/device/self"), device.fourHeaders().sign(get("/v1/device/self"))),
                401,
                "invalid_signature");
        assertThat(self(device).status()).isEqualTo(200);
    }
}
