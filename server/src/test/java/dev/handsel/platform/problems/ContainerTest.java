package dev.handsel.platform.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselTest;
import dev.handsel.testing.Logged;
import dev.handsel.testing.RawHttp;
import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        return RawHttp.say(server, request);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "G@T /v1/meta HTTP/1.1~Host: localhost | method",
                "GET /v1/meta HTTQ/1.1~Host: localhost | HTTP/1.1",
                "GET /v1/meta HTTP/1.1~X: y | needs the header Host",
                "GET /v1/meta HTTP/1.1~Host: localhost~Host: i | 2 times",
                "GET /v1/meta HTTP/1.1~Host: a b | no name or address",
                "GET /v1/meta HTTP/1.1~Host: h:port | no name or address",
                "GET /v1/meta HTTP/1.1~Host: [::1 | no name or address",
                "GET /v1/%zz HTTP/1.1~Host: localhost | two hexadecimal digits",
                "GET /v1/meta%2f..%2fx HTTP/1.1~Host: localhost | encoded slash",
                "POST /v1/meta HTTP/1.1~Host: localhost~Content-Length: x | no whole number",
                "POST /v1/meta HTTP/1.1~Host: localhost~Content-Length: -1 | no whole number",
                "POST /v1/meta HTTP/1.1~Host: localhost~Content-Length: 1~Content-Length: 2 | 2 times",
                "GET /v1/meta HTTP/1.1~Host: localhost~nonsense | a colon"
            })
    void what_is_malformed_is_named(String request, String reason) {
        var answer = say(request.replace("~", "\r\n") + "\r\nConnection: close\r\n\r\n");
        isProblem(answer, 400, "malformed_request");
        assertThat(answer).contains(reason).doesNotContain("The request is malformed.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {"/v1/meta[0]~[", "/v1/meta?a[0]=1~[", "/v1/meta?q={}~{", "/v1/me\"ta~\"", "/v1/meta<script>~<"})
    void a_character_that_must_be_encoded_is_named(String target, String character) {
        var answer = say("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        isProblem(answer, 400, "character_not_encoded");
        assertThat(answer).contains(character + " as it is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"handsel_1:8080", "handsel_1", "_", "a_b.c_d:1"})
    void names_of_containers_are_names(String host) {
        var answer = say("GET /v1/time HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
        isProblem(answer, 421, "host_unknown");
        assertThat(answer).contains("HANDSEL_ACCEPTED_AUTHORITIES");
    }

    @Test
    void no_malformed_request_leaves_a_trace_of_the_stack() {
        try (var log = new Logged()) {
            say("GET /v1/meta<script> HTTP/1.1\r\nHost: localhost\r\n\r\n");
            say("GET /v1/meta HTTP/1.1\r\nHost: localhost\r\nnonsense\r\n\r\n");
            say("GET /v1/meta HTTP/1.1\r\nHost: a b\r\n\r\n");
            assertThat(log.entries()).noneMatch(entry -> entry.logger().startsWith("org.apache"));
        }
    }
}
