package dev.handsel.stripesim.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request says. */
record Incoming(
        String method,
        String path,
        String form,
        @Nullable String key,
        @Nullable String account,
        @Nullable String secret) {

    static Incoming read(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var query = exchange.getRequestURI().getRawQuery();
        boolean queried = exchange.getRequestMethod().equals("GET")
                || exchange.getRequestMethod().equals("DELETE");
        return new Incoming(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                queried ? Optional.ofNullable(query).orElse("") : body,
                headers.getFirst("Idempotency-Key"),
                headers.getFirst("Stripe-Account"),
                secret(headers.getFirst("Authorization")));
    }

    /** By bearer token, or as the user of basic authentication. */
    private static @Nullable String secret(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        if (authorization.startsWith("Bearer ")) {
            return authorization.substring("Bearer ".length()).strip();
        }
        if (authorization.startsWith("Basic ")) {
            try {
                var decoded = new String(
                        Base64.getDecoder()
                                .decode(authorization
                                        .substring("Basic ".length())
                                        .strip()),
                        UTF_8);
                return decoded.substring(0, decoded.indexOf(':') < 0 ? decoded.length() : decoded.indexOf(':'));
            } catch (IllegalArgumentException notBase64) {
                return null;
            }
        }
        return null;
    }

    /** What must be the same when its key is used again. */
    String print() {
        return method + " " + path + "\n" + form;
    }
}
