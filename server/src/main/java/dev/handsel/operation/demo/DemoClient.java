package dev.handsel.operation.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the server as a program of a merchant or an affiliate would. */
final class DemoClient implements AutoCloseable {

    /** Robots' clicks are not counted, so the visitor has a browser. */
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();
    private final URI server;

    DemoClient(URI server) {
        this.server = server;
    }

    JsonNode get(String credential, String path) {
        return answer(request(path).header("Authorization", "Bearer " + credential));
    }

    JsonNode post(String credential, String path, Map<String, ?> body) {
        return answer(request(path)
                .header("Authorization", "Bearer " + credential)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    /** Follows a link as a browser does, up to the shop's door; returns where that is. */
    URI follow(String path) {
        var response = send(request(path).header("User-Agent", BROWSER));
        return response.headers()
                .firstValue("Location")
                .map(URI::create)
                .orElseThrow(() -> new IllegalStateException("The link answered " + response.statusCode()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path));
    }

    private JsonNode answer(HttpRequest.Builder request) {
        var response = send(request);
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(response.request().method() + " "
                    + response.request().uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The demo was interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
