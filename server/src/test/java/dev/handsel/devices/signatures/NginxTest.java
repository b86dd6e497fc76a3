package dev.handsel.devices.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.handsel.platform.settings.FreePort;
import dev.handsel.signing.PlainRequest;
import dev.handsel.testing.Client;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.Eventually;
import dev.handsel.testing.Outside;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published configuration in a real nginx, in front of a service that only signed requests reach. */
class NginxTest extends SigningScene {

    private static final String NGINX = "/usr/sbin/nginx";

    @TempDir
    Path folder;

    private @Nullable HttpServer service;
    private @Nullable Process nginx;
    private int port;

    private void nginx_in_front_of_a_service(String configuration) throws Exception {
        Outside.require("nginx", "the published configuration of nginx", Files.isExecutable(Path.of(NGINX)));
        var behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        behind.createContext("/", exchange -> {
            var device = String.join(",", exchange.getRequestHeaders().getOrDefault("X-Handsel-Device", List.of()));
            var answer = ("{\"device\":\"" + device + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        behind.start();
        service = behind;
        port = FreePort.choose(InetAddress.getLoopbackAddress());
        var published = Outside.text(Outside.root().resolve("docs/forward-auth/" + configuration))
                .replace("127.0.0.1:8080", "127.0.0.1:" + URI.create(server).getPort())
                .replace("127.0.0.1:9000", "127.0.0.1:" + behind.getAddress().getPort())
                .replace("127.0.0.1:8081", "127.0.0.1:" + port);
        var whole = new StringBuilder(
                "daemon off;\nmaster_process off;\nerror_log stderr;\npid nginx.pid;\nevents {}\nhttp {\n");
        whole.append("access_log off;\n");
        for (var kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            whole.append(kind)
                    .append("_temp_path ")
                    .append(folder.resolve(kind))
                    .append(";\n");
        }
        Files.writeString(folder.resolve("nginx.conf"), whole.append(published).append("}\n"));
        var started = new ProcessBuilder(
                        NGINX,
                        "-p",
                        folder.toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        nginx = started;
        Eventually.happens(Duration.ofSeconds(30), "nginx answers or has ended", () -> answers() || !started.isAlive());
        assertThat(answers()).as(Outside.text(folder.resolve("nginx.log"))).isTrue();
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (java.io.IOException e) {
            return false;
        }
    }

    @AfterEach
    void nothing_is_left() throws Exception {
        if (nginx != null) {
            nginx.destroy();
            nginx.waitFor();
        }
        if (service != null) {
            service.stop(0);
        }
    }

    private PlainRequest asked(String target) {
        return new PlainRequest("GET", "http", target, List.of(Map.entry("Host", "127.0.0.1:" + port)), NOTHING);
    }

    private Reply through(String target, Map<String, String> signature, String... more) {
        var headers = new ArrayList<String>(List.of(more));
        signature.forEach((name, value) -> headers.addAll(List.of(name, value)));
        return Client.ofOthers("http://127.0.0.1:" + port).get(target, headers.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx.conf", "ingress-nginx.conf"})
    void only_what_a_device_has_signed_reaches_the_service_and_only_once(String configuration) throws Exception {
        nginx_in_front_of_a_service(configuration);
        var device = active();
        var signature = device.signer().sign(asked("/orders?a=%20b"));

        var reply = through("/orders?a=%20b", signature, "X-Handsel-Device", "dev_forged");

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().get("device").asString()).isEqualTo(device.id());
        var again = through("/orders?a=%20b", signature);
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.header("X-Handsel-Refusal")).isEqualTo("replayed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx.conf", "ingress-nginx.conf"})
    void what_is_not_signed_or_signed_for_something_else_does_not(String configuration) throws Exception {
        nginx_in_front_of_a_service(configuration);
        var device = active();
        var unsigned = through("/orders", Map.of());
        assertThat(unsigned.status()).isEqualTo(401);
        assertThat(unsigned.header("X-Handsel-Refusal")).isEqualTo("no_applicable_signature");
        assertThat(through("/admin", device.signer().sign(asked("/orders"))).status())
                .isEqualTo(401);
        for (var trick : List.of("X-Original-URI", "X-Forwarded-Uri", "X-Original-URL")) {
            var told = trick.endsWith("URL") ? "http://127.0.0.1:" + port + "/orders" : "/orders";
            var reply = through("/admin", device.signer().sign(asked("/orders")), trick, told);
            assertThat(reply.status()).as(trick).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx.conf", "ingress-nginx.conf"})
    void a_body_that_nobody_has_signed_does_not_slip_through(String configuration) throws Exception {
        nginx_in_front_of_a_service(configuration);
        var device = active();
        var bodiless =
                new PlainRequest("POST", "http", "/orders", List.of(Map.entry("Host", "127.0.0.1:" + port)), NOTHING);
        for (var framing :
                List.of("Content-Length: 2\r\n\r\n{}", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")) {
            var head =
                    new StringBuilder("POST /orders HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n");
            device.signer()
                    .sign(bodiless)
                    .forEach((name, value) ->
                            head.append(name).append(": ").append(value).append("\r\n"));
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write(head.append(framing).toString().getBytes(StandardCharsets.US_ASCII));
                var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer)
                        .as(framing)
                        .startsWith("HTTP/1.1 401")
                        .contains("X-Handsel-Refusal: coverage_incomplete");
            }
        }
    }
}
