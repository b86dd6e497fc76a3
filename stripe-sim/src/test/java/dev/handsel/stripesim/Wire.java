package dev.handsel.stripesim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Requests without a library in between. */
final class Wire {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final StripeSimulator simulator;

    Wire(StripeSimulator simulator) {
        this.simulator = simulator;
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** The form as it is sent, already encoded. */
    Answer post(String path, String form, String... headers) {
        return send(posting(path, form, headers));
    }

    HttpRequest.Builder posting(String path, String form, String... headers) {
        return request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer control(String path, String json) {
        return send(HttpRequest.newBuilder(simulator.control().resolve("/control/" + path))
                .POST(BodyPublishers.ofString(json)));
    }

    Answer control(String path) {
        return send(HttpRequest.newBuilder(simulator.control().resolve("/control/" + path)));
    }

    Answer deleteControl(String path) {
        return send(HttpRequest.newBuilder(simulator.control().resolve("/control/" + path))
                .DELETE());
    }

    Answer page(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    Answer submit(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(simulator.api().resolve(path));
        boolean authorized = String.join(" ", headers).contains("Authorization");
        if (!authorized) {
            request.header("Authorization", "Bearer " + simulator.secretKey());
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(
                    CLIENT.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
