package dev.handsel.operation.demo;

import dev.handsel.stripesim.StripeSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A simulated Stripe beside the demo's server: it takes the place of the real one, whatever is configured. */
public final class SimulatedStripe implements AutoCloseable {

    private final StripeSimulator simulator = StripeSimulator.start(StripeSimulator.Settings.defaults());
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonNode platform = endpoint("false");
    private final JsonNode connected = endpoint("true");

    /** Of the platform's own events, or of those of connected accounts; it leads nowhere yet. */
    private JsonNode endpoint(String connect) {
        return call(
                "POST",
                "/v1/webhook_endpoints",
                form("url", "http://127.0.0.1:1/", "enabled_events[]", "*", "connect", connect));
    }

    /** From now on events are told to this server, and the platform has some money to pay from. */
    public void tell(URI server) {
        var url = form("url", server.resolve("/v1/stripe/connect").toString());
        call("POST", "/v1/webhook_endpoints/" + platform.path("id").asString(), url);
        call("POST", "/v1/webhook_endpoints/" + connected.path("id").asString(), url);
        call("POST", "/v1/topups", form("amount", "1000000", "currency", "usd"));
    }

    /** Opens the page behind a link as a person does, and presses its button. */
    void fillIn(String link) {
        send(HttpRequest.newBuilder(URI.create(link)));
        send(HttpRequest.newBuilder(URI.create(link)).POST(BodyPublishers.noBody()));
    }

    /** What the server must be told before it starts. */
    public Map<String, String> settings() {
        var secrets = platform.path("secret").asString() + ","
                + connected.path("secret").asString();
        return Map.of(
                "handsel.stripe.api-base", simulator.api().toString(),
                "handsel.stripe.api-key", simulator.secretKey(),
                "handsel.stripe.connect-secrets", secrets);
    }

    private static String form(String... namesAndValues) {
        var form = new StringBuilder();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            form.append(at == 0 ? "" : "&")
                    .append(URLEncoder.encode(namesAndValues[at], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[at + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }

    /** Something of Stripe's own API. */
    JsonNode call(String method, String path, String form) {
        return json(HttpRequest.newBuilder(simulator.api().resolve(path))
                .header("Authorization", "Bearer " + simulator.secretKey())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, BodyPublishers.ofString(form)));
    }

    private JsonNode json(HttpRequest.Builder request) {
        return JsonMapper.shared().readTree(send(request));
    }

    private String send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The demo was interrupted", e);
        }
    }

    @Override
    public void close() {
        simulator.close();
        http.close();
    }
}
