package dev.handsel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the server under test. Headers are given as name, value, name, value. */
public final class Client {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String server;
    private final boolean described;

    /** Of a Handsel server, whose answers must be as its own description says. */
    public Client(String server) {
        this(server, true);
    }

    private Client(String server, boolean described) {
        this.server = server;
        this.described = described;
    }

    /** Of a server that describes nothing: somebody else's, or a proxy. */
    public static Client ofOthers(String server) {
        return new Client(server, false);
    }

    /** Fails where this answer to a request with this body is not what the server's description says. */
    public static void check(String server, HttpResponse<String> answer, String sent) {
        ServedDescription.check(HTTP, server, answer, sent);
    }

    /** An answer and its body as JSON, where it is any. */
    public record Reply(int status, HttpResponse<String> response) {

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String text() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String code() {
            return json().path("code").asString("");
        }

        /** The pointers and codes of all faults: {@code /a required}. */
        public List<String> faults() {
            return json().path("errors")
                    .valueStream()
                    .map(fault -> fault.get("pointer").asString() + " "
                            + fault.get("code").asString())
                    .toList();
        }
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public Reply post(String path, String body, String... headers) {
        return send("POST", path, body, BodyPublishers.ofString(body), headers);
    }

    public Reply send(String method, String path, BodyPublisher body, String... headers) {
        return send(method, path, "", body, headers);
    }

    private Reply send(String method, String path, String text, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(server + path)).method(method, body);
        request.setHeader("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            if (described) {
                check(server, response, text);
            }
            return new Reply(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
