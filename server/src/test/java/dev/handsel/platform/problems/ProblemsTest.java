package dev.handsel.platform.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.Client;
import dev.handsel.testing.HandselTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;

@HandselTest
class ProblemsTest {

    private final Client client;

    ProblemsTest(@Value("${handsel.public-url}") String url) {
        this.client = new Client(url);
    }

    private static void isProblem(Client.Reply reply, int status, String code) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        var problem = reply.json();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("code").asString()).isEqualTo(code);
        assertThat(problem.get("type").asString()).isEqualTo("urn:handsel:problem:" + code);
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("detail").asString()).isNotBlank();
        assertThat(problem.get("request_id").asString()).isEqualTo(reply.header("X-Request-Id"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/trial/fails/unknown, 404, not_found",
        "GET, /v1/trial/nothing/here, 404, not_found",
        "GET, /assets/nothing.js, 404, not_found",
        "PUT, /v1/trial/things, 405, method_not_allowed",
        "GET, /v1/trial/fails/bug, 500, internal_error",
        "GET, /v1/trial/fails/away, 503, database_unavailable",
        "GET, /v1/trial/fails/lock, 503, database_busy",
        "GET, /v1/trial/fails/later, 429, too_many",
        "GET, /v1/trial/fails/nobody, 401, unauthenticated",
        "GET, /v1/trial/fails/denied, 403, forbidden",
        "GET, /v1/audit, 401, unauthenticated",
        "GET, /v1/unknown, 401, unauthenticated",
        "TRACE, /v1/meta, 405, method_not_allowed"
    })
    void every_failure_is_a_problem_document(String method, String path, int status, String code) {
        isProblem(client.send(method, path, BodyPublishers.noBody()), status, code);
    }

    @Test
    void failures_of_filters_are_too() {
        var failed = client.get("/v1/trial/page", "X-Trial-Failure", "filter");
        isProblem(failed, 500, "internal_error");
        assertThat(failed.text()).doesNotContain("hunter2");
    }

    @Test
    void failures_of_a_bug_tell_nothing() {
        assertThat(client.get("/v1/trial/fails/bug").text()).doesNotContain("hunter2", "Exception");
    }

    @Test
    void the_caller_learns_when_to_come_back() {
        assertThat(client.get("/v1/trial/fails/later").header("Retry-After")).isEqualTo("2");
        assertThat(client.get("/v1/trial/fails/away").header("Retry-After")).isEqualTo("5");
    }

    @Test
    void who_is_unknown_is_challenged() {
        assertThat(client.get("/v1/trial/fails/nobody").header("WWW-Authenticate"))
                .startsWith("Bearer");
        assertThat(client.get("/v1/audit").header("WWW-Authenticate")).startsWith("Bearer");
        isProblem(client.get("/v1/audit", "Authorization", "Bearer nonsense"), 401, "invalid_token");
    }

    @Test
    void forms_of_bodies_and_answers_are_negotiated() {
        isProblem(
                client.post("/v1/trial/things", "a=b", "Content-Type", "application/x-www-form-urlencoded"),
                415,
                "unsupported_media_type");
        isProblem(client.get("/v1/trial/page", "Accept", "application/xml"), 406, "not_acceptable");
        isProblem(client.get("/v1/trial/fails/x", "Accept", "text/html"), 404, "not_found");
    }

    @Test
    void a_method_that_is_not_allowed_learns_which_are() {
        assertThat(client.send("PUT", "/v1/trial/things", BodyPublishers.noBody())
                        .header("Allow"))
                .isEqualTo("POST");
        var options = client.send("OPTIONS", "/v1/trial/things", BodyPublishers.noBody());
        assertThat(options.status()).isEqualTo(200);
        assertThat(options.header("Allow")).contains("POST", "OPTIONS");
    }

    @Test
    void a_head_request_has_the_headers_and_no_body() {
        var head = client.send("HEAD", "/v1/trial/page", BodyPublishers.noBody());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertThat(head.header("Content-Type")).startsWith("application/json");
        assertThat(client.send("HEAD", "/v1/trial/fails/x", BodyPublishers.noBody())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void private_answers_are_not_kept() {
        assertThat(client.get("/v1/trial/page").header("Cache-Control")).isEqualTo("no-store");
        assertThat(client.get("/v1/audit").header("Cache-Control")).isEqualTo("no-store");
        assertThat(client.get("/v1/openapi.json").header("Cache-Control")).doesNotContain("no-store");
    }
}
