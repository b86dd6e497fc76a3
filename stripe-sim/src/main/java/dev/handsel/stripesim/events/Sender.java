package dev.handsel.stripesim.events;

import dev.handsel.stripesim.model.Json;
import dev.handsel.stripesim.model.VirtualClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Posts one event to one endpoint. */
final class Sender implements AutoCloseable {

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final VirtualClock clock;

    Sender(VirtualClock clock) {
        this.clock = clock;
    }

    Attempt send(Event event, Endpoint endpoint, int number, long pending) throws InterruptedException {
        var body = Json.bytes(event.json(endpoint.version(), pending));
        var url = endpoint.wish().url();
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .header("Stripe-Signature", Signature.header(endpoint.secret(), clock.wall(), body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        int status = 0;
        var error = "";
        try {
            status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            error = String.valueOf(e);
        }
        return new Attempt(event.id(), event.type(), url, number, status, error, clock.instant());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
