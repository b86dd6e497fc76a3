package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.platform.keyring.KeyRotation;
import dev.handsel.platform.settings.FreePort;
import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.client.DeviceSigner;
import dev.handsel.testing.Client;
import dev.handsel.testing.Client.Reply;
import dev.handsel.testing.HandselProcess;
import dev.handsel.testing.TestDatabase;
import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed requests at servers of their own: two of them, one that is killed, and one whose database goes away. */
class SignedReplicasTest {

    private static final String AUTHORITY = "devices.example";
    private static final String BEAT = "{\"version\": \"1\"}";

    @TempDir
    Path folder;

    private String token = "";

    private static int port() {
        return FreePort.choose(InetAddress.getLoopbackAddress());
    }

    private static Client at(int port) {
        return new Client("http://127.0.0.1:" + port);
    }

    /** A confirmed device of the server on this port. */
    private String[] device(int port, Path data, Map<String, String> settings) throws InterruptedException {
        try (var command =
                HandselProcess.beside(data, settings, "token", "--account", "a@b.example", "--role", "owner")) {
            assertThat(command.end()).as(command.output()).isZero();
            token = "Bearer " + command.output().strip().lines().toList().getLast();
        }
        var made = at(port).post("/v1/devices", "{\"name\": \"bot\"}", "Authorization", token);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var mail = at(port).get("/v1/mailbox", "Authorization", token)
                .json()
                .at("/data/0/text")
                .asString();
        var link =
                mail.lines().filter(line -> line.contains("token=")).findFirst().orElseThrow();
        var confirmed = at(port).post(
                        "/v1/devices/confirmations",
                        "{\"token\": \"%s\"}".formatted(link.replaceFirst(".*token=", "")));
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        return new String[] {
            made.json().get("id").asString(),
            made.json().at("/credential/id").asString(),
            made.json().at("/credential/secret").asString()
        };
    }

    private static PlainRequest request(String method, String target, String body) {
        return new PlainRequest(
                method,
                "https",
                target,
                List.of(Map.entry("Host", AUTHORITY), Map.entry("Content-Type", "application/json")),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> signed(String[] device, PlainRequest request) {
        return DeviceSigner.of(device[1], DeviceSecret.parse(device[2])).sign(request);
    }

    private static Reply send(int port, PlainRequest request, Map<String, String> signature) {
        var headers = new ArrayList<String>();
        signature.forEach((name, value) -> headers.addAll(List.of(name, value)));
        var body = request.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(request.body());
        return at(port).send(request.method(), request.target(), body, headers.toArray(String[]::new));
    }

    @Test
    void what_one_replica_let_in_or_revoked_the_other_refuses() throws Exception {
        var database = TestDatabase.fresh();
        var settings = Map.of(
                "HANDSEL_DATABASE_URL", database.url(),
                "HANDSEL_DATABASE_USER", database.user(),
                "HANDSEL_DATABASE_PASSWORD", database.password(),
                "HANDSEL_KEYSET_FILE", folder.resolve("keyset.json").toString(),
                "HANDSEL_ACCEPTED_AUTHORITIES", AUTHORITY);
        KeyRotation.create(folder.resolve("keyset.json"));
        int first = port();
        int second = port();
        try (var one = HandselProcess.server(folder.resolve("one"), first, settings);
                var two = HandselProcess.server(folder.resolve("two"), second, settings)) {
            var device = device(first, folder.resolve("one"), settings);
            var poll = request("GET", "/v1/device/self", "");
            var beat = request("POST", "/v1/device/heartbeat", BEAT);
            for (var request : List.of(poll, beat)) {
                var signature = signed(device, request);
                assertThat(send(first, request, signature).status()).isEqualTo(200);
                assertThat(send(second, request, signature).code()).isEqualTo("replayed");
            }
            // Both have used the key by now, so both remember it.
            assertThat(send(second, poll, signed(device, poll)).status()).isEqualTo(200);

            var revoked = at(first).post("/v1/devices/" + device[0] + "/revoke", "{}", "Authorization", token);

            assertThat(revoked.status()).isEqualTo(200);
            for (var request : List.of(poll, beat)) {
                assertThat(send(second, request, signed(device, request)).code())
                        .isEqualTo("device_revoked");
                assertThat(send(first, request, signed(device, request)).code()).isEqualTo("device_revoked");
            }
            assertThat(one.stop()).isZero();
            assertThat(two.stop()).isZero();
        }
    }

    @Test
    void what_was_let_in_before_a_kill_is_a_replay_afterwards_and_without_a_database_nobody_is_let_in()
            throws Exception {
        var data = folder.resolve("data");
        var settings = Map.of("HANDSEL_ACCEPTED_AUTHORITIES", AUTHORITY, "HANDSEL_DATABASE_WAIT_LIMIT", "2s");
        int port = port();
        var beat = request("POST", "/v1/device/heartbeat", BEAT);
        var poll = request("GET", "/v1/device/self", "");
        String[] device;
        Map<String, String> before;
        try (var server = HandselProcess.server(data, port, settings)) {
            device = device(port, data, settings);
            before = signed(device, beat);
            assertThat(send(port, beat, before).status()).isEqualTo(200);
            server.kill();
        }
        try (var server = HandselProcess.server(data, port, settings)) {
            assertThat(send(port, beat, before).code()).isEqualTo("replayed");
            assertThat(send(port, poll, signed(device, poll)).status()).isEqualTo(200);

            var postmaster = Long.parseLong(Files.readAllLines(data.resolve("postgres/data-18/postmaster.pid"))
                    .getFirst()
                    .strip());
            new ProcessBuilder("sh", "-c", "kill -QUIT " + postmaster).start().waitFor();
            ProcessHandle.of(postmaster).ifPresent(gone -> gone.onExit().join());

            for (var request : List.of(poll, beat)) {
                var reply = send(port, request, signed(device, request));
                assertThat(reply.status()).as(reply.text()).isEqualTo(503);
                assertThat(reply.header("Retry-After")).isNotEmpty();
            }
            assertThat(server.isAlive()).isTrue();
        }
    }
}
