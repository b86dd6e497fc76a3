package dev.handsel.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.handsel.signing.DeviceSecret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a tiny server that answers in chunks and looks at nonces alone. */
class HttpRatioTest {

    private final Set<String> signatures = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private HttpRatio.Plan plan;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/time", exchange -> answer(exchange, 200));
        server.createContext("/v1/device/self", exchange -> {
            var signature = exchange.getRequestHeaders().getFirst("Signature");
            answer(exchange, signature != null && signatures.add(signature) ? 200 : 401);
        });
        server.start();
        plan = HttpRatio.Plan.of(
                List.of(
                        "--url",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        "--key-id",
                        "dk_1",
                        "--connections",
                        "2",
                        "--rounds",
                        "1",
                        "--seconds",
                        "1"),
                Map.of("HANDSEL_SECRET", DeviceSecret.random(new SecureRandom()).reveal()));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write("{}".getBytes(StandardCharsets.US_ASCII));
        exchange.close();
    }

    @Test
    void both_rates_and_their_ratio_are_told() throws Exception {
        var printed = new ByteArrayOutputStream();

        HttpRatio.isKept(plan, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("round 1: unsigned \\d+/s, signed \\d+/s")
                .containsPattern("signed/unsigned ratio: \\d\\.\\d\\d \\(budget 0\\.5\\)");
        assertThat(signatures).isNotEmpty();
    }

    @Test
    void a_server_that_refuses_is_not_measured() {
        server.removeContext("/v1/device/self");

        assertThatThrownBy(() -> HttpRatio.isKept(plan, new PrintStream(new ByteArrayOutputStream())))
                .hasRootCauseMessage("The server answered 404 after 0 requests");
    }
}
