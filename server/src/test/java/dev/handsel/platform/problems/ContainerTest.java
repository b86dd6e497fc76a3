package dev.handsel.platform.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselTest;
import dev.handsel.testing.Wire;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

/** What the container refuses by itself, spoken to without a client that would be too polite. */
@HandselTest
class ContainerTest {

    private final URI server;

    ContainerTest(@Value("${handsel.public-url}") URI server) {
        this.server = server;
    }

    private String say(String request) {
        return Wire.say(server.getPort(), request);
    }

    private static void isProblem(String answer, int status, String code) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer.toLowerCase(Locale.ROOT))
                .contains("content-type: application/problem+json", "x-request-id: req_")
                .doesNotContain("<html", "tomcat");
        assertThat(answer).contains("\"code\":\"" + code + "\"", "\"status\":" + status, "\"request_id\":\"req_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET /v1/meta<script> HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/me ta HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/meta HTTP/1.1\r\nHost: localhost\r\nHost: i\r\n\r\n",
                "GET /v1/meta HTTP/1.1\r\n\r\n",
                "GET /v1/meta%2f..%2fx HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /v1//meta HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /v1/meta;a=b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "POST /v1/meta HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n"
            })
    void a_malformed_request_is_answered_with_a_problem_document(String request) {
        isProblem(say(request), 400, "malformed_request");
    }

    @Test
    void headers_that_are_too_large_are_named_as_such() {
        var large = "X-Large: " + "x".repeat(9000);
        isProblem(say("GET /v1/meta HTTP/1.1\r\nHost: localhost\r\n" + large + "\r\n\r\n"), 431, "headers_too_large");
        isProblem(
                say("GET /v1/meta?" + "x".repeat(9000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                431,
                "headers_too_large");
    }

    @Test
    void too_many_headers_are_too_large_as_well() {
        isProblem(
                say("GET /v1/meta HTTP/1.1\r\nHost: localhost\r\n" + "A: b\r\n".repeat(200) + "\r\n"),
                431,
                "headers_too_large");
    }

    @Test
    void an_unknown_version_or_transfer_coding_is_refused() {
        isProblem(
                say("POST /v1/meta HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: cow\r\n\r\n"),
                501,
                "not_implemented");
    }
}
