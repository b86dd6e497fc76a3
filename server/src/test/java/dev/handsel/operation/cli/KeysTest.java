package dev.handsel.operation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.platform.settings.FreePort;
import dev.handsel.signing.DeviceSecret;
import dev.handsel.testing.Client;
import dev.handsel.testing.HandselProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets of devices in a server of its own, from the outside. */
class KeysTest {

    private static final int DEVICES = 3;

    @TempDir
    Path folder;

    private final int port = FreePort.choose(InetAddress.getLoopbackAddress());
    private final Client client = new Client("http://127.0.0.1:" + port);
    private final List<String> answers = new ArrayList<>();
    private String token = "";

    private Path data() {
        return folder.resolve("data");
    }

    private HandselProcess server(Map<String, String> settings) throws InterruptedException {
        return HandselProcess.server(data(), port, settings);
    }

    private String command(String... words) throws InterruptedException {
        try (var command = HandselProcess.beside(data(), Map.of(), words)) {
            assertThat(command.end()).as(command.output()).isZero();
            return command.output();
        }
    }

    private void signIn() throws InterruptedException {
        token = "Bearer "
                + command("token", "--account", "nora@shop.example", "--role", "owner")
                        .strip()
                        .lines()
                        .toList()
                        .getLast();
    }

    private Client.Reply call(String method, String path, String body) {
        var reply = client.send(
                method,
                path,
                BodyPublishers.ofString(body),
                "Authorization",
                token,
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(reply.status()).as(reply.text()).isBetween(200, 299);
        return reply;
    }

    private DeviceSecret register(String name) {
        var json = call("POST", "/v1/devices", "{\"name\": \"%s\"}".formatted(name))
                .json();
        return DeviceSecret.parse(json.at("/credential/secret").asString());
    }

    @Test
    void keys_are_changed_beside_a_running_server_and_a_lost_keyset_ends_the_next_start() throws Exception {
        try (var server = server(Map.of())) {
            signIn();
            for (int i = 0; i < DEVICES; i++) {
                register("bot " + i);
            }
            var before = command("keys", "status");
            assertThat(before).contains("(primary)", "       3 device credentials", "       3 mails");

            var rotated = command("keys", "rotate");
            assertThat(rotated).contains("made key ").contains("7 secrets wrapped again, 0 left");
            var mails = call("GET", "/v1/mailbox", "").json().get("data");
            assertThat(mails.size()).isEqualTo(DEVICES);
            register("after");
            assertThat(command("keys", "status"))
                    .contains("       4 device credentials")
                    .contains("       0 device credentials");
            assertThat(server.stop()).isZero();
        }
        var keys = data().resolve("keys/keyset.json");
        Files.move(keys, folder.resolve("kept"));
        assertThat(refused(Map.of())).contains("HANDSEL_KEYSET_FILE").contains("missing");
        assertThat(keys).doesNotExist();
        assertThat(refused(Map.of("SPRING_PROFILES_ACTIVE", "production"))).contains("HANDSEL_KEYSET_FILE");
        command("keys", "create", keys.toString());
        assertThat(refused(Map.of())).contains("HANDSEL_KEYSET_FILE").contains("do not open");
        try (var server =
                server(Map.of("HANDSEL_KEYSET_FILE", folder.resolve("kept").toString()))) {
            assertThat(call("GET", "/v1/mailbox", "").json().get("data").size()).isEqualTo(DEVICES + 1);
            assertThat(server.stop()).isZero();
        }
    }

    /** What a start says that ends with 1. */
    private String refused(Map<String, String> settings) throws InterruptedException {
        try (var server = HandselProcess.start(data(), settings, "serve")) {
            assertThat(server.end()).as(server.output()).isEqualTo(1);
            var sentences = server.output()
                    .lines()
                    .filter(line -> line.startsWith("handsel: "))
                    .toList();
            assertThat(sentences).as(server.output()).hasSize(1);
            assertThat(server.output()).doesNotContain("Exception");
            return sentences.getFirst();
        }
    }

    @Test
    void a_secret_is_in_one_answer_and_nowhere_else() throws Exception {
        var secrets = new ArrayList<DeviceSecret>();
        String output;
        try (var server = server(Map.of("LOGGING_LEVEL_DEV_HANDSEL", "debug"))) {
            signIn();
            secrets.add(register("bot"));
            var id = call("GET", "/v1/devices", "").json().at("/data/0/id").asString();
            var rotated =
                    call("POST", "/v1/devices/" + id + "/credentials", "{}").json();
            secrets.add(DeviceSecret.parse(rotated.at("/credential/secret").asString()));
            for (var path : List.of("/v1/devices", "/v1/devices/" + id, "/v1/mailbox", "/v1/audit")) {
                answers.add(call("GET", path, "").text());
            }
            answers.add(
                    call("PATCH", "/v1/devices/" + id, "{\"name\": \"desk\"}").text());
            answers.add(call("POST", "/v1/devices/" + id + "/revoke", "").text());
            answers.add(metrics(server.output()));
            assertThat(server.stop()).isZero();
            output = server.output();
        }
        for (var secret : secrets) {
            assertAbsent(secret, "output", output.getBytes(StandardCharsets.ISO_8859_1));
            for (var answer : answers) {
                assertAbsent(secret, "answer", answer.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        try (var files = Files.walk(data())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var content = Files.readAllBytes(file);
                secrets.forEach(secret -> assertAbsent(secret, file.toString(), content));
            }
        }
    }

    private static String metrics(String output) throws IOException, InterruptedException {
        var base = output.lines()
                .filter(line -> line.contains("management at "))
                .map(line -> line.substring(line.indexOf("http")))
                .findFirst()
                .orElseThrow();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(base.strip() + "/actuator/prometheus"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.body()).contains("handsel_devices_registrations_total 1.0");
            return answer.body();
        }
    }

    private static void assertAbsent(DeviceSecret secret, String where, byte[] content) {
        var bytes = new String(secret.key(), StandardCharsets.ISO_8859_1);
        var text = new String(content, StandardCharsets.ISO_8859_1);
        var forms = List.of(
                secret.body(),
                bytes,
                HexFormat.of().formatHex(secret.key()),
                HexFormat.of().withUpperCase().formatHex(secret.key()),
                Base64.getEncoder().withoutPadding().encodeToString(secret.key()));
        assertThat(forms.stream().noneMatch(text::contains)).as(where).isTrue();
    }
}
