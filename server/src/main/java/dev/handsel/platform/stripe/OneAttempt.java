package dev.handsel.platform.stripe;

import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpClient;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import dev.handsel.platform.database.OutsideTransactions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Carries the requests of Stripe's library over the JDK's newer client, which never repeats a POST by itself; the older one,
 * the library's own choice, does so whenever a connection breaks.
 */
final class OneAttempt extends HttpClient {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final java.net.http.HttpClient client = java.net.http.HttpClient.newBuilder()
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final Duration timeout;

    OneAttempt(Duration timeout) {
        this.timeout = timeout;
    }

    /** Thrown in place of the library's own exception, which forgets when to come back. */
    static final class TooMany extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final @Nullable Duration retryAfter;

        private TooMany(@Nullable Duration retryAfter) {
            super("429", null, false, false);
            this.retryAfter = retryAfter;
        }

        @Nullable Duration retryAfter() {
            return retryAfter;
        }
    }

    @Override
    public StripeResponse request(StripeRequest request) throws ApiConnectionException {
        OutsideTransactions.require("A call to Stripe");
        try {
            var answer = client.send(translated(request), BodyHandlers.ofString());
            if (answer.statusCode() == 429) {
                throw new TooMany(retryAfter(answer.headers().firstValueAsLong("Retry-After")));
            }
            return new StripeResponse(
                    answer.statusCode(), HttpHeaders.of(answer.headers().map()), answer.body());
        } catch (IOException | NumberFormatException e) {
            throw new ApiConnectionException(e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiConnectionException("interrupted while waiting for the answer", e);
        }
    }

    private HttpRequest translated(StripeRequest request) {
        var builder =
                HttpRequest.newBuilder(URI.create(request.url().toString())).timeout(timeout);
        request.headers().map().forEach((name, values) -> values.forEach(value -> builder.setHeader(name, value)));
        var content = request.content();
        if (content == null) {
            return builder.method(request.method().name(), HttpRequest.BodyPublishers.noBody())
                    .build();
        }
        return builder.setHeader("Content-Type", content.contentType())
                .method(request.method().name(), HttpRequest.BodyPublishers.ofByteArray(content.byteArrayContent()))
                .build();
    }

    private static @Nullable Duration retryAfter(OptionalLong seconds) {
        return seconds.isPresent() && seconds.getAsLong() >= 0 ? Duration.ofSeconds(seconds.getAsLong()) : null;
    }
}
