package dev.handsel.stripesim.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.handsel.stripesim.params.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request as it arrived. */
public record Arrival(String method, String path, Sent sent, Headers headers) {

    /** What was sent in the query and in the body. */
    public record Sent(String query, String body) {}

    static Arrival read(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var query = Objects.requireNonNullElse(uri.getRawQuery(), "");
        return new Arrival(
                exchange.getRequestMethod(), uri.getPath(), new Sent(query, body), exchange.getRequestHeaders());
    }

    @Nullable String header(String name) {
        return headers.getFirst(name);
    }

    public String key() {
        return Objects.requireNonNullElse(header("Idempotency-Key"), "");
    }

    public String account() {
        return Objects.requireNonNullElse(header("Stripe-Account"), "");
    }

    boolean writes() {
        return method.equals("POST");
    }

    List<Form.Field> fields() {
        return Form.fields(writes() && !sent.body.isEmpty() ? sent.body : sent.query);
    }

    /** What a repeat under the same key must have in common. */
    String print() {
        var names = fields().stream()
                .map(field -> field.name() + "=" + field.value())
                .sorted()
                .toList();
        return method + " " + path + " " + names;
    }
}
