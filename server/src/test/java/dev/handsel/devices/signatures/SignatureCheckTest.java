package dev.handsel.devices.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.client.DeviceSigner;
import dev.handsel.signing.keys.HmacKey;
import dev.handsel.testing.Client.Reply;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SignatureCheckTest extends SigningScene {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Reply check(Device device, PlainRequest request, Map<String, String> signature, String signed) {
        var headers = new ArrayList<List<String>>();
        signature.forEach((name, value) -> headers.add(List.of(name, value)));
        var body = new HashMap<String, Object>(
                Map.of("method", request.method(), "url", server + request.target(), "headers", headers));
        if (!signed.isEmpty()) {
            body.put("signed", signed);
        }
        return client.post(
                "/v1/devices/" + device.id() + "/signature_checks",
                JSON.writeValueAsString(body),
                "Authorization",
                owner);
    }

    @Test
    void a_right_signature_is_valid_and_its_nonce_stays_unused() {
        var device = active();
        var signature = device.signer().sign(get("/v1/device/self"));

        var reply = check(device, get("/v1/device/self"), signature, "");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("result").asString()).isEqualTo("valid");
        assertThat(send(get("/v1/device/self"), signature).status()).isEqualTo(200);
    }

    @Test
    void the_classic_mistake_is_named_and_nothing_secret_is_told() {
        var device = active();
        var text = device.secret().body().getBytes(StandardCharsets.US_ASCII);
        var wrong = new DeviceSigner(device.keyId(), HmacKey.of(text), InstantSource.system());
        var request = get("/v1/device/self");

        var reply = check(device, request, wrong.sign(request), "");

        assertThat(reply.json().get("result").asString()).isEqualTo("invalid_signature");
        assertThat(reply.json().at("/mistakes/0/code").asString()).isEqualTo("secret_as_text");
        assertThat(reply.text()).doesNotContain(device.secret().body());
    }

    @Test
    void the_first_differing_byte_is_shown() {
        var device = active();
        var request = get("/v1/device/self?b=1&a=2");
        var signature = device.signer().sign(get("/v1/device/self?a=2&b=1"));
        var base = check(device, request, signature, "")
                .json()
                .get("expected_base")
                .asString();

        var reply = check(device, request, signature, base.replace("?b=1&a=2", "?a=2&b=1"));

        assertThat(reply.json().at("/difference/line").asInt()).isEqualTo(4);
        assertThat(reply.json().at("/difference/expected_byte").asString()).isEqualTo("0x62");
        assertThat(reply.json().at("/difference/actual_byte").asString()).isEqualTo("0x61");
        assertThat(reply.json()
                        .get("mistakes")
                        .valueStream()
                        .map(one -> one.get("code").asString()))
                .contains("query_sorted");
    }

    private static List<String> mistakes(Reply reply) {
        return reply.json()
                .get("mistakes")
                .valueStream()
                .map(one -> one.get("code").asString())
                .toList();
    }

    @Test
    void the_secret_of_another_of_the_owners_devices_is_named_and_a_strangers_is_not() {
        var device = active();
        var other = active();
        var request = get("/v1/device/self");
        var mixed = new DeviceSigner(device.keyId(), HmacKey.of(other.secret().key()), InstantSource.system());

        var reply = check(device, request, mixed.sign(request), "");

        assertThat(mistakes(reply)).containsExactly("other_secret");
        assertThat(reply.json().at("/mistakes/0/explanation").asString()).contains(other.id(), other.keyId());
        assertThat(reply.text())
                .doesNotContain(other.secret().body(), device.secret().body());
        owner = bearers.with();
        var strangers = pending();
        var foreign =
                new DeviceSigner(strangers.keyId(), HmacKey.of(device.secret().key()), InstantSource.system());
        assertThat(mistakes(check(strangers, request, foreign.sign(request), "")))
                .isEmpty();
        assertThat(mistakes(check(strangers, request, device.signer().sign(request), "")))
                .isEmpty();
    }

    @Test
    void a_credential_of_another_of_the_owners_devices_is_named_and_so_is_one_that_was_rotated_away() {
        var device = active();
        var other = active();
        var request = get("/v1/device/self");
        var named = check(device, request, other.signer().sign(request), "");
        assertThat(mistakes(named)).containsExactly("other_device");
        assertThat(named.json().get("result").asString()).isEqualTo("valid");

        var rotated = client.post(
                "/v1/devices/" + device.id() + "/credentials",
                "{\"overlap_seconds\": 0}",
                "Authorization",
                owner,
                "Idempotency-Key",
                "r");
        var fresh = device(device.id(), rotated.json().get("credential"));
        var stale = new DeviceSigner(fresh.keyId(), HmacKey.of(device.secret().key()), InstantSource.system());
        var reply = check(device, request, stale.sign(request), "");
        assertThat(mistakes(reply)).containsExactly("other_secret");
        assertThat(reply.json().at("/mistakes/0/explanation").asString()).contains(device.keyId(), "has ended");
    }

    @Test
    void a_device_that_may_not_sign_by_the_compatible_scheme_is_told_so() {
        var never = active();
        var allowed = legacyActive();
        var request = get("/v1/device/self");

        assertThat(mistakes(check(never, request, never.fourHeaders().sign(request), "")))
                .containsExactly("legacy_signatures_off");
        assertThat(mistakes(check(allowed, request, allowed.fourHeaders().sign(request), "")))
                .isEmpty();
    }

    @Test
    void a_host_that_a_proxy_has_changed_is_named() {
        var device = active();
        var elsewhere = new PlainRequest(
                "GET", "http", "/v1/device/self", List.of(Map.entry("Host", "public.example")), NOTHING);
        var signature = new HashMap<>(device.signer().sign(elsewhere));
        signature.put("X-Forwarded-Host", "public.example");

        assertThat(mistakes(check(device, get("/v1/device/self"), signature, "")))
                .containsExactly("host_changed");
        signature.remove("X-Forwarded-Host");
        signature.put("Host", "public.example");
        assertThat(mistakes(check(device, get("/v1/device/self"), signature, "")))
                .containsExactly("host_changed");
    }

    @Test
    void somebody_elses_device_is_unknown() {
        var device = active();
        owner = bearers.with();

        assertThat(check(device, get("/v1/device/self"), Map.of(), "").status()).isEqualTo(404);
    }

    @Test
    void it_is_no_machine_for_trying() {
        var device = active();
        for (int i = 0; i < 20; i++) {
            assertThat(check(device, get("/v1/device/self"), Map.of(), "").status())
                    .isEqualTo(200);
        }
        var reply = check(device, get("/v1/device/self"), Map.of(), "");
        assertThat(reply.status()).isEqualTo(429);
        assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 60);
    }
}
