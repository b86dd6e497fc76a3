package dev.handsel.devices.signatures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.signing.PlainRequest;
import dev.handsel.signing.client.SignedRequests;
import dev.handsel.testing.Outside;
import dev.handsel.testing.RawServer;
import dev.handsel.testing.UrlTable;
import dev.handsel.testing.UrlTable.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Each client sends the same hundred URLs to a service that has this server verify what arrives, byte for byte. */
class SentAsSignedTest extends SigningScene {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int DEFAULT_PORT = 80;

    private RawServer service;
    private UrlTable table;
    private String merchant = "";

    @BeforeEach
    void a_service() throws IOException {
        merchant = merchant();
        service = new RawServer(this::verdict);
        service.alsoAt(DEFAULT_PORT);
        table = UrlTable.at(service.port());
    }

    @AfterEach
    void it_ends() throws IOException {
        service.close();
    }

    private String verdict(PlainRequest received) {
        var headers = new ArrayList<List<String>>();
        for (var name : List.of("Host", "Signature-Input", "Signature")) {
            received.header(name).forEach(value -> headers.add(List.of(name, value)));
        }
        var url = "http://" + received.header("Host").getFirst() + received.target();
        var question = Map.of("method", received.method(), "url", url, "headers", headers);
        var reply = client.post("/v1/signatures/verify", JSON.writeValueAsString(question), "Authorization", merchant);
        return reply.status() != 200
                ? reply.text()
                : reply.json().get("verified").asBoolean()
                        ? "ok"
                        : reply.json().get("code").asString();
    }

    @Test
    void by_the_java_library() {
        var requests = new SignedRequests(active().signer());
        var http = HttpClient.newHttpClient();

        var outcomes =
                table.urls().stream().map(url -> sent(requests, http, url)).toList();

        assertThat(table.faults("java", outcomes)).isEmpty();
    }

    private static Outcome sent(SignedRequests requests, HttpClient http, String url) {
        HttpRequest signed;
        try {
            signed = requests.sign(HttpRequest.newBuilder(URI.create(url)).build());
        } catch (IllegalArgumentException refused) {
            return Outcome.refused(String.valueOf(refused.getMessage()));
        }
        try {
            var answer = http.send(signed, BodyHandlers.ofString());
            return Outcome.answered(answer.statusCode(), answer.body());
        } catch (IOException unreachable) {
            return Outcome.unreachable(unreachable.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"python, python3, clients/python/send_urls.py", "javascript, node, clients/javascript/send-urls.mjs"})
    void by_our_client_for(String language, String program, String script) throws Exception {
        Outside.require(program, "what the client for " + language + " sends", Outside.runs(program, "--version"));

        assertThat(table.faults(language, outcomes(program, script))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-message-signatures", "http-message-sig"})
    void by_the_library_of_others(String library) throws Exception {
        var tried = "what libraries of others sign and send";
        Outside.require("node", tried, Outside.runs("node", "--version"));
        Outside.require("clients/interop/node_modules", tried, Outside.hasInterop(tried));

        var outcomes = outcomes("node", "clients/interop/send-urls.mjs", library);

        assertThat(outcomes).filteredOn(outcome -> "ok".equals(outcome.body())).hasSizeGreaterThan(50);
        assertThat(table.differing(outcomes)).isEmpty();
    }

    private List<Outcome> outcomes(String... command) throws IOException, InterruptedException {
        var device = active();
        var builder = new ProcessBuilder(command)
                .directory(Outside.root().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(java.util.Locale.ROOT).endsWith("_proxy"));
        builder.environment().put("HANDSEL_KEY_ID", device.keyId());
        builder.environment().put("HANDSEL_SECRET", device.secret().reveal());
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(table.json().getBytes(StandardCharsets.UTF_8));
        }
        return UrlTable.read(Outside.said(process));
    }
}
