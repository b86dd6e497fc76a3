package dev.handsel.signing.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"/z\u00f3\u0142w", "/a?q=z\u00f3\u0142w", "/cafe\u0301?q=\uD83D\uDE00", "/a?"})
    void what_is_not_ascii_is_signed_as_it_is_sent(String target) throws Exception {
        var request =
                signed.sign(HttpRequest.newBuilder(URI.create(base + target)).build());

        assertThat(send(request).body()).isEqualTo("dk_1");
        assertThat(request.uri().toString()).isEqualTo(request.uri().toASCIIString());
    }

    @ParameterizedTest
    @CsvSource({
        "http://user@h/, user",
        "http://h/a/../b, dot segment",
        "http://h/a#b, fragment",
        "http://[0:0:0:0:0:0:0:1]/, IPv6",
        "http://1.2.3/, IPv4",
        "http://h:0/, port"
    })
    void what_could_be_sent_otherwise_is_refused_before_it_is_signed(String url, String named) {
        assertThatThrownBy(() -> signed.headers("GET", URI.create(url), Map.of(), new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource({
        "[::1], true",
        "[2001:db8::1], true",
        "[2001:DB8::1], true",
        "[::], true",
        "[1::], true",
        "[2001:db8::1:0:0:1], true",
        "[1:2:3:4:5:6:7:8], true",
        "[1:2:3:0:5:6:7:8], true",
        "[fe80::1:0:0:0:1], false",
        "[1:2:3::5:6:7:8], false",
        "[1:0:0:4:5:6:7:8], false",
        "[1::0:1], false",
        "[01::1], false",
        "[::1%25eth0], false",
        "[::ffff:1:2], false",
        "[1::2::3], false",
        "[12345::1], false",
        "[], false",
        "[::1, false",
        "255.255.255.255, true",
        "0.0.0.0, true",
        "256.0.0.1, false",
        "01.2.3.4, false",
        "1.2.3.4.5, false",
        "example.0x1f, false",
        "example.0xg, true",
        "example.com., true",
        "e_x.example, true",
        "1.example, true",
        "a..b, true",
        "a%41, false"
    })
    void the_usual_spelling_of_an_address_is_taken_and_no_other(String host, boolean usual) {
        var refused = catchThrowable(() -> SentUrl.require("https://" + host + "/"));

        assertThat(refused == null).isEqualTo(usual);
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
