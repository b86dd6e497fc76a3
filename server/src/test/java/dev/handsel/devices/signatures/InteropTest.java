package dev.handsel.devices.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handsel.signing.PlainRequest;
import dev.handsel.testing.Outside;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two libraries that we had no hand in: what each signs is accepted here, and each accepts what we sign. */
class InteropTest extends SigningScene {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @BeforeEach
    void node_is_there() {
        var tried = "what libraries of others sign and verify";
        Outside.require("node", tried, Outside.runs("node", "--version"));
        assumeTrue(Outside.hasInterop(tried), "they are not installed");
    }

    private static JsonNode ask(String library, String verb, Map<String, Object> question)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder("node", "clients/interop/interop.mjs", library, verb)
                .directory(Outside.root().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write((JSON.writeValueAsString(question) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return JSON.readTree(Outside.said(process));
    }

    private Map<String, Object> question(Device device, PlainRequest request, Map<String, String> more) {
        var headers = new ArrayList<List<String>>();
        if (request.body().length > 0) {
            headers.add(List.of("Content-Type", "application/json"));
        }
        more.forEach((name, value) -> headers.add(List.of(name, value)));
        return new HashMap<>(Map.of(
                "method",
                request.method(),
                "url",
                server + request.target(),
                "headers",
                headers,
                "body_base64",
                Base64.getEncoder().encodeToString(request.body()),
                "keyid",
                device.keyId(),
                "key_base64",
                Base64.getEncoder().encodeToString(device.secret().key())));
    }

    private List<PlainRequest> requests() {
        return List.of(
                get("/v1/device/self?x=1&y=%20"),
                request(
                        "POST",
                        "/v1/device/heartbeat",
                        "{\"version\": \"1\"}".getBytes(StandardCharsets.UTF_8),
                        Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-message-signatures", "http-message-sig"})
    void what_the_library_signs_is_accepted_here(String library) throws Exception {
        var device = active();
        for (var request : requests()) {
            var question = question(device, request, Map.of());
            question.put("created", Instant.now().getEpochSecond());
            question.put("nonce", UUID.randomUUID().toString());
            var signed = new LinkedHashMap<String, String>();
            ask(library, "sign", question)
                    .get("headers")
                    .forEach(header ->
                            signed.put(header.get(0).asString(), header.get(1).asString()));

            var reply = send(request, signed);

            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            refused(send(request, signed), 401, "replayed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-message-signatures", "http-message-sig"})
    void what_we_sign_is_accepted_by_the_library(String library) throws Exception {
        var device = active();
        for (var request : requests()) {
            var signed = new LinkedHashMap<>(device.signer().sign(request));
            var yes = ask(library, "verify", question(device, request, signed));
            assertThat(yes.get("verified").asBoolean()).as(yes.toString()).isTrue();

            var tampered = question(device, request, signed);
            tampered.put("url", server + request.target() + (request.target().contains("?") ? "&z=1" : "?z=1"));
            assertThat(ask(library, "verify", tampered).get("verified").asBoolean())
                    .isFalse();
            var other = question(device, request, signed);
            other.put("key_base64", Base64.getEncoder().encodeToString(new byte[32]));
            assertThat(ask(library, "verify", other).get("verified").asBoolean())
                    .isFalse();
        }
    }
}
