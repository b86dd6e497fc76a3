package dev.handsel.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether tests notice that a server answers something else than it says. */
class ServedDescriptionTest {

    private static final String DOCUMENT = """
            {"openapi": "3.1.0",
             "paths": {
               "/v1/things/{id}": {
                 "get": {"responses": {
                   "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                   "404": {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}}},
                 "post": {
                   "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                   "responses": {"204": {}}}}},
             "components": {"schemas": {
               "Thing": {"type": "object", "properties": {"id": {"type": "string"}, "at": {"type": ["string", "null"]}},
                         "required": ["id", "at"]},
               "Problem": {"type": "object", "properties": {"code": {"type": "string"}}, "required": ["code"]}}}}
            """;

    private HttpServer server;
    private Client client;
    private int status = 200;
    private String type = "application/json";
    private String body = "{\"id\": \"a\", \"at\": null}";

    @BeforeEach
    void a_server() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            boolean description = exchange.getRequestURI().getPath().equals("/v1/openapi.json");
            var answer = (description ? DOCUMENT : body).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", description ? "application/json" : type);
            exchange.sendResponseHeaders(description ? 200 : status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        client = new Client("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answers(int status, String type, String body) {
        this.status = status;
        this.type = type;
        this.body = body;
    }

    private static void refused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOf(AssertionError.class).hasMessageContainingAll(words);
    }

    @Test
    void an_answer_as_described_passes() {
        assertThat(client.get("/v1/things/1?x=y").status()).isEqualTo(200);
    }

    @Test
    void a_status_that_is_not_declared_fails() {
        answers(202, type, body);
        refused(() -> client.get("/v1/things/1"), "GET /v1/things/{id} answered 202", "@ApiResponse");
        answers(409, "application/problem+json", "{\"code\": \"taken\"}");
        refused(() -> client.get("/v1/things/1"), "answered 409", "Failures", "taken");
    }

    @Test
    void members_that_are_unknown_missing_or_null_fail() {
        answers(200, type, "{\"id\": \"a\", \"at\": null, \"more\": 1}");
        refused(() -> client.get("/v1/things/1"), "more");
        answers(200, type, "{\"id\": \"a\"}");
        refused(() -> client.get("/v1/things/1"), "at", "@Nullable");
        answers(200, type, "{\"id\": null, \"at\": null}");
        refused(() -> client.get("/v1/things/1"), "/id", "null");
    }

    @Test
    void another_type_of_content_or_none_fails() {
        answers(200, "text/html", "<p>");
        refused(() -> client.get("/v1/things/1"), "text/html", "application/json");
        answers(200, type, "");
        refused(() -> client.get("/v1/things/1"), "without a body");
    }

    @Test
    void failures_are_problem_documents_everywhere() {
        answers(404, "application/problem+json", "{\"code\": \"not_found\"}");
        assertThat(client.get("/v1/things/1").code()).isEqualTo("not_found");
        assertThat(client.get("/v1/nothing").code()).isEqualTo("not_found");
        answers(404, "application/problem+json", "{}");
        refused(() -> client.get("/v1/things/1"), "code");
        answers(503, "text/plain", "away");
        refused(() -> client.get("/v1/things/1"), "problem document");
    }

    @Test
    void what_is_not_described_is_not_answered() {
        refused(() -> client.get("/v1/other"), "/v1/other answered 200", "@Hidden");
    }

    @Test
    void a_request_that_was_taken_is_one_that_clients_can_send() {
        answers(204, type, "");
        assertThat(client.post("/v1/things/1", "{\"id\": \"a\", \"at\": null}").status())
                .isEqualTo(204);
        refused(() -> client.post("/v1/things/1", "{\"id\": \"a\"}"), "took a body", "at");
    }
}
