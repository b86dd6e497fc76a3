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
        assertThat(reply.header("Retry-After")).isEqualTo("60");
    }
}
