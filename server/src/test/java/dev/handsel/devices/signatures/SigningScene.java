package dev.handsel.devices.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.base.ids.CredentialId;
import dev.handsel.identity.access.Role;
import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.client.DeviceSigner;
import dev.handsel.signing.client.FourHeaderSigner;
import dev.handsel.signing.keys.HmacKey;
import dev.handsel.testing.Bearers;
import dev.handsel.testing.Client;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.HandselTest;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** People with devices, and what these sign. Every test has an owner of its own. */
@HandselTest
abstract class SigningScene {

    static final byte[] NOTHING = {};

    /** Ends of paths that some program on the way, or behind it, reads as another path. */
    static final List<String> READ_IN_TWO_WAYS = List.of(
            "/./x",
            "/a/../x",
            "/a//x",
            "/%2e%2e/x",
            "/..;/x",
            "/..;v=1/x",
            "/.;/x",
            "/%2E%2e;v/x",
            "/..%3bv/x",
            "/..%20/x",
            "/%20./x",
            "/a%2fx",
            "/a%2F..%2Fx",
            "/a%5cx",
            "/a%5C..%5Cx",
            "/a%252fx",
            "/%252e%252e/x",
            "/%25252e/x",
            "/a%255cx",
            "/%c0%ae%c0%ae/x",
            "/a%c0%afx",
            "/a%e0%80%afx",
            "/a%f0%80%80%afx",
            "/a%00x",
            "/a%0ax");

    /** Ends of paths that look like those and are read in one way. */
    static final List<String> READ_IN_ONE_WAY = List.of(
            "/...",
            "/.well-known/x",
            "/a..b/x",
            "/a%20b",
            "/100%25",
            "/%25a",
            "/z%C3%B3%C5%82%C4%87",
            "/%2ea/x",
            "/a;v=1/x",
            "/a;v=../x",
            "/%E3%80%82/x");

    @Value("${handsel.public-url}")
    String server;

    @Autowired
    Bearers bearers;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Throttle throttle;

    Client client;
    String owner;
    private String operator;
    private String email;

    /** A device with the credential it was registered with. */
    record Device(String id, String keyId, DeviceSecret secret) {

        DeviceSigner signer() {
            return DeviceSigner.of(keyId, secret);
        }

        DeviceSigner signer(Instant now) {
            return new DeviceSigner(keyId, HmacKey.of(secret.key()), InstantSource.fixed(now));
        }

        FourHeaderSigner fourHeaders() {
            return new FourHeaderSigner(id, secret, InstantSource.system());
        }
    }

    @BeforeEach
    void an_owner() {
        client = new Client(server);
        owner = bearers.with();
        operator = bearers.with(Role.OWNER);
        email = client.get("/v1/accounts/me", "Authorization", owner)
                .json()
                .get("email")
                .asString();
        throttle.succeeded("127.0.0.1");
    }

    /** A device that its owner has confirmed. */
    Device active() {
        var device = pending();
        confirm(device);
        return device;
    }

    /** One that may sign by the compatible scheme too. */
    Device legacyActive() {
        var device = legacyPending();
        confirm(device);
        return device;
    }

    Device pending() {
        return registered("");
    }

    Device legacyPending() {
        return registered(", \"legacy_signatures\": true");
    }

    private Device registered(String more) {
        var reply = client.post(
                "/v1/devices", "{\"name\": \"bot %s\"%s}".formatted(UUID.randomUUID(), more), "Authorization", owner);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return device(reply.json().get("id").asString(), reply.json().get("credential"));
    }

    static Device device(String id, JsonNode credential) {
        return new Device(
                id,
                credential.get("id").asString(),
                DeviceSecret.parse(credential.get("secret").asString()));
    }

    void confirm(Device device) {
        var token = client.get("/v1/mailbox?limit=1&to=" + email, "Authorization", operator)
                .json()
                .at("/data/0/text")
                .asString()
                .lines()
                .filter(line -> line.contains("token="))
                .map(line -> line.replaceFirst(".*token=", ""))
                .findFirst()
                .orElseThrow();
        var reply = client.post("/v1/devices/confirmations", "{\"token\": \"%s\"}".formatted(token));
        assertThat(reply.json().path("device").asString()).as(reply.text()).isEqualTo(device.id());
    }

    Reply revoke(Device device) {
        return client.post("/v1/devices/" + device.id() + "/revoke", "{}", "Authorization", owner);
    }

    /** What a merchant's service is let in by. */
    String merchant() {
        var reply = client.post("/v1/programs", """
                {"name": "Shop", "mode": "test", "landing_url": "https://shop.example/", "allowed_landing_hosts": ["shop.example"],
                 "currency": "USD", "hold_days": 30, "payout_minimums": {}, "payout_schedule": "manual",
                 "payout_provider": "simulated", "attribution": {"model": "last_click", "window_days": 30}}
                """, "Authorization", operator);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return "Bearer " + reply.json().get("api_key").asString();
    }

    /** The request as it goes over the wire, unsigned. */
    PlainRequest request(String method, String target, byte[] body, Map<String, String> more) {
        var headers = new ArrayList<>(more.entrySet());
        headers.add(Map.entry("Host", URI.create(server).getAuthority()));
        if (body.length > 0) {
            headers.add(Map.entry("Content-Type", "application/json"));
        }
        return new PlainRequest(method, "http", target, List.copyOf(headers), body);
    }

    PlainRequest get(String target) {
        return request("GET", target, NOTHING, Map.of());
    }

    /** Sends it with these headers beside its own. */
    Reply send(PlainRequest request, Map<String, String> signature) {
        var headers = new ArrayList<String>();
        signature.forEach((name, value) -> {
            headers.add(name);
            headers.add(value);
        });
        return client.send(
                request.method(),
                request.target(),
                request.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(request.body()),
                headers.toArray(String[]::new));
    }

    Reply self(Device device) {
        return send(get("/v1/device/self"), device.signer().sign(get("/v1/device/self")));
    }

    Reply heartbeat(Device device, String body) {
        var request = request("POST", "/v1/device/heartbeat", body.getBytes(StandardCharsets.UTF_8), Map.of());
        return send(request, device.signer().sign(request));
    }

    static void refused(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        if (status == 401) {
            assertThat(reply.header("WWW-Authenticate")).startsWith("Signature");
            assertThat(reply.header("Accept-Signature")).contains("device-v1");
        }
    }

    long nonces(Device device) {
        return jdbc.sql("select count(*) from request_nonce where credential_id = :id")
                .param("id", CredentialId.parse(device.keyId()).value())
                .query((row, _) -> row.getLong(1))
                .single();
    }
}
