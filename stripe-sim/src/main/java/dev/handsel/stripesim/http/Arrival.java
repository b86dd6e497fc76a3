package dev.handsel.stripesim.http;

import com.sun.net.httpserver.HttpExchange;
import dev.handsel.stripesim.params.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request as it arrived. */
public record Arrival(String method, String path, Sent sent, Head head) {

    /** What was sent in the query and in the body. */
    public record Sent(String query, String body) {}

    /** The headers that mean something here. */
    public record Head(
            @Nullable String authorization,
            @Nullable String version,
            @Nullable String type,
            String key,
            String account) {}

    static Arrival read(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var query = Objects.requireNonNullElse(uri.getRawQuery(), "");
        var headers = exchange.getRequestHeaders();
        var head = new Head(
                headers.getFirst("Authorization"),
                headers.getFirst("Stripe-Version"),
                headers.getFirst("Content-Type"),
                Objects.requireNonNullElse(headers.getFirst("Idempotency-Key"), ""),
                Objects.requireNonNullElse(headers.getFirst("Stripe-Account"), ""));
        return new Arrival(exchange.getRequestMethod(), uri.getPath(), new Sent(query, body), head);
    }

    public String key() {
        return head.key;
    }

    public String account() {
        return head.account;
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
