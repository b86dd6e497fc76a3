package dev.handsel.platform.problems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handsel.testing.HandselTest;
import dev.handsel.testing.Logged;
import dev.handsel.testing.RawHttp;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Value;

/** Requests that end early or were never whole: 400 and one line of the log, whoever was to read them. */
@HandselTest
class BrokenRequestsTest {

    private final URI server;
    private final Logged log = new Logged();

    BrokenRequestsTest(@Value("${handsel.public-url}") URI server) {
        this.server = server;
    }

    @AfterEach
    void no_longer() {
        log.close();
    }

    private static String post(String path, String... headers) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + String.join("\r\n", headers)
                + "\r\n\r\n";
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                        "/v1/trial/things",
                        "/v1/clicks",
                        "/v1/device/heartbeat",
                        "/v1/stripe/connect",
                        "/v1/devices/confirmations")
                .flatMap(path -> Stream.of(
                        Arguments.of(
                                post(path, "Content-Type: application/json", "Content-Length: 100") + "{\"name\": "),
                        Arguments.of(post(path, "Content-Type: application/json", "Transfer-Encoding: chunked")
                                + "zz\r\n{}"),
                        Arguments.of(
                                post(path, "Content-Type: application/json", "Transfer-Encoding: chunked") + "5\r\n{}"),
                        Arguments.of(post(path, "Content-Type: application/json", "Transfer-Encoding: chunked")
                                + "2\r\n{}garbage\r\n0\r\n\r\n"),
                        Arguments.of(post(path, "Content-Type: application/json", "Transfer-Encoding: chunked")
                                + "-1\r\n{}\r\n0\r\n\r\n")));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_body_that_ends_early_or_whose_chunks_are_none_is_refused(String request) {
        var answer = RawHttp.say(server, request);
        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json", "malformed_request");
        assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
        quiet();
    }

    @ParameterizedTest
    @MethodSource
    void what_cannot_be_read_is_refused(String request, int status) {
        var answer = RawHttp.say(server, request);
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("application/problem+json", "\"detail\":");
        quiet();
    }

    static Stream<Arguments> what_cannot_be_read_is_refused() {
        return Stream.of(
                Arguments.of(
                        post("/v1/trial/things", "Content-Type: multipart/form-data", "Content-Length: 2") + "{}", 415),
                Arguments.of(post("/login", "Content-Type: multipart/form-data", "Content-Length: 2") + "{}", 415),
                Arguments.of(
                        post("/v1/trial/things", "Content-Type: application/x+json", "Content-Length: 2") + "{}", 415),
                Arguments.of(
                        post("/login", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 9")
                                + "email=%zz",
                        400),
                Arguments.of(
                        post("/login", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 99")
                                + "email=",
                        400),
                Arguments.of(
                        post("/setup", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 9")
                                + "token=%z%",
                        400),
                Arguments.of(
                        post("/oauth2/token", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 4")
                                + "a=%z",
                        400),
                Arguments.of(get("/v1/meta;x=%zz"), 400),
                Arguments.of(get("/v1/meta;%"), 400),
                Arguments.of(get("/v1/trial/page;x=%zz"), 400),
                Arguments.of(get("/r/a/b;x=%zz"), 400),
                Arguments.of(get("/v1/device/self;x=%zz"), 400),
                Arguments.of(get("/v1/trial/page?limit=%zz"), 400),
                Arguments.of(get("/v1/trial/page?limit=%ff%fe"), 400),
                Arguments.of(get("/v1/trial/page?%"), 400),
                Arguments.of(get("/v1/click.js?program=%zz"), 400),
                Arguments.of(get("/login?failed=%zz"), 400),
                Arguments.of(get("/setup?token=%ff"), 400));
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }

    /** A cookie that is none is left out, as RFC 6265 has it. */
    @Test
    void broken_cookies_hurt_nobody() {
        for (var cookie : new String[] {"=", "a", "a=\"", ";;;", "hs_click=%zz; \u00ff=\u00fe", "$Version=9; a={}"}) {
            var answer = RawHttp.say(
                    server,
                    "GET /v1/meta HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(cookie).startsWith("HTTP/1.1 200 ");
            var page = RawHttp.say(
                    server,
                    "GET /login HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie + "\r\nConnection: close\r\n\r\n");
            assertThat(page).as(cookie).startsWith("HTTP/1.1 200 ");
        }
        quiet();
    }

    /** What the server's other threads do meanwhile is their affair. */
    private void quiet() {
        assertThat(log.entries().stream().filter(entry -> !entry.logger().contains("DispatcherServlet")))
                .allSatisfy(entry -> {
                    assertThat(entry.level().levelStr).isIn("INFO", "DEBUG");
                    assertThat(entry.text()).doesNotContain("\n");
                });
        assertThat(log.entries().stream()
                        .filter(entry -> entry.logger().startsWith("dev.handsel.platform.http")
                                || entry.logger().startsWith("dev.handsel.platform.problems")))
                .hasSizeLessThanOrEqualTo(1);
    }
}
