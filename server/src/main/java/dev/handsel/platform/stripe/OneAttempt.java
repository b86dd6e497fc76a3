package dev.handsel.platform.stripe;

import dev.handsel.platform.database.OutsideTransactions;
import dev.handsel.platform.settings.Secret;
import dev.handsel.platform.stripe.StripeAnswer.Declined;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a request to Stripe once and reads what came of it. The JDK's client never repeats a POST by itself. Whatever goes wrong
 * on the way is an {@link StripeAnswer.Unclear}; no header of a request gets into it.
 */
final class OneAttempt {

    /** What our requests mean and what the answers look like: Stripe keeps to it until it is changed here. */
    static final String VERSION = "2026-07-29.dahlia";

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 16 << 20;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final String base;
    private final Secret key;
    private final Duration timeout;
    private final JsonMapper json;

    /**
     * For one account of Stripe.
     *
     * @param timeout for the whole answer, to its last byte
     */
    OneAttempt(URI base, Secret key, Duration timeout, JsonMapper json) {
        // Paths begin with a slash.
        this.base = base.toString().replaceAll("/+$", "");
        this.key = key;
        this.timeout = timeout;
        this.json = json;
    }

    StripeAnswer post(String path, String form, String idempotencyKey, @Nullable String account) {
        return answer(request(path, account)
                .header("Idempotency-Key", idempotencyKey)
                .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
                .POST(BodyPublishers.ofString(form)));
    }

    StripeAnswer get(String path, @Nullable String account) {
        return answer(request(path, account).GET());
    }

    private HttpRequest.Builder request(String path, @Nullable String account) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + key.value())
                .header("Stripe-Version", VERSION)
                .header("Accept", "application/json")
                .header("User-Agent", "Handsel");
        return account == null ? request : request.header("Stripe-Account", account);
    }

    /** The request's own timeout ends with the answer's headers; the one here ends with its body. */
    private StripeAnswer answer(HttpRequest.Builder request) {
        OutsideTransactions.require("A call to Stripe");
        var sent = client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
        try {
            return read(sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException silent) {
                return new StripeAnswer.Unclear(silent.getClass().getSimpleName() + ": " + silent.getMessage());
            }
            throw new IllegalStateException("A request to Stripe could not be sent", e);
        } catch (TimeoutException e) {
            return new StripeAnswer.Unclear("no whole answer within " + timeout);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new StripeAnswer.Unclear("interrupted while waiting for the answer");
        } finally {
            sent.cancel(true);
        }
    }

    private StripeAnswer read(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == 429) {
            return new StripeAnswer.Busy(retryAfter(response.headers()));
        }
        var body = object(response.body());
        if (status >= 200 && status < 300) {
            return body == null ? new StripeAnswer.Unclear("an answer that is no JSON") : new StripeAnswer.Done(body);
        }
        return refused(status, body == null ? null : body.get("error"));
    }

    /** Only a refusal in Stripe's own form is one: a proxy on the way knows nothing of what became of the request. */
    private static StripeAnswer refused(int status, @Nullable JsonNode error) {
        if (error == null || !error.isObject()) {
            return new StripeAnswer.Unclear(status + " unknown");
        }
        // The type says for certain that the key is another request's, whatever code may stand beside it.
        var type = text(error, "type").orElse("unknown");
        var code = type.equals(StripeAnswer.KEY_REUSED)
                ? type
                : text(error, "code").orElse(type);
        var told = text(error, "message").orElse("Stripe gave no reason.");
        return switch (status) {
            case 400, 402, 404 -> new Declined(status, code, told);
            case 401 -> new StripeAnswer.Denied(told);
            case 403 ->
                code.equals(Stripe.NO_SUCH_ACCOUNT) ? new Declined(status, code, told) : new StripeAnswer.Denied(told);
            default -> new StripeAnswer.Unclear(status + " " + code);
        };
    }

    private static Optional<String> text(JsonNode error, String name) {
        var value = error.path(name);
        return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    private @Nullable JsonNode object(String body) {
        try {
            var read = json.readTree(body);
            return read.isObject() ? read : null;
        } catch (JacksonException cut) {
            return null;
        }
    }

    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        var seconds = headers.firstValue("Retry-After").orElse("");
        return seconds.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }
}
