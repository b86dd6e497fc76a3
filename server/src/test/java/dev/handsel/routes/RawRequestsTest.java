package dev.handsel.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.handsel.testing.HandselTest;
import dev.handsel.testing.RawHttp;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

/** Requests that two programs in a row could take apart differently: refused, or one request with one answer. */
@HandselTest
class RawRequestsTest {

    private static final String HIDDEN = "GET /v1/time HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";

    private final URI server;

    RawRequestsTest(@Value("${handsel.public-url}") URI server) {
        this.server = server;
    }

    private static String post(String headers, String body) {
        return "POST @ HTTP/1.1\r\nHost: localhost\r\n" + JSON + headers + "\r\n" + body;
    }

    private static String get(String headers) {
        return "GET @ HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    /** One path of each kind that answers: handler methods, plain servlets, pages; open and closed. */
    private static Stream<String> paths() {
        return Stream.of(Access.values())
                .filter(access -> access != Access.NEVER)
                .map(access -> Declared.all(access).getFirst().sample().pattern());
    }

    static Stream<String> refused() {
        return Stream.of(
                post("Content-Length: 4\r\nContent-Length: 40\r\n", "abcd" + HIDDEN),
                post("Content-Length: 4, 40\r\n", "abcd" + HIDDEN),
                post("Content-Length: +4\r\n", "abcd" + HIDDEN),
                post("Content-Length: 0x4\r\n", "abcd" + HIDDEN),
                post("Content-Length: -4\r\n", HIDDEN),
                post("Content-Length: 4 4\r\n", "abcd" + HIDDEN),
                post("Content-Length: 99999999999999999999\r\n", HIDDEN),
                post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n" + HIDDEN),
                post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n" + HIDDEN),
                post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n" + HIDDEN),
                post("Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n", "0\r\n\r\n" + HIDDEN),
                post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n" + HIDDEN),
                post("X: a\0b\r\nContent-Length: 0\r\n", HIDDEN),
                post("X: a\rTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + HIDDEN),
                post("X Y: a\r\n", HIDDEN),
                post("nonsense\r\n", HIDDEN),
                get("Host: i\r\n") + HIDDEN,
                "GET @ HTTP/1.1\r\n\r\n" + HIDDEN,
                "GET @ HTTP/1.1\r\n Host: localhost\r\n\r\n" + HIDDEN,
                "GET @ HTTP/1.1\r\nHost: h, i\r\n\r\n" + HIDDEN,
                "GET @ HTTP/1.1\r\nHost: h@i\r\n\r\n" + HIDDEN,
                "GET http://evil.example@ HTTP/1.1\r\nHost: localhost\r\n\r\n" + HIDDEN,
                "GET ftp://h@ HTTP/1.1\r\nHost: localhost\r\n\r\n" + HIDDEN,
                "GET h@ HTTP/1.1\r\nHost: localhost\r\n\r\n" + HIDDEN,
                "GET @ HTTP/1.1 x\r\nHost: localhost\r\n\r\n" + HIDDEN,
                "GET @ HTTP/7.1\r\nHost: localhost\r\n\r\n" + HIDDEN,
                "GET @ http/1.1\r\nHost: localhost\r\n\r\n" + HIDDEN,
                "GET @#x HTTP/1.1\r\nHost: localhost\r\n\r\n" + HIDDEN,
                "GET @\\..\\x HTTP/1.1\r\nHost: localhost\r\n\r\n" + HIDDEN,
                "GET @/%2e%2e/x HTTP/1.1\r\nHost: localhost\r\n\r\n" + HIDDEN,
                "GET @%00 HTTP/1.1\r\nHost: localhost\r\n\r\n" + HIDDEN,
                "CONNECT h:80 HTTP/1.1\r\nHost: localhost\r\n\r\n" + HIDDEN);
    }

    @ParameterizedTest
    @MethodSource
    void refused(String request) {
        assertSoftly(softly -> paths().forEach(path -> {
            var answer = RawHttp.say(server, request.replace("@", path));
            softly.assertThat(answer).as(path).matches("(?s)HTTP/1\\.[01] (4\\d\\d|501|505) .*");
            softly.assertThat(answer)
                    .as(path)
                    .contains("application/problem+json")
                    .doesNotContain("epoch_seconds");
            softly.assertThat(answer.split("HTTP/1\\.[01] \\d", -1)).as(path).hasSize(2);
        }));
    }

    /** RFC 9112 lets a recipient go by the chunks, or by the line feed alone; but then nothing may be hidden behind it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST @ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST @ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 400\r\n\r\n0\r\n\r\n",
                "POST @ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST @ HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST @ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
                "POST @ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1;a=\"\n\r\nx\r\n0\r\n\r\n"
            })
    void one_request_has_one_answer(String request) {
        assertSoftly(softly -> paths().forEach(path -> {
            var answer = RawHttp.say(server, request.replace("@", path) + HIDDEN);
            softly.assertThat(answer).as(path).doesNotContain("epoch_seconds");
            softly.assertThat(answer).as(path).doesNotContain("HTTP/1.1 500");
            softly.assertThat(answer.split("HTTP/1\\.[01] \\d", -1)).as(path).hasSizeLessThanOrEqualTo(2);
        }));
    }

    /** RFC 9112, 5.2: the fold is a space within the value of the header before it. */
    @Test
    void a_folded_line_is_no_header_of_its_own() {
        var answer = RawHttp.say(
                server, "GET /v1/time HTTP/1.1\r\nHost: localhost\r\nX: a\r\n Transfer-Encoding: cow\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void two_requests_have_two_answers() {
        var answer = RawHttp.say(server, HIDDEN + HIDDEN);
        assertThat(answer.split("epoch_seconds", -1)).hasSize(3);
    }

    @Test
    void the_absolute_form_of_the_own_address_is_served() {
        var answer = RawHttp.say(
                server, "GET http://localhost/v1/time HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200 ");
    }
}
