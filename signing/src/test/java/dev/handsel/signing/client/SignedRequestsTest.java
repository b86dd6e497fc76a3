package dev.handsel.signing.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.keys.HmacKey;
import dev.handsel.signing.verify.Claims;
import dev.handsel.signing.verify.KeyDirectory;
import dev.handsel.signing.verify.Policy;
import dev.handsel.signing.verify.Verifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a real connection, since a client adds and rewrites headers by itself. */
class SignedRequestsTest {

    private final DeviceSecret secret = DeviceSecret.random(new SecureRandom());
    private final SignedRequests signed = new SignedRequests(DeviceSigner.of("dk_1", secret));
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;
    private URI base;

    private final KeyDirectory<String> keys = new KeyDirectory<>() {
        @Override
        public Optional<Known<String>> byKeyId(String keyId) {
            return Optional.of(new Known<>(HmacKey.of(secret.key()), keyId));
        }

        @Override
        public List<Known<String>> byDevice(String deviceId) {
            return List.of();
        }
    };

    @BeforeEach
    void start() throws Exception {
        var nonces = new HashSet<String>();
        var verifier = new Verifier<>(
                Policy.deviceV1(),
                keys,
                (holder, at, nonce) -> nonces.add(nonce) ? Claims.Outcome.FRESH : Claims.Outcome.REPLAYED,
                InstantSource.system());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        server.createContext("/", exchange -> {
            var headers = new ArrayList<Map.Entry<String, String>>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> values.forEach(value -> headers.add(Map.entry(name, value))));
            var request = new PlainRequest(
                    exchange.getRequestMethod(),
                    "http",
                    exchange.getRequestURI().toString(),
                    headers,
                    exchange.getRequestBody().readAllBytes());
            var answer = new byte[0];
            int status = 200;
            try {
                answer = verifier.verify(request).holder().getBytes(StandardCharsets.UTF_8);
            } catch (RuntimeException e) {
                status = 401;
                answer = e.toString().getBytes(StandardCharsets.UTF_8);
            }
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_request_without_a_body_is_accepted_once() throws Exception {
        var request = signed.sign(
                HttpRequest.newBuilder(base.resolve("/v1/x%2fy?a=%20&b")).build());

        assertThat(send(request).body()).isEqualTo("dk_1");
        assertThat(send(request).body()).contains("already made");
    }

    @Test
    void a_request_with_a_body_is_accepted() throws Exception {
        var request = HttpRequest.newBuilder(base.resolve("/v1/x"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        assertThat(send(signed.sign(request, "{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                        .body())
                .isEqualTo("dk_1");
        assertThat(send(signed.sign(request)).body()).isEqualTo("dk_1");
    }

    @Test
    void headers_can_be_had_for_other_clients() throws Exception {
        var url = base.resolve("/");
        var builder = HttpRequest.newBuilder(url);
        signed.headers("GET", url, Map.of(), new byte[0]).forEach(builder::header);

        assertThat(send(builder.build()).body()).isEqualTo("dk_1");
    }

    @Test
    void further_headers_can_be_covered() {
        var request = new PlainRequest(
                "GET",
                "http",
                "/",
                List.of(Map.entry("Host", "localhost"), Map.entry("Idempotency-Key", "k")),
                new byte[0]);

        assertThat(DeviceSigner.of("dk_1", secret)
                        .sign(request, "idempotency-key")
                        .get("Signature-Input"))
                .contains("\"idempotency-key\"");
    }
}
